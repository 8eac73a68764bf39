"""When is something of a worklist looked at: now, today, this week, later, or is it late?

Pure. What is stored is sorted by the database in the same way (``cauce.cases.access_day``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cauce.content.model import Action
from cauce.rules.dates import zone

Band = Literal["now", "today", "week", "late", "later"]
NOW, TODAY, WEEK, LATE, LATER = "now", "today", "week", "late", "later"
BANDS: tuple[Band, ...] = ("now", "today", "week", "late", "later")
# Circumstances of which what is late never folds. Removal is a step of detention.
NEVER_FOLD = ("children", "detained")
DAYS = 7  # a week: today and the six days after it, so that Friday's list is not an empty one


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the bands end: this instant, and the ends of today and of the week on the clock of a post."""

    at: dt.datetime
    today: dt.datetime
    week: dt.datetime


def edges(at: dt.datetime, time_zone: str) -> Edges:
    """The edges at an instant, as UTC."""
    place = zone(time_zone)
    here = at.astimezone(place).date()

    def ends(days: int) -> dt.datetime:
        day = here + dt.timedelta(days=days)
        return dt.datetime.combine(day, dt.time(), place).astimezone(dt.UTC)

    return Edges(at, ends(1), ends(DAYS))


def band(
    due: dt.datetime | None,
    ends: Edges,
    *,
    danger: bool = False,
    owner: bool = True,
    way: bool = False,
) -> Band:
    """The band of one thing. Danger, and what nobody has taken, is for now whatever its date.

    ``due`` None: it has no date. ``way``: a place that agreed waits for the person: that is for today,
    first of all, also when it is late.
    """
    if danger or not owner:
        return "now"
    if way and due is not None and due < ends.today:
        return "today"
    if due is None or due >= ends.week:
        return "later"
    if due < ends.at:
        return "late"
    return "today" if due < ends.today else "week"


def steps_that_never_fold(actions: Mapping[str, Action], branches: tuple[str, ...] = NEVER_FOLD) -> list[str]:
    """The ids of the steps of these circumstances; as an id is never used twice, in every edition."""
    return sorted(id for id, action in actions.items() if action.branch in branches)
