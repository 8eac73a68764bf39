"""What is due about earlier cases: a file half brought goes on, and rows kept long enough are forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from cauce.cases import access_legacy_import as access
from cauce.cases.actions import forget_file
from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.standards import legacy_import

SECONDS = 20  # of one round, so that nothing else waits for a spreadsheet


def earlier_files_gone_on(at: dt.datetime, each: Each) -> int:
    """How many files were gone on with."""

    def go_on(file: Any) -> int:
        judged = legacy_import.judge(SYSTEM, file)
        legacy_import.bring(SYSTEM, file, judged, at=timezone.now, seconds=SECONDS)
        return 1

    return each(access.under_way(), go_on)


def earlier_files_forgotten(at: dt.datetime, each: Each) -> int:
    """Of how many files the rows were forgotten."""

    def forget(file: Any) -> int:
        forget_file(actor=SYSTEM, file=file)
        return 1

    return each(access.over(at), forget)
