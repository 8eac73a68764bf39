"""Of the whole suite each worker reads a share, and what all of them share.

What a test file holds stays in the process that reads it: a hundred megabytes for all thousand of them,
and seconds before the first test. So the files, in the order of their paths, are cut into as many shares as
there are workers, each of as many seconds. What is handed out test by test everybody reads, and the rules:
small files, of which whoever is done with its own share takes (``order.Handing``).

Journeys, files that were named, and what PostgreSQL runs are not shared out: everybody reads everything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path

import pytest

from . import apart
from .durations import Row, read
from .order import DIVISIBLE
from .record import ROOT

EVERYBODYS = ("cauce/rules/", *DIVISIBLE)


def edges(table: Mapping[str, Row], shares: int) -> list[str]:
    """The file that each share but the first begins with: fewer than asked where there are too few files."""
    files = sorted(file for file in table if not file.startswith(EVERYBODYS) and not apart.of(ROOT / file))
    ends = [0.0, *accumulate(table[file].seconds for file in files)]
    wanted = [ends[-1] * share / shares for share in range(1, shares)]
    cuts = [min(range(len(ends)), key=lambda cut: abs(ends[cut] - end)) for end in wanted]
    return [files[cut] for cut in cuts if cut < len(files)]


def share_of(file: str, edges: list[str]) -> int:
    """The number of the share that holds a file, which the table need not know."""
    return bisect_right(edges, file)


class Reading:
    """The plugin of a worker that reads a share: of so many, the one with this number."""

    def __init__(self, number: int, of: int) -> None:
        self.number, self.edges = number, edges(read(), of)

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        file = collection_path.relative_to(ROOT).as_posix()
        if file.startswith(EVERYBODYS) or collection_path.is_dir():
            return None
        return True if share_of(file, self.edges) != self.number else None


def pytest_configure(config: pytest.Config) -> None:
    """Whoever takes the place of a worker that broke down reads everything: it may be given any of it."""
    given = getattr(config, "workerinput", None)
    if not given or config.getoption("--apart") != "none" or config.getoption("--what-differs"):
        return
    number, of = int(given["workerid"].removeprefix("gw")), given["workercount"]
    if number < of:
        config.pluginmanager.register(Reading(number, of), "share")
