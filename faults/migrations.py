"""REL-08: migrations on a full database: back and forward, killed in the middle, and again.

For every migration that came after an app's first one, in the order of the plan: what rows hold
that exists on both sides of it is the same before, behind and after. Then everything after the first
ones is undone and done again with a kill -9 in the middle, until it says that it is finished.
The control forgets a column's content on the way back.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import Any

from .report import Report
from .restore import full
from .stage import ROOT, Stage

MOST_SECONDS, KILLS = 60, 5


def _killed(held: Stage, dice: random.Random) -> int:
    """Migrate forward, killed after a moment, so many times; then to the end. How many were cut."""
    cut = 0
    for _ in range(KILLS):
        run = "from faults.child import cauce; cauce()"
        process = subprocess.Popen(
            [sys.executable, "-c", run, "migrate", "-v0"], cwd=ROOT, env=held.environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(1.2 + dice.uniform(0, 1.5))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            cut += 1
        process.wait()
    return cut


def run(cases: int, postgres: bool) -> dict[str, Any]:
    """Everything on one database; the columns that differ, the slowest migration, the kills."""
    held = full(cases, postgres, "migrations")
    try:
        found = held.child("there_and_back")
        different = [
            line for before, after, when in found["pairs"] for line in _differ(before, after, when)
        ]
        base = found["base"]
        killed = _killed(held, random.Random(8))
        held.cauce("migrate", "-v0")
        different += _differ(base, held.child("hashes"), "forward after kills")
        left = held.cauce("migrate", "--check", check=False).returncode
        forgotten = held.child("forget")
        control = _differ(base, held.child("hashes"), f"{forgotten} forgotten")
    finally:
        held.end()
    return {"later": found["later"], "different": different, "slowest": found["slowest"],
            "killed": killed, "left": left, "control": control}  # fmt: skip


def _differ(one: dict[str, Any], other: dict[str, Any], when: str) -> list[str]:
    """Columns of both whose content is not the same."""
    return [
        f"{when}: {column}"
        for column in sorted(one.keys() & other.keys())
        if one[column] != other[column]
    ]


def main(count: int, postgres: bool) -> Report:
    report = Report(f"REL-08 migrations, {'PostgreSQL' if postgres else 'SQLite'}")
    found = run(count, postgres)
    whole = not found["different"] and not found["left"]
    report.add(f"{found['later']} back and forward, {count} cases", found["later"] * 2, whole,
               f"{len(found['different'])} columns differ {found['different'][:2]}; slowest step "
               f"{found['slowest']:.0f} s; {found['killed']} kills in the middle")  # fmt: skip
    report.add(f"each within {MOST_SECONDS} s", found["later"], found["slowest"] < MOST_SECONDS)
    report.add("a column forgotten", 1, not found["control"], found["control"][:1], control=True)
    return report
