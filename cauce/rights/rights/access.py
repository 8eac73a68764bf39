"""The only look-ups of requests, holds, erasures and breaches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q

from cauce.cases.access_ended import case_of_folio, closed_cases
from cauce.cases.facts import zone_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up, of_id
from cauce.protocol.editions.access import current_edition
from cauce.rights.rights.rules import retention
from cauce.rules.permissions import Actor, Scope, permits, posts_with

from .models import (
    ArchivalAuthorisation,
    BreachRecord,
    DataRequest,
    Erasure,
    LegalHold,
    Warning,
)

bad_input = BadInputs(__file__)


def _found(table, actor: Actor, id: UUID | str, permission: str, kind: str, *with_: str):
    return look_up(table.objects.select_related(*with_), actor, id, permission, kind)


def posts_where(actor: Actor, permission: str) -> list[str] | None:
    """The posts where the actor may; None: everywhere. Raises ``Absent`` when nowhere."""
    if permits(actor, permission, Scope(post="-")).allowed:
        return None
    found = posts_with(actor, permission)
    if not found:
        check_may(actor, permission, Scope(post="-"))
    return found


def _note_list(actor: Actor, what: str, posts: list[str] | None) -> None:
    """One entry for a list, in the journal of the first post that it holds."""
    here = posts[0] if posts else None
    record_read(actor, what, about=("post", here or ""), post=here)


# requests of the person


def requests_of(case: Case) -> list[DataRequest]:
    """What she asked, the newest first; whoever calls looked up the case."""
    return list(DataRequest.objects.filter(case=case).order_by("-received_at"))


def request_for(actor: Actor, request_id: UUID | str) -> DataRequest:
    """One request. Raises ``Absent``."""
    return _found(DataRequest, actor, request_id, "rights.work", "data_request", "case__post", "case__person")


def waiting(actor: Actor) -> list[DataRequest]:
    """Requests of the actor's posts with something to do, the first due first. Raises ``Absent``."""
    posts = posts_where(actor, "rights.work")
    _note_list(actor, "rights.list", posts)
    rows = DataRequest.objects.select_related("case__post").filter(done_at=None)
    rows = rows.exclude(answer="declined")
    rows = rows.everywhere("network") if posts is None else rows.filter(case__post_id__in=posts)
    return sorted(rows, key=lambda row: row.effect_due_at or row.answer_due_at)


# how a record ends


def holds_of(case: Case) -> list[retention.Hold]:
    return [
        retention.Hold(row.until, row.lifted_at is not None) for row in LegalHold.objects.filter(case=case)
    ]


def kept(case_ids: Iterable[UUID], at: dt.datetime) -> set[UUID]:
    """Of these cases, those of which nothing ends by itself: the record must be kept, or the person asked
    about their data and it is not all answered and carried out yet."""
    wanted = set(case_ids)
    day = at.date() - dt.timedelta(days=1)  # whatever the post's own day is
    held = LegalHold.objects.filter(case_id__in=wanted, lifted_at=None, until__gte=day)
    asked = DataRequest.objects.filter(case_id__in=wanted)
    asked = asked.filter(Q(answer="") | Q(effect_due_at__isnull=False, done_at=None))
    return {*held.values_list("case_id", flat=True), *asked.values_list("case_id", flat=True)}


def open_authorisation(case: Case, at: dt.datetime) -> ArchivalAuthorisation | None:
    """The authorisation that lets this record be destroyed today; None: there is none."""
    if case.closed_at is None:
        return None
    zone = zone_of(case)
    closed, on = case.closed_at.astimezone(zone).date(), at.astimezone(zone).date()
    for row in ArchivalAuthorisation.objects.order_by("issued_on"):
        one = retention.Authorisation(row.closed_until, row.issued_on, row.post_id)
        if retention.covers(one, case.post_id, closed, on):
            return row
    return None


def over(at: dt.datetime) -> Iterator[tuple[Case, retention.Due]]:
    """For the run: every part of a closed record whose time is over and that nobody proposed yet."""
    edition = current_edition(at)
    known = set(Erasure.objects.values_list("case_id", "part"))
    for case in closed_cases():
        zone = zone_of(case)
        today = at.astimezone(zone).date()
        for due in retention.due(edition, case.closed_at, today, zone, ()):
            if (case.id, due.part) not in known and not retention.is_held(holds_of(case), today):
                yield case, due


def erasures(actor: Actor, *, most: int = 200) -> list[Erasure]:
    """What waits to be confirmed or erased, of the actor's posts. Raises ``Absent``."""
    posts = posts_where(actor, "retention.see")
    _note_list(actor, "retention.list", posts)
    rows = Erasure.objects.select_related("case__post", "authorisation").exclude(state="kept")
    rows = rows.everywhere("network") if posts is None else rows.filter(case__post_id__in=posts)
    return list(rows.order_by("erased_at", "due_on", "id")[:most])


def erasure_for(actor: Actor, erasure_id: UUID | str, *, permission="retention.see") -> Erasure:
    """One erasure. Raises ``Absent``."""
    return _found(
        Erasure, actor, erasure_id, permission, "erasure", "case__post", "case__person", "authorisation"
    )


def holds(actor: Actor, case: Case) -> list[LegalHold]:
    """Holds of a record, the newest first. Raises ``Absent``."""
    check_may(actor, "retention.see", Scope(post=case.post_id), about=("case", case.id))
    return list(LegalHold.objects.select_related("case__post").filter(case=case).order_by("-placed_at"))


def hold_for(actor: Actor, hold_id: UUID | str) -> LegalHold:
    """One hold. Raises ``Absent``."""
    return _found(LegalHold, actor, hold_id, "retention.hold", "hold", "case__post")


def concerns(case_ids: Iterable[str]) -> Iterable[UUID]:
    """The parts of these records that a proposal may be about."""
    rows = Erasure.objects.everywhere("closed").filter(case_id__in=list(case_ids))
    return rows.values_list("id", flat=True)


def authorisations(actor: Actor) -> list[ArchivalAuthorisation]:
    """Every archival authorisation on record. Raises ``Absent``."""
    posts_where(actor, "retention.see")
    return list(ArchivalAuthorisation.objects.select_related("post").order_by("-issued_on"))


# data that got out


def breaches(actor: Actor) -> list[BreachRecord]:
    """Breaches of the actor's posts, open ones first. Raises ``Absent``."""
    posts = posts_where(actor, "breach.work")
    rows = BreachRecord.objects.select_related("post")
    rows = rows.everywhere("network") if posts is None else rows.filter(post_id__in=posts)
    return list(rows.order_by("closed_at", "-known_at"))


def breach_for(actor: Actor, breach_id: UUID | str) -> BreachRecord:
    """One breach. Raises ``Absent``."""
    return _found(BreachRecord, actor, breach_id, "breach.work", "breach", "post")


def warnings_of(breach: BreachRecord) -> list[Warning]:
    """Whom it touches; whoever calls looked up the record."""
    return list(breach.warnings.select_related("case__post").order_by("told_at", "id"))


def warning_for(breach: BreachRecord, warning_id: UUID | str) -> Warning:
    """One of the people it touches. Raises ``Absent``."""
    return of_id(breach.warnings, warning_id)


def case_to_warn(actor: Actor, breach: BreachRecord, folio: str) -> Case:
    """The record with that folio, of the post of the breach: its folio alone is looked at."""
    check_may(actor, "breach.work", breach, about=("breach", breach.id))
    found = case_of_folio(breach.post_id, folio)
    if found is None:
        raise bad_input("there_is_no_case_with_number", where="folio")
    return found
