"""What is due between colleagues: a person who was not told of a change, a case that nobody took."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from cauce.cases.access_colleagues import late_reliefs
from cauce.cases.access_handover import untold
from cauce.cases.actions import chase_handover, chase_relief
from cauce.rules.permissions import SYSTEM

Each = Callable[[Iterable[Any], Callable[[Any], int]], int]


def colleagues(at: dt.datetime, each: Each) -> dict[str, int]:
    """Each is reminded of once; how many of each."""

    def tell(row: Any) -> int:
        chase_handover(actor=SYSTEM, case=row.case, handover=row, at=at)
        return 1

    def late(row: Any) -> int:
        chase_relief(actor=SYSTEM, case=row.case, relief=row, at=at)
        return 1

    return {
        "handovers_chased": each(untold(at), tell),
        "reliefs_chased": each(late_reliefs(at), late),
    }
