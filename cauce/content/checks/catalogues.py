"""Does every catalogue say where it comes from, and do its rows hang together?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import PurePosixPath

from cauce.content.checks.report import Finding
from cauce.content.checks.tables import KEYED
from cauce.content.checks.world import Document, Entry, World, at_line

A_YEAR = 365
FROM, TO = "valid_from", "valid_to"
Cells = dict[str, str]


def _rows(doc: Document) -> list[tuple[int, Cells]]:
    """The rows that are as long as the header, by column; the others are reported elsewhere."""
    if not doc.rows:
        return []
    header = doc.rows[0][1]
    return [
        (line, dict(zip(header, cells, strict=True)))
        for line, cells in doc.rows[1:]
        if len(cells) == len(header)
    ]


def _table(world: World, name: str) -> Document | None:
    return world.documents.get(f"catalogues/{name}.csv")


def _tables(world: World) -> Iterator[tuple[Entry, Document, set[str]]]:
    """Every catalogue in CSV that is described, with the names of its columns."""
    for entry in world.of("tables"):
        doc = _table(world, entry.value.id)
        if doc is not None and doc.rows:
            yield entry, doc, set(doc.rows[0][1])


def check_catalogues_are_described(world: World) -> Iterator[Finding]:
    """A table is facts of others: it says whose and when. (A test asks it of our own lists too.)"""
    known = world.ids("tables")
    for path in world.documents:
        table = path.startswith("catalogues/") and path.endswith(".csv")
        name = PurePosixPath(path).stem
        if table and name not in known:
            yield at_line("catalogue_undescribed", path, 1, name=name)


def check_described_catalogues_exist(world: World) -> Iterator[Finding]:
    names = {PurePosixPath(path).stem for path in world.documents if path.startswith("catalogues/")}
    for entry in world.of("tables"):
        if entry.value.id not in names:
            yield entry.finding("catalogue_absent", ("id",), id=entry.value.id)


def check_catalogues_were_looked_at(world: World) -> Iterator[Finding]:
    for entry in world.of("tables"):
        days = (world.on - entry.value.last_checked).days
        if days > A_YEAR:
            yield entry.finding(
                "catalogue_stale", ("last_checked",), warning=True, id=entry.value.id, days=days
            )


def check_columns_exist(world: World) -> Iterator[Finding]:
    for entry, doc, columns in _tables(world):
        value = entry.value
        dated = [*value.dated_by, FROM, TO] if value.dated_by else []
        named = [*value.key, *value.filled, *value.refers, *dated]
        for name in dict.fromkeys(one for one in named if one not in columns):
            yield at_line("csv_column", doc.path, 1, name=name)


def check_keys_are_unique(world: World) -> Iterator[Finding]:
    for entry, doc, columns in _tables(world):
        names = entry.value.key
        if not names or not columns.issuperset(names):
            continue
        seen: dict[tuple[str, ...], int] = {}
        whole: set[tuple[str, ...]] = set()
        for line, cells in _rows(doc):
            row, key = tuple(cells.values()), tuple(cells[name] for name in names)
            # A row written twice as a whole, or by the code of a keyed table, is reported already.
            if key in seen and row not in whole and entry.value.id not in KEYED:
                yield at_line(
                    "csv_key", doc.path, line, names=", ".join(names), key=", ".join(key), seen=seen[key]
                )
            seen.setdefault(key, line)
            whole.add(row)


def check_cells_are_filled(world: World) -> Iterator[Finding]:
    for entry, doc, columns in _tables(world):
        for line, cells in _rows(doc):
            for name in entry.value.filled:
                if name in columns and not cells[name].strip():
                    yield at_line("csv_empty", doc.path, line, name=name)


def _known(world: World, target: str) -> set[str] | None:
    """What a reference may name; None: that catalogue could not be read."""
    name, _, column = target.partition(".")
    doc = _table(world, name)
    if doc is None:
        return world.catalogue(name) or None
    if not doc.rows:
        return None
    column = column or doc.rows[0][1][0]
    return {cells[column] for _, cells in _rows(doc) if column in cells} or None


def check_references_hold(world: World) -> Iterator[Finding]:
    for entry, doc, columns in _tables(world):
        for name, target in entry.value.refers.items():
            known = _known(world, target)
            if name not in columns:
                continue
            if known is None:
                yield entry.finding("catalogue_reference", ("refers", name), target=target)
                continue
            for line, cells in _rows(doc):
                if cells[name] and cells[name] not in known:
                    yield at_line("csv_reference", doc.path, line, cells=cells[name], target=target)


def check_dates_follow(world: World) -> Iterator[Finding]:
    """The rows of one thing: real dates, in order, none twice, no day left out between two."""
    for entry, doc, columns in _tables(world):
        names = entry.value.dated_by
        if not names or not columns.issuperset([*names, FROM, TO]):
            continue
        things: dict[tuple[str, ...], list[tuple[dt.date, dt.date, int]]] = {}
        for line, cells in _rows(doc):
            try:
                first = _date(cells[FROM], dt.date.min)
                last = _date(cells[TO], dt.date.max)
            except ValueError:
                yield at_line("csv_date", doc.path, line, since=cells[FROM], until=cells[TO])
                continue
            key = tuple(cells[name] for name in names)
            things.setdefault(key, []).append((first, last, line))
        for key, spans in things.items():
            yield from _spans(doc, ", ".join(key), sorted(spans))


def _date(text: str, empty: dt.date) -> dt.date:
    return dt.date.fromisoformat(text) if text else empty


def _spans(doc: Document, key: str, spans: list[tuple[dt.date, dt.date, int]]) -> Iterator[Finding]:
    for first, last, line in spans:
        if last < first:
            yield at_line("csv_dates_order", doc.path, line, key=key, last=last, first=first)
    for (_, before, _), (after, _, line) in zip(spans, spans[1:], strict=False):
        if after <= before:
            yield at_line("csv_dates_overlap", doc.path, line, key=key, after=after)
        elif (after - before).days > 1:
            yield at_line("csv_dates_gap", doc.path, line, key=key, before=before, after=after)
