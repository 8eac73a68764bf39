"""The only look-ups of what is asked of Mexico: the post sees its own, an office what left for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from cauce.cases.access import WORKING
from cauce.cases.models import Case
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up, of_id
from cauce.rules.binational import ENDS, OFFICE_KINDS, OPEN, WITH_OFFICE
from cauce.rules.permissions import Actor, Scope, partners_with, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Partner

from .facts import has_ended, reminder_of, shown_of, still_carried, stored_of, why_of
from .models import Petition

SHOWN_DAYS = 30  # what ended stays on the lists so long
MOST = 200


def _rows():
    return Petition.objects.select_related("case__post", "case__officer", "partner", "consent")


def petition_for(actor: Actor, petition_id: UUID | str, *, permission: str) -> Petition:
    """One of them. Absent and not for this actor raise the same ``Absent``; the attempt is journalled."""
    return look_up(_rows(), actor, petition_id, permission, "petition")


def asked_of(case: Case, petition_id: UUID | str) -> Petition:
    """One that was asked for a case (already checked by ``cases.access``). Raises ``Absent``."""
    return of_id(_rows().filter(case=case), petition_id)


def shown_to_office(actor: Actor, petition: Petition, at: dt.datetime) -> dict[str, dict[str, Any]]:
    """What its office may see at this moment; the read is journalled."""
    check_may(actor, "petition.answer", petition, about=("petition", petition.id))
    with transaction.atomic():
        record_read(actor, "petition.open", about=("petition", petition.id), post=petition.case.post_id)
        return shown_of(petition, at)


@dataclass(frozen=True)
class ToSign:
    """What a second person reads before signing."""

    parts: dict[str, dict[str, Any]]
    why: str


def read_to_sign(actor: Actor, petition: Petition) -> ToSign:
    """All that would leave, and the reason of an exception; the read is journalled."""
    check_may(actor, "petition.sign", petition, about=("petition", petition.id))
    with transaction.atomic():
        record_read(
            actor, "petition.read_to_sign", about=("petition", petition.id), post=petition.case.post_id
        )
        return ToSign(stored_of(petition), why_of(petition))


def of_case(case: Case) -> list[Petition]:
    """What was asked for a case (already checked by ``cases.access``), open first, newest first."""
    rows = _rows().filter(case=case).prefetch_related("steps").order_by("-asked_at")
    return sorted(rows, key=lambda one: one.state in ENDS)


def open_of(case: Case) -> int:
    """How many petitions of a case (already checked by ``cases.access``) would end with it."""
    return Petition.objects.filter(case=case, state__in=sorted(OPEN)).count()


def shared_by(petition: Petition) -> dict[str, dict[str, Any]]:
    """What left, for the page of its case: that read is journalled already."""
    return stored_of(petition)


def office_of(actor: Actor) -> Partner:
    """The office in Mexico for which somebody answers. Raises ``Absent`` for any other organisation."""
    mine = [
        one
        for one in offices.partners_of_kind(*OFFICE_KINDS)
        if str(one.id) in partners_with(actor, "petition.answer")
    ]
    office = mine[0] if mine else None
    check_may(actor, "petition.answer", Scope(partner=str(office.id) if office else "-"))
    assert office is not None  # noqa: S101 - nobody holds a role for the partner «-»
    return office


def answers_from_mexico(actor: Actor) -> bool:
    """Whether somebody works for an office or authority in Mexico alone: their list is their first page."""
    if actor.posts or not actor.partners:
        return False
    found = offices.partners_of_kind(*OFFICE_KINDS)
    return any(str(one.id) in actor.partners for one in found)


@dataclass(frozen=True)
class Inbox:
    """What an office was asked: what it has in hand, the soonest due first; what ended of late."""

    going: list[Petition]
    ended: list[Petition]


def inbox(actor: Actor, office: Partner, at: dt.datetime) -> Inbox:
    """The worklist of an office; one entry for the list."""
    check_may(actor, "petition.answer", Scope(partner=str(office.id)))
    since = at - dt.timedelta(days=SHOWN_DAYS)
    rows = _rows().filter(partner=office)
    with transaction.atomic():
        record_read(actor, "petition.inbox", about=("partner", office.id), post=None)
        going = [
            one
            for one in rows.filter(state__in=sorted(WITH_OFFICE)).order_by("due_at")
            if permits(actor, "petition.answer", one.scope).allowed
        ]
        ended = rows.filter(state__in=("done", "not_possible"), ended_at__gte=since).order_by("-ended_at")
        return Inbox(going, [one for one in ended[:MOST] if _seen(actor, one)])


def _seen(actor: Actor, petition: Petition) -> bool:
    return permits(actor, "petition.answer", petition.scope).allowed


def cases_waiting(post_code: str) -> QuerySet[Petition, dict[str, Any]]:
    """Ids of the cases of a post that an office in Mexico has to answer; to be asked within a list."""
    rows = Petition.objects.filter(case__post_id=post_code, state__in=sorted(WITH_OFFICE))
    return rows.values("case_id")


@dataclass(frozen=True)
class OfPost:
    """What a post asked: what waits for a signature here, what is with an office, what ended of late."""

    to_sign: list[Petition]
    going: list[Petition]
    ended: list[Petition]


def of_post(actor: Actor, post_code: str, at: dt.datetime) -> OfPost:
    """The three lists of a post; one entry. Raises ``Absent``."""
    check_may(actor, "petition.list", Scope(post=post_code))
    since = at - dt.timedelta(days=SHOWN_DAYS)
    with transaction.atomic():
        record_read(actor, "petition.list", about=("post", post_code), post=post_code)
        rows = _rows().filter(case__post_id=post_code, case__blocked_at=None)
        mine = rows.filter(state="to_sign").order_by("asked_at")
        return OfPost(
            list(mine),
            list(rows.filter(state__in=sorted(WITH_OFFICE)).order_by("due_at")[:MOST]),
            list(rows.filter(Q(state__in=sorted(ENDS)), ended_at__gte=since).order_by("-ended_at")[:MOST]),
        )


# For the loop -----------------------------------------------------------------------------------


def due_soon(at: dt.datetime) -> list[Petition]:
    """What is with an office and near its deadline, that it is reminded of."""
    rows = _rows().filter(state__in=sorted(WITH_OFFICE), due_at__gt=at, case__closed_at=None)
    return [one for one in rows.order_by("due_at") if (when := reminder_of(one)) and when <= at]


def late(at: dt.datetime) -> list[Petition]:
    """What no office answered in time."""
    rows = _rows().filter(state__in=sorted(WITH_OFFICE), due_at__lte=at, case__closed_at=None)
    return list(rows.order_by("due_at"))


def without_consent(at: dt.datetime) -> list[Petition]:
    """What is open although the yes it rests on no longer carries it, or its case ended."""
    over = (
        _rows()
        .filter(state__in=sorted(OPEN))
        .filter(
            Q(basis="consent")
            | ~Q(case__status__in=WORKING)
            | Q(case__blocked_at__isnull=False)
            | Q(case__erased_at__isnull=False)
        )
    )
    ended = [one for one in over if has_ended(one)]
    return [*ended, *(one for one in over if one not in ended and not still_carried(one, at))]


def under_exceptions() -> list[Petition]:
    """What left without a yes, for the counts of the auditor: rows, and nothing of what they hold."""
    rows = Petition.objects.filter(basis="exception", sent_at__isnull=False)
    return list(rows.everywhere("numbers").only("id", "sent_at", "exception"))
