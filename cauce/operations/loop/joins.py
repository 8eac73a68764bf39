"""What is due about people whom two posts may know: compared while they want it, parted when they do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from cauce.measurement.actions import follow_join
from cauce.rules.permissions import SYSTEM
from cauce.sharing.joins import access
from cauce.sharing.joins.actions import end_join
from cauce.sharing.joins.rounds import compare_all


def known_elsewhere(at: dt.datetime, each: Callable[..., int]) -> dict[str, int]:
    """How many pairs were looked at, joint files parted and followed by the figures."""

    def part(row: Any) -> int:
        end_join(actor=SYSTEM, join=row, at=at)
        return 1

    def follow(row: Any) -> int:
        return int(follow_join(actor=SYSTEM, join=row, at=at))

    return {
        "joins_over": each(access.no_longer(at), part),
        "pairs_looked_at": compare_all(at, each),
        "joins_counted": each(access.to_count(), follow),
    }
