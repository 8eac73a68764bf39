"""By when must the person have an answer about her own data, and by when is it carried out?

The days are those of the content, marked there as unverified.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition, parameter_on
from cauce.rules.dates import add

KINDS = ("access", "correction", "cancellation", "opposition")


def _days(edition: Edition, parameter: str, on: dt.date) -> tuple[int, str]:
    return int(parameter_on(edition, parameter, on).value), edition.parameters[parameter].unit


def answer_due(
    edition: Edition, received: dt.datetime, tz: ZoneInfo, *, extended: bool = False
) -> dt.datetime:
    """By when an answer is due; extended once, the further days count from the first due day."""
    day = received.astimezone(tz).date()
    amount, unit = _days(edition, "data-request-answer", day)
    if extended:
        amount += _days(edition, "data-request-extension", day)[0]
    return add(received, amount, unit, tz)


def effect_due(edition: Edition, answered: dt.datetime, tz: ZoneInfo) -> dt.datetime:
    """By when what was granted is carried out, counted from the answer."""
    amount, unit = _days(edition, "data-request-effect", answered.astimezone(tz).date())
    return add(answered, amount, unit, tz)
