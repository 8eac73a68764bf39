"""Records as columns for the engine: a row for each name that a person goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cauce.rules.errors import BadInput

from . import curp
from .installed import need
from .names import aliases, given, surnames
from .records import Record, checked
from .sounds import sound

COLUMNS = (
    "unique_id", "given_n", "given_may", "s1", "s2", "born", "turned", "year", "sex", "state",
    "municipality", "curp", "curp16", "k_given", "k_s1", "k_s2",
)  # fmt: skip
CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """One list: its records' ids in order, for each row of ``table`` (Arrow) the record it is of.

    ``unique_id`` counts rows over all lists, from ``start``; ``of`` is one longer for each alias.
    """

    name: str
    ids: tuple[str, ...]
    of: list[int]
    start: int
    table: Any


def prepare(records: Mapping[str, Iterable[Record]]) -> list[Prepared]:
    """All lists. Raises BadInput where two records have one id."""
    done: list[Prepared] = []
    seen: set[str] = set()
    start = 0
    for name, many in records.items():
        one = _list(name, many, start)
        before = len(seen)
        seen.update(one.ids)
        if len(seen) - before < len(one.ids):
            raise BadInput(
                f"Dos registros llevan la misma clave; la segunda vez en la lista «{name}».",
                f"Two records have the same id, the second time in the list '{name}'.",
                where=name,
                cure_es="Cada registro lleva una clave única en todas las listas.",
                cure_en="Each record needs an id that is its own over all lists.",
            )
        start += len(one.of)
        done.append(one)
    return done


def _list(name: str, records: Iterable[Record], start: int) -> Prepared:
    """One list, a chunk of rows at a time, so that a long one is never held twice."""
    pa = need("pyarrow", "duckdb")
    kinds = pa.schema(
        [(one, pa.list_(pa.string()) if one == "given_may" else pa.string()) for one in COLUMNS]
    ).set(0, pa.field("unique_id", pa.int64()))
    ids: list[str] = []
    of: list[int] = []
    batches, rows = [], list[tuple[Any, ...]]()

    def flush() -> None:
        columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
        arrays = [pa.array(column, kind.type) for column, kind in zip(columns, kinds, strict=True)]
        batches.append(pa.record_batch(arrays, schema=kinds))
        rows.clear()

    for record in checked(name, records):
        for row in _rows(record):
            rows.append((start + len(of), *row))
            of.append(len(ids))
        ids.append(record.id)
        if len(rows) >= CHUNK:
            flush()
    flush()
    return Prepared(name, tuple(ids), of, start, pa.Table.from_batches(batches, schema=kinds))


def _rows(record: Record) -> list[tuple[Any, ...]]:
    called = given(record.given)
    first, second = surnames(record.first_surname, record.second_surname)
    born = turned = year = None
    if record.birth_date is not None:
        born = record.birth_date.isoformat()
        year = born[:4]
        day, month = born[8:], born[5:7]
        turned = f"{year}-{day}-{month}" if day <= "12" and day != month else None
    code = curp.clean(record.curp)
    rest = (
        born, turned, year, record.sex or None, (record.state or record.municipality[:2]) or None,
        record.municipality or None,
        code or None, (code or curp.derive(record))[: curp.DERIVED] or None,
    )  # fmt: skip
    names = [(called, first, second)]
    if record.other_names:
        names += aliases(record.other_names, first, second)
    return [
        (
            name.whole or None, name.may or None, one or None, two or None, *rest,
            name.key or None, sound(one) or None, sound(two) or None,
        )
        for name, one, two in dict.fromkeys(names)
    ]  # fmt: skip
