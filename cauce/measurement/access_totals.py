"""The only look-ups of partners' totals, beside what the network counted in the same period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Actor
from cauce.rules.totals import Total

from .hiding import closing
from .hiding.opened_table import is_whole, key_of_days
from .models import PartnerTotal

TOTALS = "totals.take"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Beside:
    """One total and the cases that the network opened in its period: two facts, never one sum.

    ``ours`` None: few, and hidden, not closed yet, or the total counts a part or something else than people
    or cases.
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
    ours = closing.standing("opened")
    return [
        Beside(row, ours.number(*key_of_days(row.since, row.last_day + DAY)) if is_whole(row) else None)
        for row in rows
    ]
