"""What a case owes as it stands, and as it would stand: what a correction is weighed by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from cauce.cases import facts
from cauce.cases.models import Case, CaseAct
from cauce.cases.required import lines_of
from cauce.rules.adherence import Row, bettered
from cauce.rules.pathway import Act


def owed(
    case: Case, rows: Iterable[CaseAct], at: dt.datetime, known: Mapping[str, Any] | None = None
) -> list[Row]:
    """What the case owes with these acts; ``known`` None: by what is known of it now."""
    known = facts.facts_of(case) if known is None else known
    acts = [Act(row.name, row.happened_at, row.action or None) for row in rows if not row.void]
    lines, _ = lines_of(case, known, acts, at)
    return [Row(one.action, one.state, one.due_at, one.met_at) for one in lines]


def eased(case: Case, old: CaseAct, new: CaseAct, at: dt.datetime) -> tuple[str, ...]:
    """The steps that would be over, or in time, if ``new`` stood in the place of ``old``."""
    rows = list(CaseAct.objects.filter(case=case))
    others = [row for row in rows if row.pk != old.pk]
    return bettered(owed(case, rows, at), owed(case, [*others, new], at), at)


def eased_by_facts(case: Case, changes: Mapping[str, Any], at: dt.datetime) -> tuple[str, ...]:
    """The steps that would be over, or in time, if this were known; None: not known again."""
    rows = list(CaseAct.objects.filter(case=case))
    now = facts.facts_of(case)
    after = {name: value for name, value in (now | dict(changes)).items() if value is not None}
    return bettered(owed(case, rows, at, now), owed(case, rows, at, after), at)
