"""Quarters, halves and years: where they begin and end, and how a figure that is broken down names them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["quarter", "half", "year"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MONTHS: dict[Kind, int] = {"quarter": 3, "half": 6, "year": 12}
MARKS: dict[Kind, str] = {"quarter": "Q", "half": "H", "year": ""}
CODE = re.compile(r"(\d{4})(?:(Q)([1-4])|(H)([12]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """[``since``, ``until``); ``code`` as the keys of figures have it: 2026Q3, 2026H1, 2026."""

    kind: Kind
    since: dt.date
    until: dt.date

    @property
    def number(self) -> int:
        """Which of its year: 3 of the third quarter; 1 of a year."""
        return (self.since.month - 1) // MONTHS[self.kind] + 1

    @property
    def code(self) -> str:
        mark = MARKS[self.kind]
        return f"{self.since.year}{mark}{self.number}" if mark else f"{self.since.year}"


def period_of(day: dt.date, kind: Kind, back: int = 0) -> Period:
    """The period that a day is in, or the one ``back`` periods before it."""
    length = MONTHS[kind]
    first = (day.year * 12 + day.month - 1) // length - back
    begins, ends = first * length, (first + 1) * length
    return Period(kind, dt.date(begins // 12, begins % 12 + 1, 1), dt.date(ends // 12, ends % 12 + 1, 1))


def period_named(code: str) -> Period | None:
    """The period of a code; None for anything else."""
    found = CODE.fullmatch(code)
    if not found or not 1990 <= int(found[1]) <= 2999:
        return None
    kind: Kind = "quarter" if found[2] else "half" if found[4] else "year"
    number = int(found[3] or found[5] or 1)
    return period_of(dt.date(int(found[1]), (number - 1) * MONTHS[kind] + 1, 1), kind)


def run_of(last: Period, many: int) -> tuple[Period, ...]:
    """So many periods of one kind in their order, of which ``last`` is the last."""
    return tuple(period_of(last.since, last.kind, back) for back in range(many - 1, -1, -1))
