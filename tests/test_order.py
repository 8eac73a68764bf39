"""Long files go to the workers first, then journeys; every test goes, in the order of its file."""

from __future__ import annotations

from dataclasses import dataclass

from .order import longest_files_first


@dataclass(frozen=True)
class Item:
    """What the order asks of a test."""

    nodeid: str
    marker: str = ""
    fixturenames: tuple[str, ...] = ()

    def get_closest_marker(self, name: str) -> object:
        return _Marker() if name == self.marker else None


class _Marker:
    kwargs: dict[str, bool] = {}


QUICK = [Item(f"cauce/rules/tests/test_law.py::test_{n}") for n in range(40)]
ROWS = [Item(f"cauce/cases/tests/test_course.py::test_{n}", fixturenames=("db",)) for n in range(8)]
JOURNEY = [Item(f"tests/journeys/test_aid.py::test_{n}", "journey") for n in (2, 1)]


def test_two_journeys_come_before_forty_quick_tests_and_their_own_order_stays():
    assert longest_files_first(QUICK + ROWS + JOURNEY) == JOURNEY + ROWS + QUICK


def test_a_long_file_that_is_no_journey_comes_first_of_all():
    long = [Item(f"tests/faults/test_copies.py::test_{n}") for n in range(5)]
    assert longest_files_first(JOURNEY + ROWS + long) == long + JOURNEY + ROWS


def test_none_is_lost_or_given_twice_and_each_file_stays_together():
    mixed = [one for three in zip(QUICK[:8], ROWS, JOURNEY * 4, strict=True) for one in three]
    found = longest_files_first(list(dict.fromkeys(mixed)))
    assert sorted(found, key=str) == sorted(set(mixed), key=str)
    files = [one.nodeid.partition("::")[0] for one in found]
    assert sum(a != b for a, b in zip(files, files[1:], strict=False)) == 2
