"""The only look-ups of drafts that nobody agreed to keep. What they say is read nowhere here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from cauce.cases.access_ended import UNKEPT, unkept_cases
from cauce.cases.access_recusals import parties
from cauce.cases.facts import zone_of
from cauce.cases.models import Case
from cauce.custody.features import asked
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope, posts_signing, posts_with

from .access import holds_of
from .models import UnkeptDraft
from .rules import unkept
from .rules.retention import is_held


@dataclass(frozen=True, slots=True)
class Written:
    """When somebody last wrote in a draft, and everybody who did."""

    at: dt.datetime
    by: frozenset[str]


def written_of(cases: QuerySet[Case]) -> dict[UUID, Written]:
    """Of these cases, those with something that nobody agreed to keep."""
    found: dict[UUID, Written] = {}
    for _, drafts in asked("drafts"):
        for case_id, at, by in drafts(cases):
            one = found.get(case_id, Written(at, frozenset()))
            found[case_id] = Written(max(at, one.at), one.by | {by})
    return found


def written_in(case: Case) -> Written | None:
    """What nobody agreed to keep in one case; None: nothing, or the person answered."""
    if case.keeping not in UNKEPT or case.blocked_at or case.erased_at:
        return None
    return written_of(unkept_cases(case.post_id).filter(id=case.id)).get(case.id)


def ends_on(case: Case, written: Written, at: dt.datetime) -> dt.date | None:
    """The last day of its draft; None: the edition in force says no period."""
    return unkept.ends_on(current_edition(at), case.keeping, written.at, zone_of(case))


def open_row(case: Case) -> UnkeptDraft | None:
    """What is open about the draft of one case; None: nothing."""
    return UnkeptDraft.objects.filter(case=case, state__in=UnkeptDraft.OPEN).first()


def is_stopped(case: Case, row: UnkeptDraft | None, today: dt.date) -> bool:
    """Whether a hold or a postponement keeps it for now."""
    postponed = row is not None and row.state == "postponed" and row.until is not None and today <= row.until
    return postponed or is_held(holds_of(case), today)


def over(at: dt.datetime) -> Iterator[Case]:
    """For the run: cases whose draft reached its end, or of which something is open that no longer is."""
    cases = {case.id: case for case in unkept_cases().select_related("post")}
    written = written_of(unkept_cases())
    rows = {row.case_id: row for row in _open().select_related("case__post", "person")}
    for id, row in rows.items():
        if id not in written:
            yield row.case
    for id, one in written.items():
        case, row = cases[id], rows.get(id)
        today, day = at.astimezone(zone_of(case)).date(), ends_on(case, one, at)
        reached = day is not None and day < today
        waits = row is not None and row.state == "waiting"
        if (reached and not waits and not is_stopped(case, row, today)) or (row is not None and not reached):
            yield case
        elif waits and row is not None and _nobodys(row, case):
            yield case


def _nobodys(row: UnkeptDraft, case: Case) -> bool:
    """Whether whoever was to decide is gone or a party, or the case is gone."""
    gone = row.person is None or not row.person.is_active or row.post_id != case.post_id
    return gone or row.person_id in parties(case)


def _open() -> QuerySet[UnkeptDraft]:
    return UnkeptDraft.objects.filter(state__in=UnkeptDraft.OPEN)


def _here(actor: Actor, permission: str) -> Q:
    """Of the actor's posts, of those that they sign for, and what was put before this post."""
    posts, signing = posts_with(actor, permission), posts_signing(actor, permission)
    return (
        Q(case__post_id__in=posts)
        | Q(looks_id__in=signing)
        | Q(case__post__lacks_second=True, case__post__signs_here_id__in=signing)
    )


def rows_to_decide(actor: Actor) -> QuerySet[UnkeptDraft]:
    """Those that stand on the actor's own list, to be counted with what else waits for them."""
    rows = UnkeptDraft.objects.filter(_here(actor, "draft.decide"), state="waiting", person_id=actor.user)
    return rows.filter(case__keeping__in=UNKEPT, case__blocked_at=None, case__erased_at=None)


def waiting(actor: Actor) -> list[UnkeptDraft]:
    """What waits for a person, and what was postponed: the actor's own first. Raises ``Absent``."""
    check_may(actor, "draft.see")
    post = min(actor.posts, default=None)
    record_read(actor, "draft.list", about=("post", post or ""), post=post)
    rows = _open().filter(_here(actor, "draft.see"), case__keeping__in=UNKEPT)
    rows = rows.filter(case__blocked_at=None, case__erased_at=None).select_related("case__post", "person")
    return sorted(rows, key=lambda row: (str(row.person_id) != actor.user, row.until or row.due_on, row.id))


def soon(actor: Actor, post_code: str, at: dt.datetime) -> list[tuple[Case, dt.date]]:
    """Cases of the post whose draft ends within days, to ask the person before. Raises ``Absent``."""
    check_may(actor, "draft.see", Scope(post=post_code))
    rows, found = unkept_cases(post_code), []
    written = written_of(rows)
    listed = set(_open().filter(post_id=post_code).values_list("case_id", flat=True))
    for case in rows.filter(id__in=set(written) - listed).select_related("post", "officer"):
        day = ends_on(case, written[case.id], at)
        if day is not None and day <= (at + unkept.NEAR).astimezone(zone_of(case)).date():
            found.append((case, day))
    return sorted(found, key=lambda one: (one[1], one[0].folio))


def ended_by_year(actor: Actor, post_code: str) -> list[tuple[int, int]]:
    """How many drafts of the post ended so, by year, the newest first. Raises ``Absent``."""
    check_may(actor, "draft.see", Scope(post=post_code))
    counts: dict[int, int] = {}
    rows = UnkeptDraft.objects.filter(post_id=post_code, state="erased")
    for day in rows.values_list("due_on", flat=True):
        counts[day.year] = counts.get(day.year, 0) + 1
    return sorted(counts.items(), reverse=True)


def draft_for(actor: Actor, draft_id: UUID | str) -> UnkeptDraft:
    """One of them, for whoever decides about it. Raises ``Absent``."""
    rows = UnkeptDraft.objects.select_related("case__post", "case__person", "case__officer", "person")
    return look_up(rows, actor, draft_id, "draft.decide", "draft")
