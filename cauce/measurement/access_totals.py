"""The only look-ups of partners' totals, beside what the network counted in the same period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Actor
from cauce.rules.totals import SMALLEST_PART, Total

from .indicators.counting import opened
from .models import PartnerTotal

TOTALS = "totals.take"
# Periods of the network are counted by the clock of the ministry.
CLOCK = ZoneInfo("America/Mexico_City")


@dataclass(frozen=True, slots=True)
class Beside:
    """One total and the cases that the network opened in its period: two facts, never one sum.

    ``ours`` None: few, and hidden, or the total counts a part or something else than people or cases.
    """

    total: PartnerTotal
    ours: int | None


def standing_keys() -> set[tuple[object, ...]]:
    """What stands, as keys to compare: whole, because it is small."""
    rows = PartnerTotal.objects.filter(withdrawn_at=None)
    return {
        _key(row.organisation, row.since, row.last_day, row.definition, row.unit, row.place, row.breakdown)
        for row in rows
    }


def key_of(total: Total) -> tuple[object, ...]:
    """The key of a total that is not kept yet."""
    return _key(
        total.organisation, total.since, total.last_day, total.definition, total.unit, total.place, total.told
    )


def _key(
    organisation: str,
    since: dt.date,
    last: dt.date,
    definition: str,
    unit: str,
    place: str,
    told: str,
) -> tuple[object, ...]:
    return (
        organisation.casefold(),
        since,
        last,
        definition.casefold(),
        unit,
        place.casefold(),
        told,
    )


def totals(actor: Actor) -> list[Beside]:
    """Every total that stands, by organisation and period, beside our cases. Raises ``Absent``."""
    check_may(actor, TOTALS)
    rows = list(
        PartnerTotal.objects.filter(withdrawn_at=None).order_by(
            "organisation", "-since", "definition", "place", "breakdown"
        )
    )
    periods = {(row.since, row.last_day) for row in rows if _whole(row)}
    ours = {period: _opened(*period) for period in periods}
    return [Beside(row, ours[row.since, row.last_day] if _whole(row) else None) for row in rows]


def _whole(row: PartnerTotal) -> bool:
    return not row.breakdown and row.unit in ("person", "case")


def _opened(since: dt.date, last: dt.date) -> int | None:
    """Cases that the network opened from one day to another, both included. None: few."""
    start = dt.datetime.combine(since, dt.time(), CLOCK)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), CLOCK)
    found = opened(start, end)
    return None if found < SMALLEST_PART else found  # nobody and few look the same
