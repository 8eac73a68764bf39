"""Open cases go over to the edition in force, and to what their post now adds to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.actions import move_edition
from cauce.cases.dry_run import following_another
from cauce.custody.features import Each
from cauce.protocol.editions.access import annex_numbers, current_edition
from cauce.rules.permissions import SYSTEM

MOVED_A_ROUND = 500  # so that a whole network of them holds up nothing else


def cases_moved(at: dt.datetime, each: Each) -> int:
    """How many were moved in this round."""
    edition = current_edition(at)
    numbers = annex_numbers()

    def move(case: Any) -> int:
        move_edition(actor=SYSTEM, case=case, edition=edition.info.id, at=at)
        return 1

    moved = 0
    for case in following_another(edition, numbers):
        moved += each([case], move)
        if moved >= MOVED_A_ROUND:
            break
    return moved
