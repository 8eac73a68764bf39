"""Divisible files go to the workers first, then long ones, then journeys; every test goes, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

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


@dataclass(eq=False)
class Worker:
    """A process that runs tests, as whoever hands them out sees it."""

    name: str
    has: list[int] = field(default_factory=list)
    shutting_down: bool = False

    @property
    def gateway(self) -> SimpleNamespace:
        return SimpleNamespace(id=self.name)

    def send_runtest_some(self, indices: Iterable[int]) -> None:
        self.has += indices

    def shutdown(self) -> None:
        self.shutting_down = True


def ids_of(file: str, many: int) -> list[str]:
    return [f"{file}::test_{n}" for n in range(many)]


class Run:
    """A run of workers that each read some tests; ``said`` is what was wrong with reading them."""

    def __init__(self, *read: list[str]) -> None:
        self.said: list[str] = []
        hook = SimpleNamespace(pytest_collectreport=lambda report: self.said.append(report.longrepr))
        config = SimpleNamespace(getvalue=lambda name: ["popen"] * len(read), hook=hook)
        self.handing = Handing(config)
        self.ran: dict[str, list[str]] = {}
        self.workers = [self.begin(f"gw{number}", ids) for number, ids in enumerate(read)]

    def begin(self, name: str, ids: list[str]) -> Worker:
        worker = Worker(name)
        self.handing.add_node(worker)
        self.handing.add_node_collection(worker, ids)
        if self.handing.collection_is_completed:
            self.handing.schedule()
        return worker

    def step(self, worker: Worker) -> None:
        """It runs the next test that it was given, the last one only when it knows what comes next."""
        if len(worker.has) > 1 or (worker.has and worker.shutting_down):
            index = worker.has.pop(0)
            id = self.handing.registered_collections[worker][index]
            self.ran.setdefault(worker.name, []).append(id)
            self.handing.mark_test_complete(worker, index)

    def to_the_end(self, *order: Worker) -> None:
        for _ in range(1_000):
            for worker in order or self.workers:
                self.step(worker)
        assert self.handing.tests_finished and not any(worker.has for worker in order or self.workers)


OWN = [ids_of("cauce/aid/tests/test_aid.py", 3), ids_of("tests/casework/test_tick.py", 1)]
EACH = [f"{DIVISIBLE[0]}::test_each[{who}]" for who in ("ines", "bruno", "mateo", "sofia")]
ALL = [f"cauce/rules/tests/test_{name}.py::test_it" for name in "abcd"]


def test_each_is_given_what_it_has_read_and_what_all_have_read_comes_last():
    run = Run(OWN[0] + ALL, ALL + OWN[1])
    run.to_the_end()
    assert run.ran["gw0"][:3] == OWN[0] and run.ran["gw1"][0] == OWN[1][0]
    assert sorted(run.ran["gw0"] + run.ran["gw1"]) == sorted(OWN[0] + OWN[1] + ALL)
    assert all(worker.shutting_down for worker in run.workers)


def test_whoever_is_done_first_takes_more_of_what_all_have_read():
    run = Run(OWN[0] + ALL, OWN[1] + ALL)
    for _ in range(20):
        run.step(run.workers[1])
    assert run.ran == {"gw1": OWN[1] + ALL}


def test_what_is_handed_out_test_by_test_comes_before_what_is_ones_own():
    run = Run(OWN[0] + EACH, OWN[1] + EACH)
    run.to_the_end()
    for name, own in zip(("gw0", "gw1"), OWN, strict=True):
        assert set(run.ran[name][:2]) < set(EACH) and run.ran[name][2:] == own


def test_one_who_has_read_nothing_is_sent_home():
    run = Run(OWN[0], [])
    assert run.workers[1].shutting_down
    run.to_the_end()
    assert run.ran == {"gw0": OWN[0]}


def test_what_one_leaves_who_breaks_down_is_done_by_who_takes_its_place():
    """Neither what it had done nor the test that it broke down in, which is a failure already."""
    done = [ids_of(f"cauce/aid/tests/test_{n}.py", 1)[0] for n in range(5)]
    run = Run(done + OWN[0] + ALL, OWN[1] + ALL)
    for _ in range(6):
        run.step(run.workers[0])
    assert run.ran["gw0"] == [*done, OWN[0][0]]
    assert run.handing.remove_node(run.workers[0]) == OWN[0][1]
    other = run.begin("gw2", done + OWN[0] + OWN[1] + ALL)
    run.to_the_end(run.workers[1], other)
    assert run.ran["gw2"][0] == OWN[0][2]
    assert sorted(run.ran["gw1"] + run.ran["gw2"][1:]) == sorted(OWN[1] + ALL)


def test_one_who_ends_leaves_nothing():
    run = Run(OWN[0], OWN[0])
    run.to_the_end()
    assert [run.handing.remove_node(worker) for worker in run.workers] == [None, None]
    assert not run.handing.workqueue


def test_those_who_read_one_file_differently_are_told_and_nothing_runs():
    run = Run(OWN[0] + EACH, OWN[1] + EACH[:-1])
    assert "Different tests were collected" in run.said[0] and EACH[-1] in run.said[0]
    assert run.handing.collection is None and not run.workers[0].has


@pytest.mark.parametrize("read", [(OWN[0] + ALL,) * 2, ([], [])])
def test_files_that_all_have_read_are_handed_out_as_ever(read):
    run = Run(*read)
    run.to_the_end()
    assert sorted(id for ids in run.ran.values() for id in ids) == sorted(read[0])
