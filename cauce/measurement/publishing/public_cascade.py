"""The cascade as anybody may read it: made of what two people signed and published, and of nothing else.

Each yearbook gives its year. What a yearbook did not publish, or hides, is hidden here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cauce.rules.adherence import wilson

from ..access_cascade import acts, days_of, unseen
from ..boards.cascade import STAGES, Cascade, Reached, Stage, Year
from ..models import StatisticsEdition
from .tabulating import NO, YES

ANY = "*"


def public_cascade(editions: Iterable[StatisticsEdition]) -> Reached:
    """What published yearbooks tell; an older revision of a year is left out."""
    years = {
        one.period: Year(int(one.period), False, tuple(_stage(one.tables, name) for name in STAGES))
        for one in sorted(editions, key=lambda one: one.number)
        if one.kind == "yearbook" and one.state == "published"
    }
    told = tuple(years[period] for period in sorted(years) if any(s.of for s in years[period].stages))
    found = Cascade(told, days_of(), published=True)
    return Reached(found, acts(), unseen(found), None)


def _stage(tables: Iterable[Mapping[str, Any]], name: str) -> Stage:
    """One stage of a year. Numbers of None: not published, or hidden."""
    for table in tables:
        if table.get("indicator") == STAGES[name] and table["dims"] and table["dims"][-1]["id"] == "counted":
            of, met, rest = (_total(table, side) for side in (ANY, YES, NO))
            rate = wilson(min(met, of), of) if of and met is not None and rest is not None else None
            return Stage(name, of, met, (rate.value, rate.low, rate.high) if rate else None)
    return Stage(name, None, None, None)


def _total(table: Mapping[str, Any], side: str) -> int | None:
    """What the table shows of everybody on one side. None: it is hidden."""
    key = [*[ANY] * (len(table["dims"]) - 1), side]
    return next((row["shown"] for row in table["rows"] if row["key"] == key), None)
