"""What PostgreSQL's half of the suite need not run again, and why.

SQLite has run everything a moment ago, and each test's record says what it asked. On PostgreSQL

* a test that sent no statement, opened no connection and started no process is left out;
* a journey that is not marked ``essential`` is left out when every statement it sent was also sent
  by a test that does run: what differs between the engines lies below the pages.

Without a record of this very state of the tree, everything runs but the journeys without that mark.
What is left out is listed in ``var/tests/postgresql-left-out.txt``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import record

LIST = record.FOLDER / "postgresql-left-out.txt"


@dataclass(frozen=True)
class Known:
    """What is known of a test before it runs: its name, and whether it is a journey to be spared."""

    id: str
    spared: bool  # a journey without the mark ``essential``


def asked(tests: Iterable[Known], ran: Iterable[record.Test], tree: str) -> dict[str, record.Test]:
    """The records of these tests on this state of the tree, by name; none without a state."""
    names = {test.id for test in tests}
    return {one.id: one for one in ran if tree and one.tree == tree and one.id in names}


def left_out(tests: list[Known], ran: Iterable[record.Test], tree: str) -> dict[str, str]:
    """The tests that need not run on PostgreSQL, each with the reason."""
    seen = asked(tests, ran, tree)
    if not seen:
        return {test.id: "no record: a journey, not essential" for test in tests if test.spared}
    quiet = {id for id, one in seen.items() if not one.asked}
    elsewhere: set[int] = set()
    for test in tests:
        if not test.spared and test.id in seen:
            elsewhere.update(seen[test.id].shapes)
    reasons = dict.fromkeys(quiet, "asked no database")
    for test in tests:
        one = seen.get(test.id)
        if test.spared and test.id not in quiet and one and elsewhere.issuperset(one.shapes):
            reasons[test.id] = (
                f"a journey: its {len(one.shapes)} statements are sent by other tests"
            )
    return reasons


def write_list(reasons: dict[str, str]) -> None:
    """Keep the list where a reader finds it."""
    LIST.parent.mkdir(parents=True, exist_ok=True)
    LIST.write_text("".join(f"{id}\t{why}\n" for id, why in sorted(reasons.items())), "utf-8")


def read_list() -> list[str]:
    """The names of the tests that the last run on PostgreSQL left out; empty where there was none."""
    lines = LIST.read_text("utf-8").splitlines() if LIST.exists() else []
    return [line.partition("\t")[0] for line in lines]
