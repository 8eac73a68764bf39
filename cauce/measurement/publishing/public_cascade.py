"""The cascade as anybody may read it: made of what two people signed and published, and of nothing else.

Each yearbook gives its year, by the definitions of today where it prints them. What it did not publish, or
hides, is hidden here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import wilson

from ..access_cascade import acts, days_of, unseen
from ..boards.cascade import STAGES, Cascade, Reached, Stage, Year
from ..models import StatisticsEdition
from .same_people import COUNTED, NO, YES

ANY = "*"


def public_cascade(editions: Iterable[StatisticsEdition]) -> Reached:
    """What published yearbooks tell; an older revision of a year is left out."""
    years = {
        one.period: _year(one)
        for one in sorted(editions, key=lambda one: one.number)
        if one.kind == "yearbook" and one.state == "published"
    }
    told = tuple(years[period] for period in sorted(years) if any(s.of for s in years[period].stages))
    found = Cascade(told, days_of(), published=True)
    return Reached(found, acts(), unseen(found), None)


def _year(one: StatisticsEdition) -> Year:
    """A yearbook by the definitions of today, which it prints beside those of then; else all by those."""
    held = current_edition().indicators
    told = [table for table in one.tables if table.get("indicator") in STAGES.values() and table["dims"]]
    rates = [table for table in told if table["dims"][-1]["id"] == COUNTED]
    today = {
        table["indicator"]: table
        for table in rates
        if table.get("definition", {}).get("version") == held[table["indicator"]].version
    }
    then = {table["indicator"]: table for table in reversed(rates)}
    otherwise = bool(then.keys() - today.keys())
    by = then if otherwise else today
    stages = tuple(_stage(by.get(indicator), name) for name, indicator in STAGES.items())
    return Year(int(one.period), False, stages, otherwise)


def _stage(table: Mapping[str, Any] | None, name: str) -> Stage:
    """One step of a year. Numbers of None: not published, or hidden."""
    if table is None:
        return Stage(name, None, None, None)
    of, met, rest = (_total(table, side) for side in (ANY, YES, NO))
    rate = wilson(min(met, of), of) if of and met is not None and rest is not None else None
    return Stage(name, of, met, (rate.value, rate.low, rate.high) if rate else None)


def _total(table: Mapping[str, Any], side: str) -> int | None:
    """What the table shows of everybody on one side. None: it is hidden."""
    key = [*[ANY] * (len(table["dims"]) - 1), side]
    return next((row["shown"] for row in table["rows"] if row["key"] == key), None)
