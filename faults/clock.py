"""REL-04: the clock is wrong, jumps, goes back, changes for summer, or has a 29th of February.

A session is never longer for it; deadlines fall on the post's own legal days; the journal is
ordered by its numbers whatever its instants say. The control counts days without a zone.
"""

from __future__ import annotations

import contextlib
import os
from typing import Any

from .browser import Browser
from .prepared import stage
from .report import Report
from .stage import Server, Stage, scratch
from .together import open_case

IDLE = 16 * 60  # a minute more than a session may be idle


class Clock:
    """A clock for the processes of a stage, which can be moved while they run (libfaketime).

    One file for all of them: stages under a moved clock are tried one after the other.
    """

    def __init__(self, held: Stage) -> None:
        self.file = scratch() / "clock"
        self.move(0)
        library = next(
            path
            for path in (
                f"/usr/lib/{os.uname().machine}-linux-gnu/faketime/libfaketimeMT.so.1",
                "/usr/lib/faketime/libfaketimeMT.so.1",
            )
            if os.path.exists(path)
        )
        held.extra = held.extra | {
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def move(self, seconds: float) -> None:
        """So many seconds from the true time, from now on."""
        # Put there whole: whoever asks for the time while the file is empty is ended by the library.
        fresh = self.file.with_suffix(".next")
        fresh.write_text(f"{seconds:+.0f}\n")
        fresh.replace(self.file)


def _signed_in(server: Server, held: Stage, who: str = "ines") -> bool:
    return Browser(server.port, held.signed[who]).get("/pendientes/").status == 200


def sessions() -> list[tuple[str, bool, str]]:
    """What a session is worth while the clock moves; each with what is expected."""
    found = []
    held = stage(name="clock").begin()
    try:
        for hours in (-2, 0, 2):
            clock = Clock(held)
            clock.move(hours * 3600)
            with Server(held) as server:
                held.signed = held.child("again", given=["ines", "mateo", "lucia"])
                here = _signed_in(server, held)
                clock.move(hours * 3600 + IDLE)
                gone = not _signed_in(server, held)
            found.append(
                (f"{hours:+d} h: signed in, and out when idle", here and gone, f"in {here}, out {gone}")
            )
        clock = Clock(held)
        with Server(held) as server:
            held.signed = held.child("again", given=["ines", "mateo", "lucia"])
            open_case(server, held)
            _signed_in(server, held)
            clock.move(-7200)
            back = _signed_in(server, held)
            clock.move(-7200 + IDLE)
            still = _signed_in(server, held)
            clock.move(IDLE)
            later = _signed_in(server, held)
            open_case_after = not later
            clock.move(-3600)
            held.signed = held.child("again", given=["ines", "mateo", "lucia"])
            open_case(server, held)
        found.append(
            (
                "two hours back during a session: never longer",
                not still and not later,
                f"just after {back}, idle {still}, on the true clock {later}",
            )
        )
        whole = held.child("check", given={"acks": {}})
        numbers = held.child("numbers")
        found.append(
            (
                "the journal by its numbers, with instants that go back",
                open_case_after and not whole["corrupt"] and numbers["whole"] and numbers["backwards"] > 0,
                f"{numbers['backwards']} instants before the one ahead of them",
            )
        )
    finally:
        with contextlib.suppress(OSError):
            held.end()
    return found


def days(broken: str = "") -> list[dict[str, Any]]:
    """Each deadline asked of the rules on a difficult day, and what it must be."""
    held = stage(name="days").begin()
    try:
        return held.child("days", broken=broken)
    finally:
        held.end()


def main(count: int, postgres: bool) -> Report:
    report = Report("REL-04 the clock")
    for what, held, words in sessions():
        report.add(what, 1, held, words)
    asked = days()
    wrong = [one["what"] for one in asked if one["found"] != one["expected"]]
    report.add("days of the post: summer time, Arizona, leap day, year's end", len(asked), not wrong, wrong)
    naive = days("naive")
    wrong = [one["what"] for one in naive if one["found"] != one["expected"]]
    report.add("days without a zone", len(naive), not wrong, f"{len(wrong)} wrong", control=True)
    return report
