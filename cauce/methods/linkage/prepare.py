"""Records as columns for the engine: a row for each name that a person goes by.

A million records go through here, so that each different name is worked out once and a row holds
only its number; dates and codes are put together by Arrow, column by column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cauce.methods.errors import BadInputs

from . import curp
from .catalogue import curp_states
from .installed import need
from .names import aliases, given, surnames, units
from .records import Record, checked
from .sounds import sound

bad_input = BadInputs(__file__)

COLUMNS = (
    "unique_id",
    "given_n",
    "given_may",
    "s1",
    "s2",
    "born",
    "turned",
    "year",
    "sex",
    "state",
    "municipality",
    "curp",
    "curp16",
    "k_given",
    "k_s1",
    "k_s2",
)
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
            raise bad_input("two_records_have_the_same_id", where=name, name=name)
        start += len(one.of)
        done.append(one)
    return done


class _Names:
    """Each different given name and surname once: what is compared of it, its sound, its letters in a
    CURP. ``given`` and ``surname`` give its number; ``take`` the columns of many numbers."""

    def __init__(self) -> None:
        self.givens: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.given_rows: list[tuple[Any, ...]] = []
        self.word_rows: list[tuple[Any, ...]] = []
        self.simple: list[bool] = []

    def given(self, text: str) -> int:
        at = self.givens.get(text)
        if at is None:
            name = given(text)
            letter, _, inside = curp.letters(text, True) if name.whole else (None, None, None)
            at = self.givens[text] = len(self.given_rows)
            self.given_rows.append((name.whole or None, name.may or None, name.key or None, letter, inside))
        return at

    def surname(self, text: str) -> int:
        at = self.words.get(text)
        if at is None:
            held = units(text)
            name = held[0][0] if held else ""
            letter, vowel, inside = curp.letters(text, False) if held else ("X", None, "X")
            at = self.words[text] = len(self.word_rows)
            first = letter + vowel if vowel else None
            self.word_rows.append((name or None, sound(name) or None, first, letter, inside))
            self.simple.append(len(held) < 2 and not (held and held[0][1]))
        return at

    def both(self, first: str, second: str) -> tuple[int, int]:
        """The numbers of two surnames as they are compared."""
        one, two = self.surname(first), self.surname(second)
        if first and self.simple[one] and self.simple[two]:
            return one, two
        left, right = surnames(first, second)
        return self.surname(left), self.surname(right)

    def take(self, rows: list[tuple[Any, ...]], numbers: list[int]) -> list[Any]:
        pa = need("pyarrow", "duckdb")
        columns = zip(*rows, strict=True) if rows else [()] * 5
        kinds = [
            pa.list_(pa.string()) if rows is self.given_rows and at == 1 else pa.string() for at in range(5)
        ]
        chosen = pa.array(numbers, pa.int32())
        return [pa.array(c, kind).take(chosen) for c, kind in zip(columns, kinds, strict=True)]


def _list(name: str, records: Iterable[Record], start: int) -> Prepared:
    """One list, a chunk of rows at a time."""
    pa = need("pyarrow", "duckdb")
    names = _Names()
    ids: list[str] = []
    of: list[int] = []
    rows: list[tuple[Any, ...]] = []
    batches = []

    def flush() -> None:
        batches.append(_columns(names, rows, start + len(of) - len(rows)))
        rows.clear()

    for one in checked(name, records):
        rest = (one.birth_date, one.sex, one.state, one.municipality, curp.clean(one.curp))
        called = [(names.given(one.given), *names.both(one.first_surname, one.second_surname))]
        if one.other_names:
            first, second = surnames(one.first_surname, one.second_surname)
            more = {
                (given(other).whole, left, right): other
                for other, left, right in aliases(one.other_names, first, second)
            }
            more.pop((given(one.given).whole, first, second), None)
            called += [
                (names.given(other), names.surname(left), names.surname(right))
                for (_, left, right), other in more.items()
            ]
        for numbers in called:
            rows.append((*numbers, *rest))
            of.append(len(ids))
        ids.append(one.id)
        if len(rows) >= CHUNK:
            flush()
    if rows or not batches:
        flush()
    return Prepared(name, tuple(ids), of, start, pa.concat_tables(batches))


def _columns(names: _Names, rows: list[tuple[Any, ...]], start: int) -> Any:
    """A chunk as an Arrow table of ``COLUMNS``; what is empty becomes null."""
    pa, pc = need("pyarrow", "duckdb"), need("pyarrow.compute", "duckdb")
    one, two, three, born, sex, state, town, code = (
        map(list, zip(*rows, strict=True)) if rows else ([] for _ in range(8))
    )
    given_n, may, k_given, g_letter, g_inside = names.take(names.given_rows, one)
    s1, k_s1, s_first, _, s_inside = names.take(names.word_rows, two)
    s2, k_s2, _, s_second, s_inside2 = names.take(names.word_rows, three)
    days = pc.cast(pa.array(born, pa.date32()), pa.string())
    year, month, day = (pc.utf8_slice_codeunits(days, *at) for at in ((0, 4), (5, 7), (8, 10)))
    turns = pc.and_(pc.less_equal(day, "12"), pc.not_equal(day, month))
    nothing = pa.scalar(None, pa.string())
    turned = pc.if_else(turns, pc.binary_join_element_wise(year, day, month, "-"), nothing)
    sex, town, code = (_given(column) for column in (sex, town, code))
    state = pc.coalesce(_given(state), pc.utf8_slice_codeunits(town, 0, 2))
    derived = pc.binary_join_element_wise(
        s_first,
        s_second,
        g_letter,
        pc.utf8_slice_codeunits(year, 2, 4),
        month,
        day,
        _named(sex, curp.SEX),
        _named(state, curp_states()),
        s_inside,
        s_inside2,
        g_inside,
        "",
    )
    code16 = pc.coalesce(pc.utf8_slice_codeunits(code, 0, curp.DERIVED), derived)
    made = (
        pa.array(range(start, start + len(rows)), pa.int64()),
        given_n,
        may,
        s1,
        s2,
        days,
        turned,
        year,
        sex,
        state,
        town,
        code,
        code16,
        k_given,
        k_s1,
        k_s2,
    )
    return pa.table(dict(zip(COLUMNS, made, strict=True)))


def _given(values: list[str]) -> Any:
    """A column in which what is empty is null."""
    pa, pc = need("pyarrow", "duckdb"), need("pyarrow.compute", "duckdb")
    column = pa.array(values, pa.string())
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def _named(column: Any, names: Mapping[str, str]) -> Any:
    """Each value by its other name; null for one that has none."""
    pa, pc = need("pyarrow", "duckdb"), need("pyarrow.compute", "duckdb")
    known = pa.array(list(names), pa.string())
    return pa.array(list(names.values()), pa.string()).take(pc.index_in(column, value_set=known))
