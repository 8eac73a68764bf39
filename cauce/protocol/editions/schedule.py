"""Which editions hold from which date, kept in the process and looked up again now and then.

One small query, at most every ``SECONDS``; an act of this process that changes an edition makes the
next look ask at once. Other processes know within ``SECONDS``, long before the date arrives.
"""

from __future__ import annotations

import datetime as dt
from time import perf_counter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from cauce.rules.pathway.planner import HEADQUARTERS_ZONE

from .models import Edition

SECONDS = 30.0


class Dated(NamedTuple):
    """An edition that is or will be in force; ``hash`` names its content."""

    id: str
    in_force_from: dt.date
    hash: str


_known: tuple[Dated, ...] | None = None
_asked = 0.0


def dated() -> tuple[Dated, ...]:
    """Editions in use or approved for a coming date, oldest first; empty: only the one shipped."""
    global _known, _asked
    now = perf_counter()
    if _known is None or now - _asked > SECONDS:
        rows = Edition.objects.filter(state__in=Edition.IN_USE).order_by("in_force_from")
        _known = tuple(Dated(*row) for row in rows.values_list("id", "in_force_from", "content_hash"))
        _asked = now
    return _known


def forget() -> None:
    """Ask the database at the next look."""
    global _known
    _known = None


def assume(rows: tuple[Dated, ...] = ()) -> None:
    """Take these as known now, without asking: for an empty database and for tests."""
    global _known, _asked
    _known, _asked = rows, perf_counter()


def day_of(at: dt.datetime) -> dt.date:
    """The date at headquarters: an edition begins at its first minute, everywhere at once."""
    return at.astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()


def start_of(day: dt.date) -> dt.datetime:
    """The instant at which an edition of that date begins, in every post."""
    return dt.datetime.combine(day, dt.time(), ZoneInfo(HEADQUARTERS_ZONE)).astimezone(dt.UTC)


def last_before(day: dt.date) -> Dated | None:
    """The edition in force on a date; None: only the one shipped with the program."""
    begun = [one for one in dated() if one.in_force_from <= day]
    return begun[-1] if begun else None
