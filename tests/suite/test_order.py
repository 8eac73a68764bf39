"""Divisible files go to the workers first, then long ones, then journeys; every test goes, in order."""

from __future__ import annotations

from dataclasses import dataclass

from .durations import Row
from .order import DIVISIBLE, MAKES, Handing, longest_files_first
from .record import ROOT


@dataclass(frozen=True)
class Item:
    """What the order asks of a test."""

    nodeid: str
    marker: str = ""

    def get_closest_marker(self, name: str) -> object:
        return object() if name == self.marker else None


QUICK = [Item(f"cauce/rules/tests/test_law.py::test_{n}") for n in range(40)]
ROWS = [Item(f"cauce/cases/tests/test_course.py::test_{n}") for n in range(8)]
JOURNEY = [Item(f"tests/journeys/test_aid.py::test_{n}", "journey") for n in (2, 1)]
LONG = [Item(f"tests/faults/test_copies.py::test_{n}") for n in range(5)]
MATRIX = [Item(f"{DIVISIBLE[0]}::test_each[{who}]") for who in ("ines", "bruno")]
TABLE = {
    "cauce/rules/tests/test_law.py": Row(40, 0.9),
    "cauce/cases/tests/test_course.py": Row(8, 4.0),
    "tests/journeys/test_aid.py": Row(2, 12.0),
    "tests/faults/test_copies.py": Row(5, 40.0),
}


def in_order(items):
    return longest_files_first(items, TABLE)


def test_two_journeys_come_before_forty_quick_tests_and_their_own_order_stays():
    assert in_order(QUICK + ROWS + JOURNEY) == JOURNEY + ROWS + QUICK


def test_the_matrix_and_long_files_come_before_journeys():
    assert in_order(JOURNEY + ROWS + LONG + MATRIX) == MATRIX + LONG + JOURNEY + ROWS


def test_what_makes_the_demonstration_network_comes_before_the_matrix():
    makes = [Item(f"{MAKES}::test_nothing_is_refused[{name}]") for name in ("pages", "keys")]
    assert in_order(LONG + MATRIX + makes) == makes + MATRIX + LONG
    assert (ROOT / MAKES).exists()


def test_a_file_that_is_run_in_part_counts_for_its_part():
    assert in_order(LONG[:1] + JOURNEY + ROWS[:1]) == JOURNEY + LONG[:1] + ROWS[:1]


def test_a_file_that_the_table_does_not_know_goes_between():
    new = [Item("cauce/cases/tests/test_new.py::test_it")]
    assert in_order(QUICK + new + ROWS) == ROWS + new + QUICK


def test_none_is_lost_or_given_twice_and_each_file_stays_together():
    mixed = [one for three in zip(QUICK[:8], ROWS, JOURNEY * 4, strict=True) for one in three]
    found = in_order(list(dict.fromkeys(mixed)))
    assert sorted(found, key=str) == sorted(set(mixed), key=str)
    files = [one.nodeid.partition("::")[0] for one in found]
    assert sum(a != b for a, b in zip(files, files[1:], strict=False)) == 2


def test_the_matrix_is_handed_out_person_by_person_and_a_journey_whole():
    scope = Handing._split_scope
    assert scope(None, MATRIX[0].nodeid) != scope(None, MATRIX[1].nodeid)
    assert scope(None, JOURNEY[0].nodeid) == scope(None, JOURNEY[1].nodeid)
