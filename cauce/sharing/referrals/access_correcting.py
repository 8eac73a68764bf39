"""Which requests were destroyed unread at the wrong service and still count as sent."""

from __future__ import annotations

import datetime as dt

from cauce.cases.corrections.access import is_open
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.models import Case

KIND = "recipient"


def left_counted(case: Case, at: dt.datetime) -> frozenset[str]:
    """Ids of those of a case (already looked up) whose second person said no, or did not answer in time: what
    was shared is gone, and that they be counted no more may be asked for again."""
    left: set[str] = set()
    settled: set[str] = set()
    for row in CaseCorrection.objects.filter(case=case, kind=KIND):
        (settled if row.state == "made" or is_open(row, at) else left).add(row.of)
    return frozenset(left - settled)
