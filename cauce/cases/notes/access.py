"""The only look-ups of the notes between the colleagues of a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from cauce.cases.access_desks import RECEIVES
from cauce.cases.models import Case, PlanItem
from cauce.custody.features import asked
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .models import ColleagueNote
from .rules import until

READS = "note.keep"
FIRST = 3  # on the page of the case; the others are one press away


@dataclass(frozen=True)
class Note:
    """One note with its words; ``text`` None: its key was destroyed."""

    row: ColleagueNote
    text: str | None


def may_see(actor: Actor, case: Case) -> bool:
    """Whether somebody who reads a case reads its notes: whoever works on cases at its post, and nobody who
    opened it in an emergency or reads it because it is sealed."""
    return permits(actor, READS, case.scope).allowed


def thread(actor: Actor, case: Case, at: dt.datetime) -> list[Note]:
    """The notes of a case whose read is journalled already, newest first. Raises ``Absent``."""
    check_may(actor, READS, case, about=("case", case.id))
    return _opened(case, _here(case, at))


def newest(case: Case, at: dt.datetime) -> tuple[list[Note], bool]:
    """The first of them for the page of a case, for who ``may_see`` them, and whether there are more."""
    found = _opened(case, _here(case, at)[: FIRST + 1])
    return found[:FIRST], len(found) > FIRST


def days_kept(at: dt.datetime) -> int:
    """How many days a note that is written now is kept."""
    return (until(current_edition(at), at, ZoneInfo("UTC")) - at).days


def _here(case: Case, at: dt.datetime) -> QuerySet[ColleagueNote]:
    """Those of the post where the case is: they do not go along to another."""
    rows = ColleagueNote.objects.filter(case=case, post_id=case.post_id, until__gt=at)
    return rows.select_related("author", "to").order_by("-at", "id")


def _opened(case: Case, rows: Iterable[ColleagueNote]) -> list[Note]:
    return [Note(row, ColleagueNote.sealed.open(row, case.key_id, gone=None)) for row in rows]


def of_person(case: Case) -> list[Note]:
    """Every note of a case already checked, oldest first, of whatever post, also one that is kept
    beyond its day: for the person's own copy."""
    return _opened(case, ColleagueNote.objects.filter(case=case).order_by("at", "id"))


def whom(actor: Actor, case: Case) -> list[User]:
    """Whom a note may be for: whoever works on cases at the post of the case, never a party, nor oneself."""
    here = offices.staff(case.post_id, *RECEIVES, case=case.id)
    return [user for user in here if str(user.id) != actor.user]


def told_of(actor: Actor, case: Case, to: User | None, at: dt.datetime) -> list[User]:
    """Who hears that there is a note: who has the case, who wrote in it or was written to, who is to do
    something by its plan, and who it is for; nobody who could not read it."""
    lines = PlanItem.objects.filter(case=case, state="open", responsible__isnull=False)
    wanted: set[UUID | None] = {case.officer_id, to.id if to else None}
    wanted |= set(lines.values_list("responsible_id", flat=True))
    for pair in _here(case, at).values_list("author_id", "to_id"):
        wanted |= set(pair)
    return [user for user in whom(actor, case) if user.id in wanted]


def over(at: dt.datetime) -> list[Case]:
    """For the loop: the cases with a note whose day is over, but for those of which nothing may end now."""
    ids = set(ColleagueNote.objects.filter(until__lte=at).values_list("case_id", flat=True))
    stay = staying(ids, at) if ids else set()
    return list(Case.objects.filter(id__in=ids - stay).select_related("post"))


def staying(case_ids: Iterable[UUID], at: dt.datetime) -> set[UUID]:
    """Of these cases, those of which nothing may end now: the record must be kept, or the person asked."""
    ids = list(case_ids)
    return {id for _, kept in asked("kept") for id in kept(ids, at)}
