"""From the days of one unit to how long it was followed and what ended that."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

End = Literal["met", "left", "still"]


class Followed(NamedTuple):
    """``days``: from the day of entry to the end, never more than the horizon. ``end``: the outcome came, an
    end that excludes it came first, or neither did yet."""

    days: int
    end: End


def followed(
    entered: dt.date, met: dt.date | None, left: dt.date | None, through: dt.date, horizon: int
) -> Followed:
    """One unit. ``met``: the first day of the outcome; ``left``: the first day of an end that excludes it;
    None: there was none. ``through``: the last day that is known. Of both on one day the outcome counts.

    An outcome from before the entry (the order of a form is not that of life) is one of the day of entry.
    """
    last = min((through - entered).days, horizon)
    when = None if met is None else max((met - entered).days, 0)
    gone = None if left is None else max((left - entered).days, 0)
    if when is not None and when <= last and (gone is None or when <= gone):
        return Followed(when, "met")
    if gone is not None and gone <= last:
        return Followed(gone, "left")
    return Followed(max(last, 0), "still")


def whole_on(last_entry: dt.date, horizon: int) -> dt.date:
    """The first day on which everybody who could enter until then was followed for the whole horizon."""
    return last_entry + dt.timedelta(days=horizon + 1)


def is_whole(last_entry: dt.date, horizon: int, through: dt.date) -> bool:
    """Whether a cohort is whole. It follows from its days alone, not from who entered: so every post and
    every part of a stretch of time is whole on the same day."""
    return through >= whole_on(last_entry, horizon)
