"""What is due about what was told without a yes: a second look that nobody took in time."""

from __future__ import annotations

import datetime as dt

from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.sharing.disclosures import access
from cauce.sharing.disclosures.actions import chase_second
from cauce.staff.notices.access import once


def second_looks_called(at: dt.datetime, each: Each) -> int:
    """What was told in danger and nobody else looked at in time is said aloud, once."""
    return each(
        access.second_late(at),
        once("second_late", lambda row: chase_second(actor=SYSTEM, disclosure=row, at=at)),
    )
