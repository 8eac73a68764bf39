"""When does a draft end that nobody agreed to keep? So long after somebody last wrote in it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition, parameter_on
from cauce.rules.dates import add

# What the person has said about keeping → the parameter that says how long a draft waits for it.
PERIODS = {"not_asked": "unkept-draft", "unrecorded": "unkept-draft-brought"}
POSTPONED = "unkept-draft-postponed"
NEAR = dt.timedelta(days=14)  # from so long before, whoever works on the case is shown the day


def _day(edition: Edition, parameter: str, since: dt.datetime, tz: ZoneInfo) -> dt.date | None:
    if parameter not in edition.parameters:
        return None
    length = parameter_on(edition, parameter, since.astimezone(tz).date()).value
    return add(since, int(length), edition.parameters[parameter].unit, tz).date()


def ends_on(edition: Edition, keeping: str, written: dt.datetime, tz: ZoneInfo) -> dt.date | None:
    """The last day of the draft. None: it was answered for, or the edition says no period."""
    return _day(edition, PERIODS[keeping], written, tz) if keeping in PERIODS else None


def postponed_until(edition: Edition, at: dt.datetime, tz: ZoneInfo) -> dt.date | None:
    """The last day once somebody postponed it now. None: the edition says no period."""
    return _day(edition, POSTPONED, at, tz)
