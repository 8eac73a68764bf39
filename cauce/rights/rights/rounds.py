"""What is due about closed records: parts whose time is over are proposed; people decide."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from cauce.custody.features import Each
from cauce.rights.rights import access, access_drafts
from cauce.rights.rights.actions import follow_draft, propose_erasure
from cauce.rules.permissions import SYSTEM


def drafts_over(at: dt.datetime, each: Each) -> dict[str, int]:
    """How many drafts that nobody agreed to keep ended, and how many stand on a person's list."""
    done: Counter[str] = Counter()

    def follow(case: Any) -> int:
        done[follow_draft(actor=SYSTEM, case=case, at=at)] += 1
        return 1

    each(list(access_drafts.over(at)), follow)
    return {"drafts_erased": done["erased"], "drafts_to_decide": done["waiting"]}


def records_over(at: dt.datetime, each: Each) -> int:
    """How many parts of closed records were proposed."""

    def propose(case: Any) -> int:
        return sum(propose_erasure(actor=SYSTEM, case=case, due=due, at=at) is not None for due in over[case])

    over: dict[Any, list[Any]] = {}
    for case, due in access.over(at):
        over.setdefault(case, []).append(due)
    return each(over, propose)
