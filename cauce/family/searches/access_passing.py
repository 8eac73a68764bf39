"""Messages before the officer of a case, and whom the person named; and what the loop looks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from cauce.cases.access_asked import attended
from cauce.cases.models import Case
from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import of_id
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone
from cauce.people.access_asked import named_by, who_may_be
from cauce.protocol.editions.access import current_edition
from cauce.rules.messages import BLOCKED, OFTEN, OFTEN_DAYS, SECOND_ACTS, Asked, is_the_same
from cauce.rules.names import nicknames
from cauce.rules.permissions import SYSTEM, Actor, Scope, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .models import Named, Passing, Request

MOST = 200
A_ROUND = 200  # messages of one turn of the loop


def asked_in(request: Request) -> dict[str, Any]:
    """What was left at a counter, for the loop. Raises ``KeyGone`` once its days are over."""
    return Request.sealed.open(request)


def said_in(passing: Passing) -> dict[str, Any]:
    """Who asks and what they say, of one already checked."""
    return Passing.sealed.open(passing)


def answer_in(passing: Passing) -> str:
    """What she answers; '': nothing."""
    if passing.words is None:
        return ""
    return Passing.words.open(passing)["words"]


def warning(case: Case, caller: str, phone: str) -> str:
    """Whether whoever asks is somebody she named: ``blocked``, ``danger`` or ''; the harder one first."""
    known = nicknames(current_edition().catalogues.get("nicknames", ()))
    kinds = {
        row.kind
        for row, told in named_of(case)
        if row.ended_at is None and is_the_same(told["name"], told["phone"], caller, phone, known)
    }
    return BLOCKED if BLOCKED in kinds else next(iter(kinds), "")


def named_of(case: Case) -> list[tuple[Named, dict[str, str]]]:
    """Whom the person of a case (already checked) named, the newest first."""
    rows = Named.objects.filter(case=case).order_by("-added_at")
    return [(row, Named.sealed.open(row, case.key_id)) for row in rows]


def named_one(case: Case, named_id: UUID | str) -> Named:
    """One of them. Raises ``Absent``."""
    return of_id(Named.objects.filter(case=case), named_id)


def _rows():
    return Passing.objects.select_related("case__post", "case__officer")


def _shown():
    return _rows().exclude(held=True, warns="")


def _opens(row: Passing) -> bool:
    """Whether what a message says opens to the officer of its case as it is now."""
    return not row.held and (bool(row.outcome) or is_seconded(row.case))


def passing_for(actor: Actor, passing_id: UUID | str) -> Passing:
    """One message, for her officer alone; the read is journalled. Raises ``Absent`` for anybody else.

    One that is held is there only as the warning that it may be, without what it says. It is asked again
    whether a second person worked on the case: it may have come back to whoever wrote the name.
    """
    found = _shown().filter(id=as_id(passing_id)).first()
    hers = found is not None and str(found.case.officer_id) == actor.user
    if found is not None and hers and not _opens(found):
        found.held, hers = True, bool(found.warns)
    if found is None or not hers:
        record_refusal(actor, "message.pass", about=("passing", passing_id))
        raise Absent()
    check_may(actor, "message.pass", found, about=("passing", found.id))
    with transaction.atomic():
        record_read(actor, "message.open", about=("case", found.case_id), post=found.case.post_id)
        return found


@dataclass(frozen=True)
class Waiting:
    """What waits for one officer: messages not decided, warnings first; and what ended of late."""

    open: list[Passing]
    ended: list[Passing]


def of_officer(actor: Actor, post_code: str, at: dt.datetime) -> Waiting:
    """The messages of the cases that this officer works on; nobody else has this list. Raises ``Absent``."""
    check_may(actor, "message.pass", Scope(post=post_code))
    with transaction.atomic():
        record_read(actor, "message.list", about=("post", post_code), post=post_code)
        mine = _shown().filter(
            case__post_id=post_code, case__officer_id=actor.user, case__blocked_at=None, case__erased_at=None
        )
        since = at - dt.timedelta(days=30)
        open_ = [
            one for one in mine.filter(outcome="").order_by("found_at")[:MOST] if one.warns or _opens(one)
        ]
        return Waiting(
            sorted(open_, key=lambda one: not one.warns),
            list(mine.exclude(outcome="").filter(decided_at__gte=since).order_by("-decided_at")[:MOST]),
        )


def taken_today(actor: Actor, post_code: str, at: dt.datetime) -> int:
    """How many messages a post took today: all that a counter ever sees of them. Raises ``Absent``."""
    check_may(actor, "message.take", Scope(post=post_code))
    zone = offices.zone(post_code)
    midnight = dt.datetime.combine(at.astimezone(zone).date(), dt.time(), zone)
    return Request.objects.filter(post_id=post_code, asked_at__gte=midnight).count()


def may_pass(actor: Actor, post_code: str) -> bool:
    """Whether this list exists for somebody."""
    return permits(actor, "message.pass", Scope(post=post_code)).allowed


# For the loop -----------------------------------------------------------------------------------


def to_look(at: dt.datetime) -> dict[Request, list[Case]]:
    """What is looked for now, with the open cases of whoever may be meant that have an officer.

    The work is the same whether somebody is found or not: everybody is compared with everybody.
    """
    rows = Request.objects.filter(next_look_at__lte=at).order_by("next_look_at")[:A_ROUND]
    asked: dict[str, Request] = {}
    whom: list[Asked] = []
    for row in rows:
        try:
            told = asked_in(row)
        except KeyGone:
            continue
        asked[str(row.id)] = row
        whom.append(Asked(str(row.id), told["name"], told["born"]))
    if not asked:
        return {}
    by_person: dict[UUID, list[Case]] = {}
    for case in attended():
        by_person.setdefault(case.person_id, []).append(case)
    found = who_may_be(SYSTEM, whom, list(by_person))
    return {
        row: [case for person in found.get(id, ()) for case in by_person[person]] for id, row in asked.items()
    }


def over(at: dt.datetime) -> list[Request]:
    """Messages whose days are over and whose key is still there."""
    rows = Request.objects.filter(sealed__isnull=False, expires_on__lte=at.date())
    return [row for row in rows.select_related("post") if row.expires_on <= offices.day_at(row.post, at)]


def is_seconded(case: Case) -> bool:
    """Whether a second person wrote the name of a case, or worked on it since the name was written."""
    named = named_by(case.person_id)
    if named is None or named[0] != str(case.officer_id):
        return True
    rows = Entry.objects.filter(
        kind="act", about_kind="case", about_id=str(case.id), what__in=SECOND_ACTS, at__gte=named[1]
    )
    return rows.exclude(actor__in=(named[0], SYSTEM.user)).exists()


def often(at: dt.datetime) -> list[tuple[User, str]]:
    """Officers whose own names met many different messages lately, each with a post; whoever was told
    of in that time is left out."""
    since = at - dt.timedelta(days=OFTEN_DAYS)
    rows = Passing.objects.filter(held=True, found_at__gte=since, case__officer__isnull=False)
    found = rows.values("case__officer").annotate(n=Count("asked", distinct=True))
    told = set(Entry.objects.filter(what="message.often", at__gte=since).values_list("about_id", flat=True))
    many = [row["case__officer"] for row in found if row["n"] >= OFTEN]
    return [
        (user, rows.filter(case__officer=user).values_list("case__post_id", flat=True)[0])
        for user in User.objects.filter(id__in=many)
        if str(user.id) not in told
    ]
