"""What is due about files that leave: one that nobody took in a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.staff.exports import access
from cauce.staff.exports.actions import expire


def files_expired(at: dt.datetime, each: Each) -> int:
    """How many went: the key of each is destroyed."""

    def gone(export: Any) -> int:
        expire(actor=SYSTEM, export=export, at=at)
        return 1

    return each(access.over(at), gone)
