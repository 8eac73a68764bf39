"""What is due between colleagues: a person who was not told of a change, a case nobody took; each once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.access_colleagues import late_reliefs
from cauce.cases.access_handover import untold
from cauce.cases.actions import chase_handover, chase_relief
from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM


def handovers_chased(at: dt.datetime, each: Each) -> int:
    """How many people were still to be told who is with them now."""

    def tell(row: Any) -> int:
        chase_handover(actor=SYSTEM, case=row.case, handover=row, at=at)
        return 1

    return each(untold(at), tell)


def reliefs_chased(at: dt.datetime, each: Each) -> int:
    """How many cases offered to a colleague nobody took."""

    def late(row: Any) -> int:
        chase_relief(actor=SYSTEM, case=row.case, relief=row, at=at)
        return 1

    return each(late_reliefs(at), late)
