"""What is due about notes between colleagues: those whose day is over are erased."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM

from .access import over
from .actions import expire_notes


def notes_over(at: dt.datetime, each: Each) -> int:
    """How many notes were erased."""

    def expire(case: Any) -> int:
        return expire_notes(actor=SYSTEM, case=case, at=at)

    return each(over(at), expire)
