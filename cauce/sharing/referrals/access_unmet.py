"""What was needed and not found: of one case, and counted for the network without anybody."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from .models import Unmet

MONTHS = 12


def of_case(case) -> list[Unmet]:
    """What was not found for a case (already checked by ``cases.access``), newest first."""
    return list(Unmet.objects.filter(case=case).order_by("-on", "need"))


def since_when(on: dt.date) -> dt.date:
    """The first day of the twelve months that are counted."""
    return (on.replace(day=1) - dt.timedelta(days=30 * (MONTHS - 1))).replace(day=1)


def counted(on: dt.date) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """By state of the post and need, and how often each reason was given, which may be with others. For the
    closing of the network: no row of it is about anybody."""
    rows = list(
        Unmet.objects.everywhere("numbers")
        .filter(on__gte=since_when(on), on__lte=on)
        .values_list("post__state", "need", "reasons")
    )
    return (
        Counter((state, need) for state, need, _ in rows),
        Counter(reason for _, _, reasons in rows for reason in reasons),
    )
