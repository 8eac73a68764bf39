"""What a correction is weighed by: what the case owes as it stands, and as it would stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from cauce.cases import facts
from cauce.cases.models import Case, CaseAct
from cauce.cases.owed import owed
from cauce.rules.adherence import bettered


def eased(case: Case, old: CaseAct, new: CaseAct, at: dt.datetime) -> tuple[str, ...]:
    """The steps that would look better if ``new`` stood in the place of ``old``."""
    return _eased(case, [old], [new], at)


def eased_without(case: Case, olds: Sequence[CaseAct], at: dt.datetime) -> tuple[str, ...]:
    """The steps that would look better if none of these acts had happened."""
    return _eased(case, olds, [], at)


def _eased(case: Case, olds: Sequence[CaseAct], news: Sequence[CaseAct], at: dt.datetime) -> tuple[str, ...]:
    rows, taken = list(CaseAct.objects.filter(case=case)), {old.pk for old in olds}
    others = [row for row in rows if row.pk not in taken]
    return bettered(owed(case, rows, at), owed(case, [*others, *news], at), at)


def eased_by_facts(case: Case, changes: Mapping[str, Any], at: dt.datetime) -> tuple[str, ...]:
    """The steps that would look better if this were known; None: not known again."""
    rows = list(CaseAct.objects.filter(case=case))
    now = facts.facts_of(case)
    after = {name: value for name, value in (now | dict(changes)).items() if value is not None}
    return bettered(owed(case, rows, at, now), owed(case, rows, at, after), at)
