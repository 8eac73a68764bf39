"""What is due about forms from the field: what was dealt with, or whose time is over, goes."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from cauce.custody.features import Each
from cauce.intake.collection import access
from cauce.intake.collection.actions import erase
from cauce.rules.permissions import SYSTEM


def field_forms_erased(at: dt.datetime, each: Each) -> int:
    """How many went: the key of each is destroyed."""

    def gone(arrival: Any) -> int:
        today = at.astimezone(ZoneInfo(arrival.post.time_zone)).date()
        if arrival.closed_at is None and arrival.expires_on > today:
            return 0
        erase(actor=SYSTEM, arrival=arrival, at=at)
        return 1

    return each(access.to_erase(at.date()), gone)
