"""From rows to what may be read of them: what is shared, codes, marks. One way only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from cauce.cases.models import Case
from cauce.custody.keystore import Blob, KeyGone, Sealed, unseal, unseal_many

from .models import ConsulateAnswer, CrewMember, CrewRide, SharedIncident


def incident_context(row: SharedIncident) -> str:
    return f"crews.incident|{row.id}|shared|{row.turn}"


def ride_context(row: CrewRide) -> str:
    return f"crews.ride|{row.id}|ride|1"


def member_context(row: CrewMember) -> str:
    return f"crews.member|{row.id}|code|1"


def seen_context(row: CrewMember) -> str:
    return f"crews.member|{row.id}|seen|1"


def consulate_context(row: ConsulateAnswer) -> str:
    return f"crews.consulate|{row.id}|answer|1"


def _opened(key_id: UUID, context: str, sealed: Any) -> dict[str, Any]:
    if not sealed:
        return {}
    try:
        return unseal(key_id, context, bytes(sealed))
    except (KeyGone, Sealed):
        return {}


def shared_of(row: SharedIncident) -> dict[str, Any]:
    """What is shared once; empty: its time is over."""
    return _opened(row.key_id, incident_context(row), row.sealed)


def ride_of(row: CrewRide) -> dict[str, Any]:
    """Where a vehicle goes and who drives; empty: its time is over."""
    return _opened(row.incident.key_id, ride_context(row), row.sealed)


def told_of(row: CrewMember) -> dict[str, Any]:
    """The code, and whether the person is attended apart; empty: its time is over."""
    return _opened(row.case.key_id, member_context(row), row.sealed)


def seen_of(row: CrewMember) -> dict[str, Any]:
    """What was seen at sight; empty: nothing, or the person refused that it be kept."""
    return _opened(row.case.draft_key_id, seen_context(row), row.seen)


def consulate_of(row: ConsulateAnswer) -> dict[str, Any]:
    """Of which country and what may be told; empty: no yes, or its time is over."""
    return _opened(row.case.key_id, consulate_context(row), row.sealed)


def told_of_many(rows: Sequence[CrewMember]) -> list[dict[str, Any]]:
    """The same as ``told_of`` of many at once, in their order."""
    held = [row for row in rows if row.sealed]
    try:
        opened = unseal_many(
            Blob(row.case.key_id, member_context(row), bytes(row.sealed or b"")) for row in held
        )
        found = dict(zip((row.id for row in held), opened, strict=True))
    except (KeyGone, Sealed):  # one of them is over: each by itself
        found = {row.id: told_of(row) for row in held}
    return [found.get(row.id, {}) for row in rows]


def kept_apart(cases: Sequence[Case]) -> list[bool]:
    """Which of these cases are attended apart, in their order; also one that left its incident since."""
    rows = list(CrewMember.objects.filter(case__in=cases).select_related("case"))
    apart = {row.case_id for row, told in zip(rows, told_of_many(rows), strict=True) if told.get("apart")}
    return [case.id in apart for case in cases]
