"""The order in which files are given to several workers: the longest first.

pytest-xdist by itself counts the tests of a file. The longest here have few: a journey of five tests
took its worker minutes at the very end, while the other had nothing left to do.
"""

from __future__ import annotations

from collections import Counter

# Roughly how many seconds a test takes, by what it needs.
JOURNEY, FAULT, TRANSACTION, DATABASE, NEITHER = 6.0, 15.0, 1.5, 0.4, 0.05
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
    """The same tests, file by file in their own order."""
    file_of = {item: item.nodeid.partition("::")[0] for item in items}
    total: Counter[str] = Counter()
    for item in items:
        total[file_of[item]] += seconds(item)
    return sorted(items, key=lambda item: (-total[file_of[item]], file_of[item]))
