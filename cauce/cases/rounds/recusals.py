"""What is due about cases closed to a party: nobody said who goes on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.access_recusals import late
from cauce.cases.actions import chase_recusal
from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM


def recusals_chased(at: dt.datetime, each: Each) -> int:
    """Of how many headquarters was told."""

    def chase(row: Any) -> int:
        chase_recusal(actor=SYSTEM, recusal=row, at=at)
        return 1

    return each(late(at), chase)
