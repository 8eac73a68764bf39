"""The only look-ups of returns: the post sees its own, whoever receives what was shared, headquarters
numbers.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from cauce.cases.facts import edition_of
from cauce.cases.models import Case
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import look_up, of_id
from cauce.custody.keystore import KeyGone
from cauce.family.reunification.rules.after_return import Contact, silence, state_of, tells
from cauce.family.reunification.rules.returning import DEPARTED, PREPARING, RECEIVED, STATES, STOPPED
from cauce.rules.permissions import Actor, Scope, partners_with, permits

from .facts_returning import (
    agreed_now,
    by_trip,
    contacts_of,
    is_over,
    stored_of,
    there,
    told_of,
)
from .models import Return, ReturnContact, ReturnTry

SHOWN_DAYS = 30  # what ended stays on the lists so long
LOOK = "return.agree"
OPEN = (PREPARING, DEPARTED, RECEIVED)


def _rows():
    return Return.objects.select_related("case__post", "case__officer", "case__person", "partner")


def newest(case: Case) -> Return | None:
    """The return of a case (already checked by ``cases.access``) that is worked on; None: there never was."""
    return _rows().filter(case=case).order_by("-opened_at").first()


def return_begun() -> Exists:
    """For a query of cases: whether a return began that was not stopped."""
    return Exists(Return.objects.filter(case=OuterRef("id")).exclude(state=STOPPED))


def earlier(case: Case, than: Return) -> list[Return]:
    """Those that were stopped or ended before it, the newest first."""
    return list(_rows().filter(case=case).exclude(id=than.id).order_by("-opened_at"))


def of_case(case: Case, trip_id: UUID | str) -> Return:
    """One of a case that was already checked. Raises ``Absent``."""
    return of_id(_rows().filter(case=case), trip_id)


def trip_for(actor: Actor, trip_id: UUID | str, at: dt.datetime) -> Return:
    """One that is shared with the actor's organisation; the read is written down. Raises ``Absent``."""
    found = look_up(_rows(), actor, trip_id, "return.receive", "return")
    with transaction.atomic():
        record_read(actor, "return.open", about=("return", found.id), post=found.case.post_id)
    return found


def shown_to_receiver(trip: Return, at: dt.datetime) -> dict[str, Any]:
    """What the person's yes carries at this moment, and nothing else; empty: none of it."""
    agreed = agreed_now(trip, at)
    try:
        return {name: value for name, value in stored_of(trip).items() if name in agreed}
    except KeyGone:
        return {}


def inbox(actor: Actor, at: dt.datetime) -> list[Return]:
    """The arrivals that the actor's organisations expect, and those that ended lately; one entry."""
    mine = partners_with(actor, "return.receive")
    check_may(actor, "return.receive", Scope(partner=mine[0] if mine else "-"))
    since = at - dt.timedelta(days=SHOWN_DAYS)
    lately = Q(ended_at__gte=since) | Q(received_at__gte=since)
    with transaction.atomic():
        record_read(actor, "return.inbox", about=("partner", mine[0]), post=None)
        rows = _rows().filter(partner_id__in=mine).filter(Q(state__in=OPEN) | lately)
        return list(rows.order_by("arrives_at"))


@dataclass(frozen=True)
class Owed:
    """A return with its contacts and where each stands. ``count``: how often in a row nobody reached them."""

    trip: Return
    contacts: tuple[tuple[ReturnContact, str], ...]
    count: int
    told: bool

    @property
    def next(self) -> tuple[ReturnContact, str] | None:
        """The oldest that nobody made; None: all were."""
        return next((one for one in self.contacts if one[1] != "made"), None)

    @property
    def latest(self) -> tuple[ReturnContact, str] | None:
        """The contact that is owed now; None: none is. One that was missed before it stays as it is."""
        return _latest(self.contacts)

    @property
    def due(self) -> bool:
        return self.latest is not None


def _latest(contacts: Sequence[tuple[ReturnContact, str]]) -> tuple[ReturnContact, str] | None:
    come = [one for one in contacts if one[1] != "ahead"]
    return come[-1] if come and come[-1][1] != "made" else None


def _standing(
    both: Iterable[tuple[ReturnContact, Contact]], at: dt.datetime
) -> tuple[tuple[ReturnContact, str], ...]:
    return tuple((row, state_of(one, at)) for row, one in both)


def owed_by(trip: Return, at: dt.datetime) -> Owed:
    """The contacts of one return as they stand."""
    return owed_by_all([trip], at)[0]


def owed_by_all(trips: list[Return], at: dt.datetime) -> list[Owed]:
    """The contacts of several returns as they stand, in their order."""
    contacts, found = contacts_of(trips), []
    for trip in trips:
        both = contacts[trip.id]
        count = silence(tuple(one for _, one in both), at)
        told = tells(edition_of(trip.case), count, high=bool(trip.high), on=at.date())
        found.append(Owed(trip, _standing(both, at), count, told))
    return found


def of_post(actor: Actor, post_code: str, at: dt.datetime) -> list[Owed]:
    """Every return of a post that is worked on, or ended lately; one entry. Raises ``Absent``."""
    check_may(actor, "return.work", Scope(post=post_code))
    since = at - dt.timedelta(days=SHOWN_DAYS)
    with transaction.atomic():
        record_read(actor, "return.list", about=("post", post_code), post=post_code)
        rows = _rows().filter(case__post_id=post_code, case__blocked_at=None, case__erased_at=None)
        rows = rows.filter(Q(state__in=OPEN) | Q(ended_at__gte=since))
        return owed_by_all(list(rows.order_by("departs_at", "opened_at")), at)


