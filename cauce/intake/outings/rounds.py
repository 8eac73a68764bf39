"""What is due about outings: what lacks before one, what it left open, what came later; each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from cauce.custody.features import Each
from cauce.intake.outings import access
from cauce.intake.outings.actions import mark_late, tell_outing
from cauce.intake.outings.models import Outing
from cauce.intake.outings.rules import gaps, left_open
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices


def outings_late(at: dt.datetime, each: Each) -> int:
    """How many closed outings had forms that came later."""
    return each(
        [row for row in _gone(at) if row.closed_at is not None],
        lambda row: int(_more(row) and mark_late(actor=SYSTEM, outing=row, at=at) > 0),
    )


def outings_lacking(at: dt.datetime, each: Each) -> int:
    """How many lack something, some days before and on the day before."""

    def before(row: Outing) -> int:
        stage = "near" if row.starts_at - at <= dt.timedelta(days=1) else "ahead"
        return _tell(row, stage, gaps, at)

    return each(access.coming(at, access.days("outing-warning", at)), before)


def outings_open(at: dt.datetime, each: Each) -> int:
    """How many left something open."""
    return each(_gone(at), lambda row: _tell(row, "after", left_open, at))


def _gone(at: dt.datetime) -> list[Outing]:
    return access.gone(at, access.days("outing-open", at))


def _more(row: Outing) -> bool:
    return len(access.forms_of(row)) > row.seen


def _tell(row: Outing, stage: str, judge: Callable[..., tuple[str, ...]], at: dt.datetime) -> int:
    if notices.exists(access.notice_key(row, stage)):
        return 0
    codes = judge(access.known(row, at).state)
    if not codes:
        return 0
    return int(tell_outing(actor=SYSTEM, outing=row, stage=stage, codes=codes, at=at) > 0)
