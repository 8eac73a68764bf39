"""What a run says while it lasts: how much is done, and about how long the rest will take."""

from __future__ import annotations

import sys
import time

import pytest

from .again import by_luck
from .durations import UNKNOWN, Row, read

EVERY = 15.0  # seconds between two lines where the output is kept; on a screen, one line moves


def left(elapsed: float, done: float, all: float) -> float | None:
    """Seconds that are left at the pace so far; None until a twentieth is done."""
    if done <= 0 or done < all / 20:
        return None
    return elapsed / done * max(all - done, 0)


def duration(seconds: float) -> str:
    """Seconds as a person says them."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


class Progress:
    """The plugin of the process that reports: no dots, a line that says where it stands."""

    def __init__(self, config: pytest.Config) -> None:
        self.table: dict[str, Row] = read()
        self.began = self.said = time.monotonic()
        self.ended = 0
        self.done = self.all = 0.0
        self.expected: set[str] = set()
        self.screen = sys.stdout.isatty()

    def _seconds(self, nodeid: str) -> float:
        row = self.table.get(nodeid.partition("::")[0])
        return row.seconds / row.tests if row and row.tests else UNKNOWN / 10

    def expect(self, nodeids: list[str]) -> None:
        """These are tests of the run, with those that another worker has read; the clock starts now."""
        if new := set(nodeids) - self.expected:
            self.expected |= new
            self.all += sum(map(self._seconds, new))
            self.began = self.said = time.monotonic()

    def pytest_collection_finish(self, session) -> None:
        if session.items:
            self.expect([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node, ids) -> None:
        self.expect(list(ids))

    def pytest_report_teststatus(self, report):
        """A test that passed prints nothing of its own."""
        return ("passed" if report.when == "call" else "", "", "") if report.passed else None

    def pytest_runtest_logreport(self, report) -> None:
        if report.when != "teardown":
            return
        self.ended += 1
        self.done += self._seconds(report.nodeid)
        now = time.monotonic()
        if now - self.said >= (1.0 if self.screen else EVERY):
            self.said = now
            self._say(self.line(now - self.began))

    def line(self, elapsed: float) -> str:
        rest = left(elapsed, self.done, self.all)
        share = min(99, int(100 * self.done / self.all)) if self.all else 0
        about = f" · about {duration(rest)} left" if rest is not None else ""
        return f"{share:3} % · {self.ended:,} of {len(self.expected):,} tests · {duration(elapsed)}{about}"

    def _say(self, line: str) -> None:
        print(f"\r\033[K{line}" if self.screen else line, end="" if self.screen else "\n", flush=True)

    def pytest_terminal_summary(self, terminalreporter) -> None:
        """How to run each failed test alone, one line each; who failed by luck is named."""
        failed = [report for kind in ("failed", "error") for report in terminalreporter.stats.get(kind, [])]
        if failed:
            terminalreporter.section("uno por uno / one by one")
        for nodeid, luck in {report.nodeid: by_luck(report) for report in failed}.items():
            why = "  (it passed when asked again: luck, a fault to be found)" if luck else ""
            terminalreporter.write_line(f"./test '{nodeid}'{why}")
