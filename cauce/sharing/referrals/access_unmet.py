"""What was needed and not found: of one case, and counted for the network without anybody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.sharing.referrals.rules.unmet import Cell, Table, table_of

from .models import Unmet

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Missing:
    """The last twelve months. ``reasons``: how often each was given, by reason; small ones hidden."""

    since: dt.date
    by_state: Table
    reasons: dict[str, Cell]


def of_case(case) -> list[Unmet]:
    """What was not found for a case (already checked by ``cases.access``), newest first."""
    return list(Unmet.objects.filter(case=case).order_by("-on", "need"))


def missing(actor: Actor, on: dt.date) -> Missing:
    """By state of the post and need. Raises ``Absent``. No row of it is about anybody."""
    check_may(actor, "unmet.count")
    small = int(parameter_on(current_edition(), "small-cell", on).value)
    since = (on.replace(day=1) - dt.timedelta(days=30 * (MONTHS - 1))).replace(day=1)
    rows = list(
        Unmet.objects.everywhere("numbers")
        .filter(on__gte=since, on__lte=on)
        .values_list("post__state", "need", "reasons")
    )
    table = table_of(((state, need) for state, need, _ in rows), small)
    counts = Counter(reason for _, _, reasons in rows for reason in reasons)
    # A reason may be given with others: no total of reasons is shown, so that none is hidden by two.
    reasons = {name: Cell(count if count > small else None) for name, count in counts.most_common()}
    return Missing(since, table, reasons)
