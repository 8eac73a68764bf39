"""What is due about closed records: parts whose time is over are proposed; people decide."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.features import Each
from cauce.rights.rights import access
from cauce.rights.rights.actions import propose_erasure
from cauce.rules.permissions import SYSTEM


def records_over(at: dt.datetime, each: Each) -> int:
    """How many parts of closed records were proposed."""

    def propose(case: Any) -> int:
        return sum(propose_erasure(actor=SYSTEM, case=case, due=due, at=at) is not None for due in over[case])

    over: dict[Any, list[Any]] = {}
    for case, due in access.over(at):
        over.setdefault(case, []).append(due)
    return each(over, propose)
