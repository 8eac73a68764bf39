"""REL-10: the loop over what is due, killed at random points, then off for 72 hours.

Every reminder is made, and made once; none is lost. The control takes away what makes a reminder
unique.
"""

from __future__ import annotations

from typing import Any

from .clock import Clock
from .prepared import stage
from .report import Report

DAY = 86_400


def run(count: int, postgres: bool = False, broken: str = "") -> dict[str, Any]:
    """So many kills of the loop, then four more days at once; how often each reminder was made."""
    held = stage(postgres, name="jobs").begin()
    try:
        made = held.child("due", given=max(12, count // 4))
        killed = held.child("killed_ticks", broken=broken, given={"kills": count} | made)
        # Off for three days after the last of them, then the command itself, with the clock of then;
        # and once more when the time to answer is long over.
        ended, clock = 0, Clock(held)
        for days in (7.1, 7.1, 19):
            clock.move(days * DAY)
            ended += held.cauce("tick", "--json", broken=broken, check=False).returncode
        held.extra = {}
        return killed | held.child("reminders", given=made) | {"status": ended}
    finally:
        held.end()


def main(count: int, postgres: bool) -> Report:
    report = Report(f"REL-10 jobs killed and late, {'PostgreSQL' if postgres else 'SQLite'}")
    for name, broken, kills in (
        ("as it is", "", count),
        ("the unique key removed", "no_unique", max(10, count // 10)),
    ):
        found = run(kills, postgres, broken)
        exact = not found["lost"] and not found["doubled"] and not found["status"]
        whole = exact and found["during"] > 0 and not found["breaks"]
        words = (
            f"{found['reminders']} reminders, {len(found['lost'])} lost, "
            f"{len(found['doubled'])} doubled; {found['during']} kills in mid-work"
        )
        report.add(name, kills, whole, words, control=bool(broken))
    return report
