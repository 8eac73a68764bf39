"""What is public already of an indicator: a later edition is set against it, as any reader can do.

Three rules follow. A figure of another period that overlaps is part of the attack. A correction of
the same period changes a figure only if it moved by the threshold or more: else one case, added
between two editions, would show. And what was published, or hidden, stays so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cauce.measurement.rules.publication.period import Period, read_period
from cauce.measurement.rules.publication.protecting import Limits
from cauce.measurement.rules.publication.rounding import reach
from cauce.measurement.rules.publication.table import Relation, System, Table
from cauce.protocol.editions.access import current_edition

from ..hiding.protect_table import Public
from ..models import StatisticsEdition
from .same_people import COUNTED, definition_of, group_of, name_by, name_in
from .tabulating import table_of

Other = tuple[Period, tuple[str, ...], str]  # a table of another period, and of which indicator


@dataclass(slots=True)
class Printed:
    """The cells of some indicators in what is public: the newest that each shows (None: hidden), and as
    of when it is counted."""

    cells: dict[str, tuple[int | None, dt.datetime]] = field(default_factory=dict)
    tables: list[Other] = field(default_factory=list)


def printed(indicators: Container[str], since: dt.date, until: dt.date) -> Printed:
    """What is public of these indicators in the calendar years that this period touches.

    Not only of what overlaps it: of a year, its other half leaves this one.
    """
    found = Printed()
    first, last = whole_years(since, until)
    rows = StatisticsEdition.objects.filter(
        state__in=StatisticsEdition.PUBLIC, since__lt=last, until__gt=first
    ).order_by("signed_at")
    for edition in rows:
        period = read_period(edition.period)
        for table in edition.tables:
            if table.get("indicator") in indicators and "rows" in table:
                _read(found, edition, period, table)
    return found


def whole_years(since: dt.date, until: dt.date) -> tuple[dt.date, dt.date]:
    """The calendar years of a period, the end exclusive: no announced period lies across two of them
    but in whole."""
    last = (until - dt.timedelta(days=1)).year
    return dt.date(since.year, 1, 1), dt.date(last + 1, 1, 1)


def _read(found: Printed, edition: StatisticsEdition, period: Period, table: dict[str, Any]) -> None:
    dims = tuple(one["id"] for one in table["dims"])
    plain = tuple(dim for dim in dims if dim != COUNTED)
    one = definition_of(table["indicator"], period)
    version = table.get("definition", {}).get("version", one.version)
    if version == one.version and (period, plain, table["indicator"]) not in found.tables:
        found.tables.append((period, plain, table["indicator"]))
    for row in table["rows"]:
        of = dict(zip(dims, row["key"], strict=True))
        ours = version == one.version
        name = name_in(one, period, of) if ours else name_by(one.id, version, period.key, of)
        as_of = row.get("as_of")
        at = dt.datetime.fromisoformat(as_of) if as_of else edition.known_at
        found.cells[name] = (row["shown"], at)


def join_public(
    system: System,
    tables: Sequence[Table],
    period: Period,
    known: dt.datetime,
    limits: Limits,
) -> tuple[Public, dict[str, dt.datetime]]:
    """Add what is public to the cells that are to be published, and say what of it stands fast.

    Also returns, for each figure that a small correction does not move, as of when it is counted.
    """
    before = printed(_indicators(tables, period), period.since, period.until)
    others = _others(before, period, tables)
    for other, by, indicator in others:
        system.add(table_of("", indicator, by, other, known)[0])
    periods = {period, *(one for one, _, _ in others)}
    for indicator in sorted({name.split("|", 1)[0] for name in system.cells}):
        _relate_periods(system, indicator, periods)
    then = _as_it_was(before, period, tables)
    shown: dict[str, int] = {}
    hidden, moved, unknown = set(), set(), set()
    kept: dict[str, dt.datetime] = {}
    ours = {table.name(key) for table in tables for key in table.keys()}
    for name, count in system.cells.items():
        if name not in before.cells:
            if name not in ours:
                unknown.add(name)
            continue
        value, as_of = before.cells[name]
        if name in ours and abs(count.value - then.get(name, count.value)) >= limits.threshold:
            continue  # moved enough to be told: it is protected anew
        if name in ours:
            kept[name] = as_of
        if value is None:
            hidden.add(name)
            continue
        shown[name] = value
        if abs(value - count.value) > reach() or then.get(name, count.value) != count.value:
            moved.add(name)
    return (Public(shown, frozenset(hidden), frozenset(moved), frozenset(unknown)), kept)


def _indicators(tables: Sequence[Table], period: Period) -> frozenset[str]:
    """Those of the tables, and whoever counts the same people as one of them."""
    mine = {table.indicator for table in tables}
    groups = {group_of(one, period) for one in mine}
    return frozenset(one for one in current_edition().indicators if group_of(one, period) in groups) | mine


def _others(before: Printed, period: Period, tables: Sequence[Table]) -> list[Other]:
    """Tables that the attack needs beside ours: what was published, and what completes it.

    Of our own period too: a table that is announced no more was published, and stays so.
    """
    ours = {
        (period, tuple(dim for dim in one.dims if dim != COUNTED), one.indicator)
        for one in tables
        if one.version is None
    }
    found = [one for one in before.tables if one not in ours]
    for other, by, indicator in list(found):
        inner, outer = sorted((other, period), key=lambda one: one.until - one.since)
        if inner == outer or not (outer.since <= inner.since and inner.until <= outer.until):
            continue  # beside each other: what holds both is there, or nothing joins them
        for part in _parts(outer, inner):
            if part != period and (part, by, indicator) not in found:
                found.append((part, by, indicator))
    return found


def _parts(outer: Period, inner: Period) -> Iterator[Period]:
    """The periods of the size of ``inner`` that make up ``outer``, and what lies between the sizes."""
    for part in parts_of(outer):
        yield part
        if part.every != inner.every:
            yield from _parts(part, inner)


def parts_of(period: Period) -> list[Period]:
    """A year in halves, a half in quarters, several years in years; a quarter has none."""
    year, last = period.since.year, period.until.year
    if period.every == "years":
        return [read_period(str(one)) for one in range(year, last)]
    if period.every == "year":
        return [read_period(f"{year}-H{half}") for half in (1, 2)]
    if period.every == "half":
        first = 1 if period.since.month == 1 else 3
        return [read_period(f"{year}-Q{quarter}") for quarter in (first, first + 1)]
    return []


def _relate_periods(system: System, indicator: str, periods: Iterable[Period]) -> None:
    """A year and its halves: where the cells of all of them are there, they depend on one another."""
    there = set(periods)
    for outer in there:
        parts = parts_of(outer)
        if not parts or not all(part in there for part in parts):
            continue
        found = list(_across(system, indicator, outer, parts))
        # Who came in both halves is counted once in the year: then the parts only bound it.
        sums = all(
            system.cells[one.total].value == sum(system.cells[p].value for p in one.parts) for one in found
        )
        told = [Relation(one.total, one.parts, sums) for one in found if sums or _bounds(system, one)]
        system.join(told, indicator)


def _across(system: System, indicator: str, outer: Period, parts: list[Period]) -> Iterator[Relation]:
    head = f"{indicator}|{outer.key}|"
    for name in list(system.cells):
        if name.startswith(head):
            told = name.removeprefix(head)
            inside = tuple(f"{indicator}|{part.key}|{told}" for part in parts)
            if all(one in system.cells for one in inside):
                yield Relation(name, inside)


def _bounds(system: System, one: Relation) -> bool:
    parts = [system.cells[name].value for name in one.parts]
    return max(parts) <= system.cells[one.total].value <= sum(parts)


def _as_it_was(before: Printed, period: Period, tables: Sequence[Table]) -> dict[str, int]:
    """True figures of our own period as they were when what is public of them was counted."""
    found: dict[str, int] = {}
    whens = {at for _, at in before.cells.values()}
    for at in whens if any(other == period for other, _, _ in before.tables) else ():
        for table in tables:
            by = tuple(dim for dim in table.dims if dim != COUNTED)
            then, _ = table_of(table.id, table.indicator, by, period, at, table.version)
            for key in then.keys():
                name = table.name(key)
                if name in before.cells and before.cells[name][1] == at:
                    found[name] = then.cells[key].value if key in then.cells else 0
    return found
