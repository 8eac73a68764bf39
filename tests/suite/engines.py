"""What PostgreSQL's half of the suite need not run again, and why.

SQLite has run everything a moment ago, and each test's record says what it asked. On PostgreSQL

* a test that sent no statement, opened no connection and started no process is left out;
* of what is about pages (a journey that is not ``essential``, a test with the mark ``pages``) only as much
  is run as sends every statement that no other test sends: what differs between the engines lies
  below the pages.

Without a record of this very state of the tree, everything runs but what is about pages. What is left out
is listed in ``var/tests``, one file for each run of pytest: ``postgresql-left-out.*.txt``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from . import record

LIST = "postgresql-left-out.{}.txt"


@dataclass(frozen=True)
class Known:
    """What is known of a test before it runs: its name, and whether it is about pages (``spared``).

    ``file``: that of journeys, which are run together or not at all; "": it stands alone.
    """

    id: str
    spared: bool
    file: str = ""

    @property
    def together(self) -> str:
        return self.file or self.id


def asked(tests: Iterable[Known], ran: Iterable[record.Test], tree: str) -> dict[str, record.Test]:
    """The records of these tests on this state of the tree, by name; none without a state."""
    names = {test.id for test in tests}
    return {one.id: one for one in ran if tree and one.tree == tree and one.id in names}


def left_out(tests: list[Known], ran: Iterable[record.Test], tree: str) -> dict[str, str]:
    """The tests that need not run on PostgreSQL, each with the reason."""
    seen = asked(tests, ran, tree)
    if not seen:
        return {test.id: "no record, and it is about pages" for test in tests if test.spared}
    groups: dict[str, list[Known]] = {}
    for test in tests:
        groups.setdefault(test.together, []).append(test)
    sent = {name: _sent(group, seen) for name, group in groups.items()}
    running = {name for name, group in groups.items() if not _may_wait(group, seen)}
    enough = {shape for name in running for shape in sent[name].shapes}
    running |= fewest({name: one for name, one in sent.items() if name not in running}, enough)
    return {
        test.id: _why(seen[test.id])
        for name, group in groups.items() if name not in running
        for test in group
    }  # fmt: skip


def _sent(group: list[Known], seen: dict[str, record.Test]) -> Sent:
    known = [seen[test.id] for test in group if test.id in seen]
    shapes = frozenset(shape for one in known for shape in one.shapes)
    return Sent(shapes, sum(one.seconds for one in known))


def _may_wait(group: list[Known], seen: dict[str, record.Test]) -> bool:
    """Whether each of these asked nothing, or is about pages and its statements are known."""
    return all(test.id in seen and (test.spared or not seen[test.id].asked) for test in group)


def _why(one: record.Test) -> str:
    if not one.asked:
        return "asked no database"
    return f"about pages: its {len(one.shapes)} statements are sent by other tests"


@dataclass(frozen=True)
class Sent:
    """The different statements that tests sent, and how many seconds it took them."""

    shapes: frozenset[int]
    seconds: float


def fewest(spared: Mapping[str, Sent], sent: Set[int]) -> set[str]:
    """Some of these that together send what is not yet sent: first whatever sends most of it in its time."""
    missing = {shape for one in spared.values() for shape in one.shapes} - sent
    chosen: set[str] = set()
    while missing:
        gains = {
            name: len(one.shapes & missing) / (one.seconds + 0.1) for name, one in spared.items()
        }
        best = max(sorted(gains), key=gains.__getitem__)
        chosen.add(best)
        missing -= spared[best].shapes
    return chosen


def write_list(reasons: dict[str, str], part: str) -> None:
    """Keep the list of one run of pytest where a reader finds it."""
    file = record.FOLDER / LIST.format(part)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{id}\t{why}\n" for id, why in sorted(reasons.items())), "utf-8")


def read_list() -> list[str]:
    """The names of the tests that the last run on PostgreSQL left out; empty where there was none."""
    files = sorted(record.FOLDER.glob(LIST.format("*")))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [line.partition("\t")[0] for line in lines]
