"""What is due about papers: copies whose day came, or whose yes was taken back, are erased."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM

from .access import over
from .actions import expire_papers


def papers_over(at: dt.datetime, each: Each) -> int:
    """How many rows were erased."""

    def expire(case: Any) -> int:
        return expire_papers(actor=SYSTEM, case=case, at=at)

    return each(over(at), expire)
