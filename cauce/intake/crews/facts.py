"""From rows to what may be read of them: what is shared, codes, marks. One way only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from cauce.cases.models import Case
from cauce.custody.keystore import KeyGone, Sealed, unseal_many
from cauce.custody.keystore.fields import SealedField

from .models import ConsulateAnswer, CrewMember, CrewRide, SharedIncident


def _opened(column: SealedField, row: Model) -> dict[str, Any]:
    try:
        return column.open(row, empty={}, gone={})
    except Sealed:
        return {}


def shared_of(row: SharedIncident) -> dict[str, Any]:
    """What is shared once; empty: its time is over."""
    return _opened(SharedIncident.sealed, row)


def ride_of(row: CrewRide) -> dict[str, Any]:
    """Where a vehicle goes and who drives; empty: its time is over."""
    return _opened(CrewRide.sealed, row)


def told_of(row: CrewMember) -> dict[str, Any]:
    """The code, and whether the person is attended apart; empty: its time is over."""
    return _opened(CrewMember.sealed, row)


def seen_of(row: CrewMember) -> dict[str, Any]:
    """What was seen at sight; empty: nothing, or the person refused that it be kept."""
    return _opened(CrewMember.seen, row)


def drafts(cases: QuerySet[Case]) -> Iterable[tuple[UUID, dt.datetime, str]]:
    """When what was seen at sight of these cases was written, and by whom."""
    rows = CrewMember.objects.filter(case__in=cases).exclude(seen=None)
    return rows.values_list("case_id", "joined_at", "joined_by")


def consulate_of(row: ConsulateAnswer) -> dict[str, Any]:
    """Of which country and what may be told; empty: no yes, or its time is over."""
    return _opened(ConsulateAnswer.sealed, row)


def told_of_many(rows: Sequence[CrewMember]) -> list[dict[str, Any]]:
    """The same as ``told_of`` of many at once, in their order."""
    held = [row for row in rows if row.sealed]
    try:
        opened = unseal_many(CrewMember.sealed.blob(row) for row in held)
        found = dict(zip((row.id for row in held), opened, strict=True))
    except (KeyGone, Sealed):  # one of them is over: each by itself
        found = {row.id: told_of(row) for row in held}
    return [found.get(row.id, {}) for row in rows]


def kept_apart(cases: Sequence[Case]) -> list[bool]:
    """Which of these cases are attended apart, in their order; also one that left its incident since."""
    rows = list(CrewMember.objects.filter(case__in=cases).select_related("case"))
    apart = {row.case_id for row, told in zip(rows, told_of_many(rows), strict=True) if told.get("apart")}
    return [case.id in apart for case in cases]
