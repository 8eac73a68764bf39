"""What is due about earlier cases: a file half brought goes on, and rows kept long enough are forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from cauce.cases import access_brought as access
from cauce.cases.actions import forget_file
from cauce.rules.permissions import SYSTEM
from cauce.standards import history

SECONDS = 20  # of one round, so that nothing else waits for a spreadsheet


def files(at: dt.datetime, each: Callable[..., int]) -> dict[str, int]:
    """How many files were gone on with, and of how many the rows were forgotten."""

    def go_on(file: Any) -> int:
        judged = history.judge(SYSTEM, file)
        history.bring(SYSTEM, file, judged, at=timezone.now, seconds=SECONDS)
        return 1

    def forget(file: Any) -> int:
        forget_file(actor=SYSTEM, file=file)
        return 1

    return {
        "earlier_files_gone_on": each(access.under_way(), go_on),
        "earlier_files_forgotten": each(access.over(at), forget),
    }
