"""A patient reader of the network solves everything that two closings tell, and finds nobody.

She knows every number told in both, all sums between periods and parts, the rounding, the threshold, which
hidden cells are small and that nothing counted goes away. No cell of one to nine people, of either closing or
of what came between them, may be known within two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import product

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from cauce.custody.journal.models import Entry
from cauce.measurement.closed import BOARD, counted, names
from cauce.measurement.facts.reading import read_for_all
from cauce.measurement.hiding.closing import closing_of, standing
from cauce.measurement.hiding.tree import STANDS, Before, Figure, Line, Table, Told, tell
from cauce.measurement.models import Fact, WeeklyClosing
from cauce.measurement.rounds import numbers_closed
from cauce.measurement.rules.publication.protecting import Limits
from cauce.rules.hiding import BASE, BEYOND, LEAST
from tests.closing import close
from tests.profiles import examples

POSTS = {"HOU": "texas", "LAR": "texas", "DAL": "texas", "BOS": "east", "NYC": "east"}
SEXES = ("woman", "man", "other")
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
Finest = tuple[str, str, str]  # post, sex, quarter
FINEST: list[Finest] = list(product(POSTS, SEXES, QUARTERS))
NARROW = 4  # the width of bounds that put a number within two


def _groups() -> dict[tuple[str, ...], list[Finest]]:
    """Every cell that a page of the network may show, with the finest it holds."""
    found: dict[tuple[str, ...], list[Finest]] = {("year",): FINEST}
    for half, quarters in (("H1", QUARTERS[:2]), ("H2", QUARTERS[2:])):
        found[half,] = [one for one in FINEST if one[2] in quarters]
    found |= {(quarter,): [one for one in FINEST if one[2] == quarter] for quarter in QUARTERS}
    found |= {("post", post): [one for one in FINEST if one[0] == post] for post in POSTS}
    found |= {("sex", sex): [one for one in FINEST if one[1] == sex] for sex in SEXES}
    for region in sorted(set(POSTS.values())):
        found["region", region] = [one for one in FINEST if POSTS[one[0]] == region]
    return found


GROUPS = _groups()
LINES = (
    Line(("year",), (("H1",), ("H2",))),
    Line(("H1",), (("Q1",), ("Q2",))),
    Line(("H2",), (("Q3",), ("Q4",))),
    Line(("year",), tuple(("post", post) for post in POSTS)),
    Line(("year",), tuple(("sex", sex) for sex in SEXES)),
    Line(("year",), (("region", "east"), ("region", "texas"))),
    *(
        Line(("region", region), tuple(("post", post) for post, there in POSTS.items() if there == region))
        for region in ("east", "texas")
    ),
)


def table_of(world: Mapping[Finest, int]) -> Table:
    return Table({key: sum(world[one] for one in inside) for key, inside in GROUPS.items()}, LINES)


class Reader:
    """All that she knows, as inequalities over the finest cells of both closings."""

    def __init__(self) -> None:
        self.size = 2 * len(FINEST)
        self.lines: list[np.ndarray] = []
        self.limits: list[float] = []
        for at in range(len(FINEST)):  # nothing that was counted goes away
            line = np.zeros(self.size)
            line[at], line[len(FINEST) + at] = 1, -1
            self._at_most(line, 0)

    def _at_most(self, line: np.ndarray, limit: float) -> None:
        self.lines.append(line)
        self.limits.append(limit)

    def line(self, inside: Iterable[Finest], *closings: int) -> np.ndarray:
        found = np.zeros(self.size)
        places = [FINEST.index(one) for one in inside]
        for which in closings:
            found[[which * len(FINEST) + place for place in places]] = 1
        return found

    def read(self, which: int, told: Told, table: Table) -> None:
        for key, figure in told.items():
            number, far = figure.number, figure.far
            line, few = self.line(GROUPS[key], which), table.cells[key] < LEAST
            if number is None:
                if few:
                    self._at_most(line, BEYOND)
                continue
            self._at_most(line, number + far)
            self._at_most(-line, -max(number - far, LEAST))

    def width(self, towards: np.ndarray) -> float:
        ends = [
            linprog(sign * towards, A_ub=np.array(self.lines), b_ub=self.limits, method="highs")
            for sign in (1, -1)
        ]
        assert ends[0].status == 0, ends[0].message
        return np.inf if ends[1].status == 3 else -ends[1].fun - ends[0].fun


def found_out(first: Mapping[Finest, int], more: Mapping[Finest, int]) -> list[tuple[object, ...]]:
    """The cells of few people that she knows within two: of either closing, and of what came between."""
    second = {one: first[one] + more[one] for one in FINEST}
    before = tell(table_of(first))
    after = tell(table_of(second), Before(before, table_of(first)))
    reader = Reader()
    reader.read(0, before, table_of(first))
    reader.read(1, after, table_of(second))
    found: list[tuple[object, ...]] = []
    for key, inside in GROUPS.items():
        goals = (
            ("first", first, reader.line(inside, 0)),
            ("second", second, reader.line(inside, 1)),
            ("between", more, reader.line(inside, 1) - reader.line(inside, 0)),
        )
        for name, world, towards in goals:
            if 0 < sum(world[one] for one in inside) < LEAST and reader.width(towards) <= NARROW:
                found.append((name, *key))
    return found


worlds = st.lists(st.sampled_from([0, 0, 0, 1, 1, 2, 3, 6, 12]), min_size=60, max_size=60)
weeks = st.lists(st.sampled_from([0] * 8 + [1, 2, 5]), min_size=60, max_size=60)


@examples(25)
@given(worlds, weeks)
def test_two_closings_of_a_tree_of_periods_and_parts_let_nobody_be_known_within_two(numbers, added):
    first, more = dict(zip(FINEST, numbers, strict=True)), dict(zip(FINEST, added, strict=True))
    assert found_out(first, more) == []


def test_the_reader_of_these_tests_finds_who_is_told_without_hiding():
    """The attack is able to find: with the numbers as they are, she knows whoever came."""
    world = dict.fromkeys(FINEST, 12) | {("BOS", "other", "Q1"): 1}
    reader, table = Reader(), table_of(world)
    exact = {key: number for key, number in table.cells.items()}
    for key, number in exact.items():
        line = reader.line(GROUPS[key], 0)
        reader._at_most(line, number)
        reader._at_most(-line, -number)
    assert reader.width(reader.line(GROUPS["post", "BOS"], 0)) == 0


def numbers(told: Told) -> dict[tuple[str, ...], int | None]:
    return {key: figure.number for key, figure in told.items()}


def test_a_number_stands_until_ten_at_least_came_and_a_few_more_in_between_change_nothing():
    first = tell(Table({("HOU",): 12, ("LAR",): 40}))
    assert first == {("HOU",): Figure(10, BASE // 2), ("LAR",): Figure(40, BASE // 2)}
    stands = tell(Table({("HOU",): 13, ("LAR",): 47}), Before(first))
    assert stands == {("HOU",): Figure(10, STANDS), ("LAR",): Figure(40, STANDS)}
    moved = tell(Table({("HOU",): 19, ("LAR",): 52}), Before(first))
    assert numbers(moved) == {("HOU",): 10, ("LAR",): 50}
    # 42 may have been 40; were 50 told as 50, it would be known that between 6 and 14 came, or 8 to 12 of 42.
    assert numbers(tell(Table({("LAR",): 51}), Before(first))) == {("LAR",): 40}
    assert tell(Table({("HOU",): 9, ("LAR",): 40}), Before(first))["HOU",].number is None


def test_the_threshold_is_that_of_publication():
    assert LEAST == Limits().threshold == 10 and BEYOND == LEAST - 1


def test_nobody_and_few_look_the_same():
    told = tell(Table({("a",): 0, ("b",): 1, ("c",): 9, ("d",): 10}))
    assert numbers(told) == {("a",): None, ("b",): None, ("c",): None, ("d",): 10}


def test_a_share_is_told_only_where_those_for_whom_it_was_not_so_are_many():
    def shares(met: int, rest: int) -> Table:
        cells = {("met",): met, ("rest",): rest, ("of",): met + rest}
        return Table(cells, (Line(("of",), (("met",), ("rest",))),), never=frozenset({("rest",)}))

    assert numbers(tell(shares(31, 29))) == {("met",): 30, ("rest",): None, ("of",): 60}
    few = numbers(tell(shares(31, 1)))
    assert few["rest",] is None and None in (few["met",], few["of",])


def test_what_was_hidden_of_a_year_that_is_over_stays_hidden():
    key, hidden = ("2025",), Before({("2025",): Figure(None)})
    assert tell(Table({key: 14}, lasting=frozenset({key})), hidden)[key].number is None
    assert tell(Table({key: 14}), hidden)[key].number == 15


@pytest.mark.django_db
def test_a_week_is_closed_once_and_stands_until_the_next(cast):
    monday = dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC)
    close("searches", at=monday)
    close("searches", at=monday + dt.timedelta(days=5))
    (row,) = WeeklyClosing.objects.filter(name="searches")
    assert row.week == dt.date(2026, 11, 23) and standing("searches").at == monday
    close("searches", at=monday + dt.timedelta(days=7))
    assert WeeklyClosing.objects.filter(name="searches").count() == 2
    assert standing("searches").at == monday + dt.timedelta(days=7)


@pytest.mark.django_db
def test_the_loop_closes_every_table_once_a_week_and_keeps_nothing_that_is_not_told(cast):
    at = dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC)

    def each(rows, do):
        return sum(do(row) for row in rows)

    assert numbers_closed(at, each) > 10 and numbers_closed(at + dt.timedelta(days=6), each) == 0
    assert set(WeeklyClosing.objects.values_list("name", flat=True)) == set(names())
    for row in WeeklyClosing.objects.all():
        assert not [number for _, number, _ in row.told if number is not None and number % BASE]
    assert {one.what for one in Entry.objects.filter(kind="act", what="numbers.close")} == {"numbers.close"}


def _boards(at: dt.datetime) -> tuple[list[tuple], int]:
    """What would be told of every indicator, and how many questions that took about the facts."""
    with CaptureQueriesContext(connection) as asked:
        rows = [closing_of(name, counted(name), at) for name in names() if name.startswith(BOARD)]
    about = sum(Fact._meta.db_table in one["sql"] for one in asked.captured_queries)
    return [(row.name, row.told, row.beside) for row in rows], about


@pytest.mark.django_db
def test_closed_together_the_tables_tell_the_same_and_ask_less(cast):
    at = dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC)
    for filled in (False, True):
        if filled:
            about = {"period": 2026, "post": "HOU", "happened_on": dt.date(2026, 3, 5), "known_at": at}
            rows = [
                Fact(kind=kind, item=f"{n}", **about) for n in range(40) for kind in ("signal", "screened")
            ]
            Fact.objects.bulk_create([*rows, Fact(kind="voided", item="7", **about)])
        alone, questions = _boards(at)
        with read_for_all():
            together, fewer = _boards(at)
        assert together == alone and fewer * 2 < questions
        assert any(number for _, told, _ in together for _, number, _ in told) is filled
        assert filled or fewer <= 5
