"""Do the stored obligations equal what the rules say? Recomputed case by case, in batches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from cauce.custody.keystore import unseal_many
from cauce.rules.pathway import Act, read_facts
from cauce.staff.obligations.models import Obligation

from .following import following
from .models import Case, CaseAct, Section
from .required import rows_of

BATCH = 500
FIELDS = ("state", "due_at", "met_at", "post_id", "urgent")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One obligation whose row is not what the rules say. ``stored`` None: the row is missing;
    ``planned`` None: nothing requires the row, or its case is gone."""

    case: UUID
    action: str
    stored: Row | None
    planned: Row | None


def differences(
    at: dt.datetime, post: str | None = None, progress: Callable[[int], None] = lambda done: None
) -> tuple[int, list[Difference]]:
    """How many cases were planned again as of ``at``, and every row that differs.

    ``post`` None: every post. Nothing is written.
    """
    # Of an erased record nothing is left to compare with.
    cases = (
        Case.objects.filter(erased_at=None)
        .order_by("id")
        .only(
            "id",
            "post_id",
            "status",
            "closed_at",
            "key_id",
            "edition",
            "annex",
            "followed",
            "imported",
            "joined_with_id",
            "leads",
        )
    )
    rows = Obligation.objects.filter(subject_kind="case")
    if post is not None:
        cases, rows = cases.filter(post_id=post), rows.filter(post_id=post)
    done, found = 0, []
    source = cases.iterator(chunk_size=BATCH)
    while batch := list(islice(source, BATCH)):
        found += _compared(batch, at)
        done += len(batch)
        progress(done)
    rows = rows.exclude(subject_id__in=Case.objects.exclude(erased_at=None).values("id"))
    left = rows.exclude(subject_id__in=Case.objects.values("id"))
    found += [Difference(row.subject_id, row.action, values(row), None) for row in left]
    return done, found


def drifted(
    at: dt.datetime, post: str | None = None, progress: Callable[[int], None] = lambda done: None
) -> Iterator[Case]:
    """The cases whose rows are not what the rules say as of ``at``, each read when its turn comes."""
    ids = {one.case for one in differences(at, post, progress)[1]}
    yield from Case.objects.everywhere("replan").filter(id__in=ids).order_by("id").iterator()


def _compared(batch: Sequence[Case], at: dt.datetime) -> Iterator[Difference]:
    ids = [case.id for case in batch]
    stored: dict[UUID, dict[str, Row]] = {id: {} for id in ids}
    for row in Obligation.objects.filter(subject_kind="case", subject_id__in=ids):
        stored[row.subject_id][row.action] = values(row)
    facts, acts = facts_in(batch), acts_in(ids)
    for case in batch:
        planned = _planned(case, facts.get(case.id, {}), acts.get(case.id, []), at)
        for action in sorted(stored[case.id].keys() | planned.keys()):
            here, there = stored[case.id].get(action), planned.get(action)
            if here != there:
                yield Difference(case.id, action, here, there)


def values(row: Obligation) -> Row:
    """What of a row is compared."""
    return {name: getattr(row, name) for name in FIELDS}


def _planned(case: Case, facts: Row, acts: list[Act], at: dt.datetime) -> dict[str, Row]:
    held = following(case)
    known = read_facts(held.edition, {name: entry["value"] for name, entry in facts.items()})
    return {row.action: values(row) for row in rows_of(case, known, acts, at, held)[0]}


def facts_in(batch: Sequence[Case]) -> dict[UUID, Row]:
    """The newest facts of each case, unsealed; a case without any is not in it."""
    keys = {case.id: case.key_id for case in batch}
    newest = (
        Section.objects.filter(case=OuterRef("case"), kind="facts").order_by("-version").values("version")[:1]
    )
    rows = list(
        Section.objects.filter(case__in=batch, kind="facts")
        .annotate(newest=Subquery(newest))
        .filter(version=F("newest"))
        .select_related("case")
    )
    blobs = [Section.sealed.blob(row, keys[row.case_id]) for row in rows]
    return {row.case_id: known for row, known in zip(rows, unseal_many(blobs), strict=True)}


def acts_in(ids: Sequence[UUID]) -> dict[UUID, list[Act]]:
    """Every act of these cases; a case without any is not in it."""
    found: dict[UUID, list[Act]] = {}
    rows = CaseAct.objects.filter(case_id__in=ids).values_list("case_id", "name", "happened_at", "action")
    for case, name, at, action in rows:
        found.setdefault(case, []).append(Act(name, at, action or None))
    return found
