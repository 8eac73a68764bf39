"""What a plan asks of somebody and whose day passed: they are told, each line once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.access_due import late_key, late_lines
from cauce.cases.actions import chase_line
from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices


def plan_lines_chased(at: dt.datetime, each: Each) -> int:
    """Of how many lines of plans whoever is to do them was told that their day passed."""
    found = late_lines(at)
    told = notices.already_made(late_key(row) for row in found)

    def chase(row: Any) -> int:
        chase_line(actor=SYSTEM, case=row.case, item=row, at=at)
        return 1

    return each((row for row in found if late_key(row) not in told), chase)
