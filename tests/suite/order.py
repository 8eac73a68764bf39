"""The order in which tests are given to the workers: the longest first, so that none ends alone.

A file stays on one worker, since its tests share what they made. The few files that would keep one
worker busy long after the others are done are handed out test by test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import pytest
from xdist.report import report_collection_diff
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

from .durations import UNKNOWN, Row, read

# Each of their tests takes many seconds and shares only what every worker makes quickly.
DIVISIBLE = ("tests/architecture/test_matrix.py",)
# It makes the demonstration network, for which whoever comes meanwhile waits: nobody does who walks first.
MAKES = "tests/bench/test_quick_served.py"
LONG = 20.0  # seconds of a file that goes before the journeys


class Handing(LoadFileScheduling):
    """Whole files to each worker as it is done with the one before; divisible ones test by test.

    A worker is given what it has read: divisible ones first, since they make it read every page and hold most
    meanwhile; then what the fewest have read. What all have read is left for whoever is done first.
    """

    def __init__(self, config, log=None) -> None:
        super().__init__(config, log)
        self.units: dict[WorkerController, list[str]] = {}  # what each has read, in its order
        self.readers: Counter[str] = Counter()

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if file in DIVISIBLE else file

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        """One of the first, or one that takes the place of a worker that broke down."""
        self.registered_collections[node] = list(collection)
        self.units[node] = list(dict.fromkeys(map(self._split_scope, collection)))

    def schedule(self) -> None:
        """What xdist calls when all have read, and whenever one more has."""
        if self.collection is None and not self._begin():
            return
        for _ in range(2):  # a worker begins its last test once it knows what comes next
            for node in self.nodes:
                self._reschedule(node)

    def _begin(self) -> bool:
        """Whether those who read a file found the same tests in it: then all that was found waits."""
        if not self._check_nodes_have_same_collection():
            return False
        self.readers.update(unit for units in self.units.values() for unit in units)
        found = dict.fromkeys(id for ids in self.registered_collections.values() for id in ids)
        self.collection = list(found)
        for id in found:
            self.workqueue.setdefault(self._split_scope(id), {})[id] = False
        return True

    def _check_nodes_have_same_collection(self) -> bool:
        first: dict[str, tuple[WorkerController, list[str]]] = {}
        same = True
        for node, ids in self.registered_collections.items():
            for file, tests in groupby(ids, lambda id: id.partition("::")[0]):
                tests = list(tests)
                other, before = first.setdefault(file, (node, tests))
                if said := report_collection_diff(before, tests, other.gateway.id, node.gateway.id):
                    same = False
                    report = pytest.CollectReport(node.gateway.id, "failed", said, [])
                    self.config.hook.pytest_collectreport(report=report)
        return same

    def remove_node(self, node: WorkerController) -> str | None:
        """A worker ended: None; or it broke down in the test that is returned, which is not asked again.

        What it left waits for the others. (As xdist has it, what it had done waits too: whoever is given
        nothing but that never comes back for more, and the run never ends.)
        """
        work = self.assigned_work.pop(node)
        left = {unit: [id for id, done in tests.items() if not done] for unit, tests in work.items()}
        crashed = next((id for ids in left.values() for id in ids), None)
        for unit, ids in left.items():
            if waiting := dict.fromkeys((id for id in ids if id != crashed), False):
                self.workqueue[unit] = waiting
        if crashed:
            for other in self.nodes:
                self._reschedule(other)
        return crashed

    def _reschedule(self, node: WorkerController) -> None:
        if node.shutting_down or self._pending_of(self.assigned_work[node]) > 2:
            return
        waiting = [unit for unit in self.units.get(node, ()) if unit in self.workqueue]
        if not waiting:
            node.shutdown()
            return
        first = min(waiting, key=lambda unit: (not unit.startswith(DIVISIBLE), self.readers[unit]))
        self.workqueue.move_to_end(first, last=False)
        self._assign_work_unit(node)


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
