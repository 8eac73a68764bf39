"""The table of durations: how long each file of tests takes a worker.

    make durations                      every test, then the table written anew
    python -m tests.suite.durations     the rows of whatever files ran last, whole

The order of the files, the estimate of what is left and ``./test --near`` read it; the sum and those of
``PARTS`` are budgets that a test keeps.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from . import record

TABLE = Path(__file__).with_name("durations.csv")
# Seconds that a worker needs for every test on SQLite, two workers on two quiet cores.
# Fifteen minutes of two workers.
LIMIT = 1_800.0
# What would grow first, since each page that is added adds to it.
PARTS = {"tests/journeys/": 450.0, "tests/architecture/test_matrix.py": 200.0}
# A file that the table does not know yet.
UNKNOWN = 2.0


@dataclass(frozen=True)
class Row:
    """A file of tests: how many it holds and how many seconds a worker needs for all of them."""

    tests: int
    seconds: float


def read(table: Path = TABLE) -> dict[str, Row]:
    """The table, by file; a table that is not there is empty."""
    if not table.exists():
        return {}
    with table.open(encoding="utf-8", newline="") as lines:
        return {r["file"]: Row(int(r["tests"]), float(r["seconds"])) for r in csv.DictReader(lines)}


def write(rows: dict[str, Row], table: Path = TABLE) -> None:
    """Write the table, a line for each file, the slowest first."""
    with table.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(("file", "tests", "seconds"))
        for file, row in sorted(rows.items(), key=lambda one: (-one[1].seconds, one[0])):
            lines.writerow((file, row.tests, f"{row.seconds:.1f}"))


def measured(ran: list[record.Test]) -> dict[str, Row]:
    """What the tests that ran took, file by file: of each the most that ran on one state of the tree, as a
    test that was taken away or renamed since is remembered too."""
    files: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for test in ran:
        files[test.file][test.tree].append(test.seconds)
    whole = {file: max(reversed(states.values()), key=len) for file, states in files.items()}
    return {file: Row(len(took), sum(took)) for file, took in whole.items()}


def renewed(
    before: dict[str, Row], ran: list[record.Test], exists=lambda file: Path(file).exists()
) -> dict[str, Row]:
    """The table with the rows of what ran; a file that is gone loses its row."""
    rows = {**before, **measured(ran)}
    return {file: row for file, row in rows.items() if exists(file)}


def main() -> None:
    """Write the rows of what ran last into the table; say the sum."""
    ran = record.last("sqlite")
    if not ran:
        sys.exit("Nada que anotar: corra antes ./test / Nothing to note: run ./test first.")
    rows = renewed(read(), ran)
    write(rows)
    total = sum(row.seconds for row in rows.values())
    tests = sum(row.tests for row in rows.values())
    print(f"{tests:,} tests, {total:,.0f} worker-seconds (limit {LIMIT:,.0f})")


if __name__ == "__main__":
    main()
