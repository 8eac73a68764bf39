"""How long a note between colleagues is kept."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition, parameter_on
from cauce.rules.dates import add

LONGEST = 280  # letters
PERIOD = "colleague-note"
UNSAID = dt.timedelta(days=90)  # where the edition in force says no period


def until(edition: Edition, at: dt.datetime, tz: ZoneInfo) -> dt.datetime:
    """When a note written at this instant ends, by the edition in force."""
    if PERIOD not in edition.parameters:
        return at + UNSAID
    length = parameter_on(edition, PERIOD, at.astimezone(tz).date()).value
    return add(at, int(length), edition.parameters[PERIOD].unit, tz)