def late_here(actor: Actor, post_code: str) -> QuerySet[Return] | None:
    """Who left a post and did not arrive in time, to be counted; None for whoever may not work on them."""
    if not permits(actor, "return.work", Scope(post=post_code)).allowed:
        return None
    rows = Return.objects.filter(case__post_id=post_code, case__blocked_at=None, case__erased_at=None)
    return rows.filter(state=DEPARTED, late_told_at__isnull=False)


def due_here(actor: Actor, post_code: str, at: dt.datetime) -> int:
    """How many who came home from a post are owed a contact today; 0 for whoever may not work on them."""
    if not permits(actor, "return.work", Scope(post=post_code)).allowed:
        return 0
    rows = ReturnContact.objects.filter(
        trip__case__post_id=post_code,
        trip__case__blocked_at=None,
        trip__case__erased_at=None,
        trip__state=RECEIVED,
    ).select_related("trip__case__post")
    return sum(_latest(_standing(both, at)) is not None for both in by_trip(rows).values())


def tries_of(trip: Return) -> list[tuple[Any, str]]:
    """Every attempt, the newest first, with what was written of it."""
    key = trip.case.key_id
    return [
        (row, ReturnTry.note.open(row, key, empty=""))
        for row in trip.tries.select_related("contact").order_by("-at")
    ]


def contact_of(trip: Return, contact_id: str) -> ReturnContact:
    """One contact of a return that was already checked. Raises ``Absent``."""
    found = trip.contacts.filter(id=contact_id).first() if contact_id.isdigit() else None
    if found is None:
        raise Absent()
    return found


def counted() -> dict[str, int]:
    """How many of the whole network stand where; no post, place or day. For the closing of the network."""
    found = Counter(Return.objects.everywhere("numbers").values_list("state", flat=True))
    return {state: found[state] for state in STATES}


def to_look_at(actor: Actor) -> list[Return]:
    """High risks of posts where nobody else could look, for headquarters; one entry. Raises ``Absent``."""
    check_may(actor, LOOK)
    if not actor.has_role("headquarters"):
        raise Absent()
    with transaction.atomic():
        record_read(actor, "return.to_look_at", about=("returns", "network"), post=None)
        return list(_waiting_outside().order_by("risk_at"))


def to_agree(actor: Actor, trip_id: UUID | str) -> tuple[Return, dict[str, Any]]:
    """One of them with the risk as it was written, and nothing else of the case. The read is journalled.

    Raises ``Absent`` once somebody agreed, or where its post has somebody else.
    """
    found = _waiting_outside().filter(id=as_id(trip_id)).first()
    if found is None or not actor.has_role("headquarters"):
        record_refusal(actor, LOOK, about=("return", trip_id))
        raise Absent()
    check_may(actor, LOOK, found, about=("return", found.id))
    with transaction.atomic():
        record_read(actor, "return.look", about=("return", found.id), post=found.case.post_id)
        return found, told_of(found).get("risk", {})


def _waiting_outside():
    rows = _rows().filter(case__blocked_at=None, case__erased_at=None, state=PREPARING)
    return rows.everywhere("second").filter(outside=True, high=True, agreed_by="")


def shared_of_case(case: Case) -> list[tuple[Return, Any]]:
    """What of a case (already checked) was shared with who would receive: the return and that yes."""
    found = []
    for trip in _rows().filter(case=case, partner__isnull=False).order_by("opened_at"):
        said = case.consents.filter(
            purpose="referral",
            recipient=str(trip.partner_id),
            given=True,
            given_at__gte=trip.opened_at,
        )
        found += [(trip, yes) for yes in said.order_by("-given_at")[:1]]
    return found


# for the loop


def over() -> list[Return]:
    """What is prepared in vain: its person no longer wants it, or its case ended. Read, not journalled."""
    return [one for one in _rows().filter(state=PREPARING) if is_over(one)]


def almost_ready() -> list[Return]:
    """What lacks nothing but, perhaps, a form: only these are worth computing at every tick."""
    rows = (
        _rows()
        .filter(
            state=PREPARING,
            prepared_at=None,
            confirmed_at__isnull=False,
            contact_agreed_at__isnull=False,
            departs_at__isnull=False,
        )
        .exclude(advice="")
        .exclude(escort="")
    )
    tools = ("T15", "T16", "T17")
    return [
        one
        for one in rows
        if set(tools) <= set(one.case.forms.filter(state="final").values_list("tool", flat=True))
    ]


def unshared(at: dt.datetime) -> list[Return]:
    """What is shared with a receiver though no yes carries it any more."""
    return [one for one in _rows().filter(shared__isnull=False) if not agreed_now(one, at)]


def late(at: dt.datetime) -> list[Return]:
    """Those on the way whose arrival nobody confirmed in time, and nobody was told of."""
    rows = _rows().filter(state=DEPARTED, late_told_at=None, arrives_at__lt=at)
    rows = rows.filter(case__blocked_at=None, case__erased_at=None)
    return [one for one in rows if one.arrives_at + dt.timedelta(hours=_hours(one, at)) <= at]


def _hours(trip: Return, at: dt.datetime) -> int:
    return parameter_on(edition_of(trip.case), "return-arrival", at.date()).value


def silent(at: dt.datetime) -> list[Return]:
    """Those whom nobody reached so often in a row that it must be told, and it was not."""
    rows = _rows().filter(state=RECEIVED, silence_told_at=None, case__blocked_at=None, case__erased_at=None)
    return [one.trip for one in owed_by_all(list(rows), at) if one.told]


def clock_of(trip: Return) -> str:
    """The name of the zone on whose clock the person lives."""
    return there(trip).key
