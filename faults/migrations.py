"""REL-08: migrations on a full database: back and forward, killed in the middle, and again.

For every migration that came after an app's first one, in the order of the plan: what rows hold
that exists on both sides of it is the same before, behind and after. Then everything after the first
ones is undone and done again with a kill -9 in the middle, until it says that it is finished.
The control forgets a column's content on the way back.
"""

from __future__ import annotations

import os
import random
import signal
import time
from typing import Any

from . import started
from .prepared import full
from .report import Report
from .stage import Stage, scratch

MOST_SECONDS, KILLS = 60, 5
FEW_KILLS = 2  # tests/upgrading kills an upgrade at each of its steps
FULL = 1000  # cases from which nothing is left out


def _killed(held: Stage, dice: random.Random, kills: int) -> int:
    """Migrate forward, killed after a moment, so many times; then to the end. How many were cut."""
    cut = 0
    for _ in range(kills):
        with open(os.devnull, "r+b") as nothing:
            silent = (nothing.fileno(),) * 3
            process = started.start("cauce", "migrate", "-v0", environment=held.environment(), streams=silent)
        time.sleep(0.3 + dice.uniform(0, 2.4))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            cut += 1
        process.wait()
    return cut


def _base(held: Stage, count: int) -> Stage:
    """What lies behind every migration, to go forward from a second time, begun.

    With the full count the database that went forward goes back again; else it is the one kept then.
    """
    if count < FULL:
        held.end()
        kept = held.copy(scratch() / f"base-{time.monotonic_ns()}")
        held.begin()
        return kept
    return held


def run(cases: int, postgres: bool) -> dict[str, Any]:
    """Everything on one database; the columns that differ, the slowest migration, the kills."""
    held = full(cases, postgres, "migrations")
    base = held
    try:
        found = held.child("back")
        before = found["base"]
        base = _base(held, cases)
        forward = held.child("forward")
        pairs = [*found["pairs"], (before, forward["after"], "forward")]
        different = [line for one, other, when in pairs for line in _differ(one, other, when)]
        if base is held:
            held.child("back_again")
        else:
            held.end()
            held = base.begin()
        killed = _killed(held, random.Random(8), KILLS if cases >= FULL else FEW_KILLS)
        held.cauce("migrate", "-v0")
        different += _differ(before, held.child("hashes"), "forward after kills")
        left = held.cauce("migrate", "--check", check=False).returncode
        forgotten = held.child("forget")
        control = _differ(before, held.child("hashes"), f"{forgotten} forgotten")
    finally:
        held.end()
    return {
        "later": found["later"],
        "different": different,
        "killed": killed,
        "left": left,
        "slowest": max(found["slowest"], forward["slowest"]),
        "control": control,
    }


def _differ(one: dict[str, Any], other: dict[str, Any], when: str) -> list[str]:
    """Columns of both whose content is not the same."""
    return [
        f"{when}: {column}" for column in sorted(one.keys() & other.keys()) if one[column] != other[column]
    ]


def main(count: int, postgres: bool) -> Report:
    report = Report(f"REL-08 migrations, {'PostgreSQL' if postgres else 'SQLite'}")
    found = run(count, postgres)
    whole = not found["different"] and not found["left"]
    report.add(
        f"{found['later']} back and forward, {count} cases",
        found["later"] * 2,
        whole,
        f"{len(found['different'])} columns differ {found['different'][:2]}; slowest step "
        f"{found['slowest']:.0f} s; {found['killed']} kills in the middle",
    )
    report.add(f"each within {MOST_SECONDS} s", found["later"], found["slowest"] < MOST_SECONDS)
    report.add("a column forgotten", 1, not found["control"], found["control"][:1], control=True)
    return report
