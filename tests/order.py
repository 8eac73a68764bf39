"""The order in which files are given to several workers: the longest first, journeys when they are warm.

pytest-xdist by itself counts the tests of a file. The longest here have few: a journey of five tests
took its worker minutes at the very end, while the other had nothing left to do. A journey does not
come first of all: in a process that has served no page yet, the first page waits for everything else.
"""

from __future__ import annotations

from collections import Counter

# Roughly how many seconds a test takes, by what it needs.
JOURNEY, FAULT, TRANSACTION, DATABASE, NEITHER = 6.0, 15.0, 1.5, 0.4, 0.05
LONG = 60.0  # seconds of a file that goes before the journeys
MATRIX, MATRIX_SECONDS = "tests/architecture/test_matrix.py", 8.0


def seconds(item) -> float:
    """About how long one test takes; only the order follows from it, never whether it runs."""
    file = item.nodeid.partition("::")[0]
    if file == MATRIX:
        return MATRIX_SECONDS
    if file.startswith("tests/faults/"):
        return FAULT
    if item.get_closest_marker("journey"):
        return JOURNEY
    marker = item.get_closest_marker("django_db")
    asked = set(getattr(item, "fixturenames", ()))
    if asked & {"transactional_db", "live_server"} or (marker and marker.kwargs.get("transaction")):
        return TRANSACTION
    return DATABASE if marker or "db" in asked else NEITHER


def longest_files_first(items: list) -> list:
    """The same tests, file by file in their own order: the long ones, the journeys, the rest."""
    file_of = {item: item.nodeid.partition("::")[0] for item in items}
    total: Counter[str] = Counter()
    for item in items:
        total[file_of[item]] += seconds(item)
    journeys = {file_of[item] for item in items if item.get_closest_marker("journey")}

    def place(item) -> tuple[bool, bool, float, str]:
        file = file_of[item]
        early = file not in journeys and total[file] >= LONG
        return (not early, file not in journeys, -total[file], file)

    return sorted(items, key=place)
