"""What is due about lists compared: a review whose last day is over ends, and its key is destroyed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.features import Each
from cauce.people.access_linkage import over
from cauce.people.actions import end_linkage
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices import access as offices


def reviews_over(at: dt.datetime, each: Each) -> int:
    """How many ended."""

    def end(row: Any) -> int:
        end_linkage(actor=SYSTEM, linkage=row, at=at)
        return 1

    return each(over(offices.day_at(None, at)), end)
