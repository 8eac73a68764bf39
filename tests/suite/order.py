"""The order in which tests are given to the workers: the longest first, so that none ends alone.

A file stays on one worker, since its tests share what they made. The few files that would keep one
worker busy long after the others are done are handed out test by test.
"""

from __future__ import annotations

from collections import Counter

from xdist.scheduler import LoadFileScheduling

from .durations import UNKNOWN, Row, read

# Each of their tests takes many seconds and shares only what every worker makes quickly.
DIVISIBLE = ("tests/architecture/test_matrix.py",)
# It makes the demonstration network, for which whoever comes meanwhile waits: nobody does who walks first.
MAKES = "tests/bench/test_quick_served.py"
LONG = 20.0  # seconds of a file that goes before the journeys


class Handing(LoadFileScheduling):
    """Whole files to each worker as it is done with the one before; divisible ones test by test."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if file in DIVISIBLE else file


def longest_files_first(items: list, table: dict[str, Row] | None = None) -> list:
    """The same tests, file by file in their own order: what others wait for, the long ones, the journeys,
    the rest.

    A journey does not come first of all: in a process that has served no page yet, the first page
    waits for everything else.
    """
    table = read() if table is None else table
    file_of = {item: item.nodeid.partition("::")[0] for item in items}
    counted = Counter(file_of.values())
    journeys = {file_of[item] for item in items if item.get_closest_marker("journey")}

    def seconds(file: str) -> float:
        """Of the tests that run now: of a file that is run in part, its part."""
        row = table.get(file)
        return row.seconds * counted[file] / row.tests if row and row.tests else UNKNOWN

    def place(item) -> tuple[bool, bool, bool, bool, float, str]:
        file = file_of[item]
        long = file not in journeys and seconds(file) >= LONG
        return (file != MAKES, file not in DIVISIBLE, not long, file not in journeys, -seconds(file), file)

    return sorted(items, key=place)
