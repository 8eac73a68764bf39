"""What PostgreSQL's half of the suite need not run again, and why.

SQLite has run everything a moment ago, and each test's record says what it asked. On PostgreSQL

* a test that sent no statement, opened no connection and started no process is left out;
* a test that is about what differs runs: real commits (locks, races, what lies on the disk), a
  connection or a process of its own that could reach PostgreSQL, the mark ``essential``;
* of the others as many run as send every statement of the program ``THRICE``, or as often as there are
  tests that send it, and none more; a statement that only tests send, to look, says nothing of it;
* of what is about pages (a journey that is not ``essential``, a test with the mark ``pages``) as many as
  send every statement that no other test sends: what differs between the engines lies below the pages.
  What runs apart (``apart.py``) counts on those that share, which send every statement of theirs.

A test that pytest-django lets near no database, and that asked none when it last ran, needs no newer
record. Without a record of this very state of the tree, everything else runs but what is about pages. What
is left out is listed in ``var/tests``, one file for each run of pytest: ``postgresql-left-out.*.txt``.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from . import record

LIST = "postgresql-left-out.{}.txt"
# Each statement is sent with the values of so many tests, where there are so many.
THRICE = 3


@dataclass(frozen=True)
class Known:
    """What is known of a test before it runs: its name, and whether it is about pages (``spared``) or
    about what differs between the engines (``differs``).

    ``file``: that of journeys, which are run together or not at all; "": it stands alone. ``shut``: it has
    no mark and no fixture by which it could ask the database.
    """

    id: str
    spared: bool = False
    differs: bool = False
    file: str = ""
    shut: bool = False

    @property
    def together(self) -> str:
        return self.file or self.id


@dataclass(frozen=True)
class Group:
    """Tests that run together, most often one: what they sent, in how many seconds, and how they are chosen.

    ``seconds``: as if each were alone, since whose answers it read may not run on this engine.
    ``must``: one of them has no record, is about what differs or asked where nobody saw it.
    """

    ids: tuple[str, ...]
    shapes: frozenset[int]
    seconds: float
    must: bool
    spared: bool


def asked(tests: Iterable[Known], ran: Iterable[record.Test], tree: str) -> dict[str, record.Test]:
    """The records of these tests on this state of the tree, by name; none without a state."""
    names = {test.id for test in tests}
    return {one.id: one for one in ran if tree and one.tree == tree and one.id in names}


def nobody(id: str) -> bool:
    return False


def left_out(
    tests: list[Known], ran: Iterable[record.Test], tree: str, others: Callable[[str], bool] = nobody
) -> dict[str, str]:
    """The tests that need not run on PostgreSQL, each with the reason.

    ``others``: whether a test, none of these, is among those of which enough run to send what they send.
    """
    ran = list(ran)
    seen = asked(tests, ran, tree)
    asked_none = {one.id for one in ran if not one.asked} - seen.keys()
    apart = {test.id: "may ask no database" for test in tests if test.shut and test.id in asked_none}
    tests = [test for test in tests if test.id not in apart]
    if not seen:
        return apart | {test.id: "no record, and it is about pages" for test in tests if test.spared}
    groups = _groups(tests, seen)
    sent = of_the_program(one for one in ran if one.tree == tree and others(one.id))
    running = chosen(groups, sent)
    return apart | {
        id: _why(seen[id], group.spared)
        for name, group in groups.items()
        if name not in running
        for id in group.ids
    }


def chosen(groups: Mapping[str, Group], sent: Iterable[int] = ()) -> set[str]:
    """The groups that run: those that must, then as few as send what is to be sent. ``sent``: by others.

    Those about pages first: what they send counts, and nobody else sends what they are chosen for.
    """
    deep = {name: group for name, group in groups.items() if not group.spared}
    wanted = {shape: min(THRICE, times) for shape, times in _times(deep.values()).items()}
    elsewhere = wanted.keys() | set(sent)
    above = {shape: 1 for group in groups.values() for shape in group.shapes if shape not in elsewhere}
    running = {name for name, group in groups.items() if group.must}
    running |= fewest(groups, above, running)
    return running | fewest(groups, wanted, running)


def of_the_program(ran: Iterable[record.Test]) -> set[int]:
    """The statements that the program sent in some test; the others are sent by tests alone."""
    return {shape for one in ran for shape in set(one.shapes).difference(one.probes)}


def _groups(tests: list[Known], seen: Mapping[str, record.Test]) -> dict[str, Group]:
    together: dict[str, list[Known]] = {}
    for test in tests:
        together.setdefault(test.together, []).append(test)
    counted = of_the_program(seen.values())
    return {name: _group(group, seen, counted) for name, group in together.items()}


def _group(group: list[Known], seen: Mapping[str, record.Test], counted: set[int]) -> Group:
    known = [seen[test.id] for test in group if test.id in seen]
    spared = all(test.spared for test in group)
    unknown = len(known) < len(group)
    differs = any(test.differs and test.id in seen and seen[test.id].asked for test in group)
    hidden = not spared and any(one.unseen for one in known)
    return Group(
        tuple(test.id for test in group),
        frozenset(shape for one in known for shape in one.shapes if shape in counted),
        sum(one.seconds + one.kept for one in known),
        unknown or differs or hidden,
        spared,
    )


def _times(groups: Iterable[Group]) -> Counter[int]:
    """How many of the groups send each statement."""
    return Counter(shape for group in groups for shape in group.shapes)


def fewest(groups: Mapping[str, Group], wanted: Mapping[int, int], running: set[str]) -> set[str]:
    """Those that send what is wanted, so many times, and what runs does not: at each step the one that
    sends most of it in its time; of these, those without which something would lack."""
    sent = _times(groups[name] for name in running)
    missing = {shape: times - sent[shape] for shape, times in wanted.items() if times > sent[shape]}

    def gain(name: str) -> float:
        useful = sum(1 for shape in groups[name].shapes if shape in missing)
        return useful / (groups[name].seconds + 0.1)

    # What a group can still give only falls: whichever leads after it is counted again leads for good.
    waiting = [(-gain(name), name) for name in groups if name not in running]
    heapq.heapify(waiting)
    found: set[str] = set()
    while waiting and missing:
        _, name = heapq.heappop(waiting)
        now = gain(name)
        if not now:
            continue
        if waiting and -now > waiting[0][0]:
            heapq.heappush(waiting, (-now, name))
            continue
        found.add(name)
        for shape in groups[name].shapes & missing.keys():
            missing[shape] -= 1
            if not missing[shape]:
                del missing[shape]
    return _needed(groups, wanted, found, sent)


def _needed(
    groups: Mapping[str, Group], wanted: Mapping[int, int], found: set[str], sent: Counter
) -> set[str]:
    """Those found without which something wanted would lack, the dearest left out first: what was found
    early is often sent by what had to be found after it. ``sent``: by what runs already."""
    sent = sent + _times(groups[name] for name in found)
    kept = set(found)
    for name in sorted(found, key=lambda name: (-groups[name].seconds, name)):
        if all(sent[shape] > wanted.get(shape, 0) for shape in groups[name].shapes):
            kept.remove(name)
            sent.subtract(groups[name].shapes)
    return kept


def _why(one: record.Test, spared: bool) -> str:
    if not one.asked:
        return "asked no database"
    if spared:
        return f"about pages: what it sends of {len(one.shapes)} statements is sent by other tests"
    return f"what it sends of {len(one.shapes)} statements is sent by {THRICE} other tests"


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
