"""Whatever is closed of the network, of any table: two closings solved together give nobody of one to nine.

The reader has every number of both closings, all sums, the rounding, how long a number stands, and knows
which of the hidden are few. Of what comes and goes nothing else links the two weeks; of what only grows, that
the later number is no smaller.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from cauce.measurement import closed as tables
from cauce.measurement.actions import close_numbers
from cauce.measurement.hiding.closing import standing
from cauce.measurement.hiding.tree import ALL, Before, CellKey, Line, Table, Told, tell
from cauce.measurement.tests.conftest import Maker
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import BEYOND, LEAST
from cauce.rules.permissions import SYSTEM
from cauce.staff.obligations.models import Obligation
from tests.profiles import examples

NARROW = 4  # the width of bounds that put a number within two
FAR = 1e6
Name = tuple[int, CellKey]  # which closing, which cell


class Reader:
    """What she knows of one or of two closings, as bounds of each cell and as sums."""

    def __init__(self, *closings: tuple[Table, Told]) -> None:
        self.place: dict[Name, int] = {}
        self.bounds: list[tuple[float, float]] = []
        self.sums: list[dict[int, float]] = []
        for which, (table, told) in enumerate(closings):
            for key, number in table.cells.items():
                self.place[which, key] = len(self.bounds)
                self.bounds.append(self._known(number, told[key].number, told[key].far))
            for line in table.lines:
                row = {self.place[which, key]: 1.0 for key in line.parts}
                row[self.place[which, line.total]] = -1.0
                self.sums.append(row)
        for key in closings[-1][0].grows if len(closings) > 1 else ():
            if (0, key) in self.place and closings[0][0].cells[key] <= closings[1][0].cells[key]:
                more = len(self.bounds)
                self.bounds.append((0.0, FAR))
                self.sums.append({self.place[0, key]: 1.0, more: 1.0, self.place[1, key]: -1.0})

    @staticmethod
    def _known(number: int, told: int | None, far: int) -> tuple[float, float]:
        if told is None:
            return (0.0, float(BEYOND) if number < LEAST else FAR)
        return (float(max(told - far, LEAST)), float(told + far))

    def around(self, *names: Name) -> tuple[list[int], list[dict[int, float]]]:
        """The cells that hang together with these, and their sums: the rest says nothing of them."""
        there, grew = {self.place[name] for name in names}, True
        while grew:
            grew = False
            for row in self.sums:
                if not there.isdisjoint(row) and not there >= row.keys():
                    there |= row.keys()
                    grew = True
        return sorted(there), [row for row in self.sums if row.keys() <= there]

    def width(self, towards: Mapping[Name, float]) -> float:
        """How far apart the ends are of what a sum of cells may be."""
        cells, sums = self.around(*towards)
        at = {cell: place for place, cell in enumerate(cells)}
        goal = np.zeros(len(cells))
        for name, weight in towards.items():
            goal[at[self.place[name]]] = weight
        equal = np.zeros((len(sums), len(cells)))
        for place, row in enumerate(sums):
            for cell, weight in row.items():
                equal[place, at[cell]] = weight
        ends = []
        for sign in (1, -1):
            found = linprog(
                sign * goal,
                A_eq=equal if sums else None,
                b_eq=np.zeros(len(sums)) if sums else None,
                bounds=[self.bounds[cell] for cell in cells],
                method="highs",
            )
            assert found.status == 0, found.message
            ends.append(found.fun)
        return -ends[1] - ends[0]


def found_out(before: tuple[Table, Told], after: tuple[Table, Told]) -> list[tuple[object, ...]]:
    """The cells of few people that she knows within two, and how many came or left between, where few did."""
    reader, found = Reader(before, after), list[tuple[object, ...]]()
    for which, (table, _) in enumerate((before, after)):
        few = [key for key, number in table.cells.items() if 0 < number < LEAST]
        found += [(which, *key) for key in few if reader.width({(which, key): 1.0}) <= NARROW]
    for key in before[0].cells.keys() & after[0].cells.keys():
        if 0 < abs(after[0].cells[key] - before[0].cells[key]) < LEAST:
            if reader.width({(1, key): 1.0, (0, key): -1.0}) <= NARROW:
                found.append(("between", *key))
    return found


POSTS = ("HOU", "LAR", "DAL", "BOS")


def shares(cases: list[int], met: list[int], grows: bool = False) -> Table:
    """Cases of each post, those in which something was done and those in which it was not; and of all."""
    pairs = {post: (n, min(m, n)) for post, n, m in zip(POSTS, cases, met, strict=True)}
    pairs[ALL] = sum(n for n, _ in pairs.values()), sum(m for _, m in pairs.values())
    cells: dict[CellKey, int] = {}
    lines = []
    for post, (n, m) in pairs.items():
        cells |= {(post, "cases"): n, (post, "done"): m, (post, "not"): n - m}
        lines.append(Line((post, "cases"), ((post, "done"), (post, "not"))))
    lines += [Line((ALL, side), tuple((post, side) for post in POSTS)) for side in ("cases", "done", "not")]
    never = frozenset(key for key in cells if key[1] == "not")
    return Table(cells, tuple(lines), never=never, grows=frozenset(cells) if grows else frozenset())


sizes = st.lists(st.sampled_from([0, 1, 4, 9, 10, 12, 13, 18, 22, 38, 42, 60]), min_size=4, max_size=4)


@examples(60)
@given(sizes, sizes, sizes, sizes)
def test_two_closings_of_shares_that_come_and_go_let_nobody_be_known_within_two(was, did, now, do):
    first, second = shares(was, did), shares(now, do)
    before = tell(first)
    after = tell(second, Before(before))
    assert found_out((first, before), (second, after)) == []


added = st.lists(st.sampled_from([0, 0, 1, 2, 3, 12, 15]), min_size=4, max_size=4)


@examples(60)
@given(sizes, sizes, added, added)
def test_two_closings_of_what_only_grows_let_nobody_be_known_within_two_nor_who_came(was, did, more, done):
    met = [min(n, m) for n, m in zip(was, did, strict=True)]
    cases = [n + m for n, m in zip(was, more, strict=True)]
    first = shares(was, met, grows=True)
    second = shares(cases, [m + min(a, b) for m, a, b in zip(met, more, done, strict=True)], grows=True)
    before = tell(first)
    after = tell(second, Before(before))
    assert found_out((first, before), (second, after)) == []


def test_this_reader_finds_who_is_told_by_rounding_alone():
    """Of 20 cases 20 are done, in fives: at most four are not, and here two are."""
    table = shares([20, 60, 40, 30], [18, 30, 20, 15])
    told = tell(Table(table.cells))
    assert ("HOU", "not") in {key[1:] for key in found_out((table, told), (table, told))}


def weeks(cast):
    """Two weeks of the network: steps at many posts, and cases that went several ways."""
    draw = random.Random(18)
    monday, make = dt.datetime(2026, 11, 16, 18, tzinfo=dt.UTC), Maker(cast)

    def obligations(posts: Mapping[str, int], at: dt.datetime) -> None:
        due = at - dt.timedelta(days=3)
        Obligation.objects.bulk_create(
            Obligation(
                subject_kind="case",
                subject_id=uuid.uuid4(),
                post_id=post,
                action=action,
                due_at=due,
                state="met" if (done := draw.random() < 0.8) else "open",
                met_at=due if done else None,
            )
            for action in ("P2-06", "P2-10", "P3-04")
            for post, cases in posts.items()
            for _ in range(cases)
        )

    def go_on(at: dt.datetime, cases: int) -> None:
        make.at = at - dt.timedelta(days=2)
        for number in range(cases):
            steps = [("safety_checked", 0), ("protection_accepted", 1), ("screening_done", 3)]
            left = [("departed", 4, "P2-04")] if number % 4 == 0 else []
            make(cast.houston if number % 3 else cast.laredo, *steps[: 1 + number % 3], *left)

    obligations({"HOU": 60, "LAR": 25, "DAL": 14, "BOS": 3, "NYC": 41}, monday)
    go_on(monday, 14)
    yield monday
    obligations({"HOU": 2, "LAR": 13, "BOS": 8, "LAX": 11}, monday + dt.timedelta(days=7))
    go_on(monday + dt.timedelta(days=7), 6)
    yield monday + dt.timedelta(days=7)


@pytest.mark.django_db
def test_two_closings_of_every_table_give_nobody_of_any_to_whoever_reads_them_all(cast):
    edition = current_edition()
    names = [*tables.TABLES, *(tables.BOARD + id for id in sorted(edition.indicators)[:6])]
    seen: dict[str, list[tuple[Table, Told]]] = {name: [] for name in names}
    for at in weeks(cast):
        for name in names:
            close_numbers(actor=SYSTEM, name=name, at=at)
            seen[name].append((tables.counted(name).count(at), standing(name).told))
    known = {name: found_out(*both) for name, both in seen.items()}
    assert {name: found for name, found in known.items() if found} == {}
    told = sum(one.number is not None for both in seen.values() for _, one in both for one in one.values())
    assert told > 40 and any(key[0] == "wait" for key in seen["likeness"][1][0].cells)
