"""The whole of ``./test``: linters, types, import contracts and content beside the tests, one summary.

    python -m tests.suite.together [--checks-only] [arguments of pytest…]

The checks run one after the other beside the tests, with less of the processor than they. What a
check says is shown when it fails, with the line that runs it alone.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .apart import APART, JOURNEYS
from .progress import duration
from .record import ROOT

WHAT_DIFFERS = "--what-differs"
# What pytest-django puts behind the name of a database of the tests, for runs side by side.
OF_ITS_OWN = "TOX_PARALLEL_ENV"
BIN = Path(sys.executable).parent
CHECKS = {
    "ruff": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "-q", "."),
    "content": ("cauce", "check"),
    "imports": ("lint-imports",),
    "mypy": ("mypy",),
}


@dataclass(frozen=True)
class Part:
    """How one part of the whole ended: ``said`` is what it printed, ``alone`` the line that runs it."""

    name: str
    well: bool
    seconds: float
    alone: str
    said: str = ""

    def __str__(self) -> str:
        ended = "ok" if self.well else "FAILED"
        line = f"{self.name:12} {ended:7} {duration(self.seconds):>12}"
        return line if self.well else f"{line}   {self.alone}"


def check(name: str, command: tuple[str, ...]) -> Part:
    """Run one check; a program that is not there is a check that fails."""
    began = time.monotonic()
    alone = shlex.join((f".venv/bin/{command[0]}", *command[1:]))
    program = ("nice", "-n", "5", str(BIN / command[0]), *command[1:])
    ran = subprocess.run(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = ran.stdout.decode("utf-8", "replace")
    return Part(name, ran.returncode == 0, time.monotonic() - began, alone, said)


def checks() -> list[Part]:
    """Every check, one after the other, whatever the ones before it said."""
    return [check(name, command) for name, command in CHECKS.items()]


def workers() -> int:
    """One more than the processors that this may use, since a third of the time is waiting for a browser
    or a process; eight at most. ``TEST_WORKERS`` says otherwise."""
    given = os.environ.get("TEST_WORKERS", "")
    return int(given) if given.isdigit() and int(given) else min(8, len(os.sched_getaffinity(0)) + 1)


def pytest(name: str, arguments: list[str]) -> Part:
    """One run of pytest; that nothing was left to run on this engine is no failure."""
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "--no-loadscope-reorder", *arguments]
    # One heap for all threads of a process: what one of them gave back, the next one takes.
    surroundings = {"MALLOC_ARENA_MAX": "1", **os.environ}
    if name in APART:
        surroundings[OF_ITS_OWN] = name
    status = subprocess.run(command, cwd=ROOT, env=surroundings).returncode
    nothing = 5 if WHAT_DIFFERS in arguments else 0
    return Part(name, status in (0, nothing), time.monotonic() - began, "./test PATH")


def tests(arguments: list[str]) -> list[Part]:
    """Those named; or every test: most in workers that read no statistical library, journeys, then the rest.

    Each of the rest has a process of its own, side by side, and a database of its own (``OF_ITS_OWN``).
    """
    hands = ["-n", str(workers())]
    if set(arguments) - {WHAT_DIFFERS}:
        return [pytest("tests", [*hands, *arguments])]
    most = pytest("tests", [*hands, "--apart", "none", *arguments])
    walked = pytest(JOURNEYS, [*hands, "--apart", JOURNEYS, *arguments])
    alone = [name for name in APART if name != JOURNEYS]
    with ThreadPoolExecutor(len(alone)) as beside:
        rest = beside.map(lambda name: pytest(name, ["--apart", name, *arguments]), alone)
    return [most, walked, *rest]


def main(arguments: list[str]) -> int:
    """Everything side by side; 1 when any part failed."""
    if "--tests-only" in arguments:
        parts = tests([one for one in arguments if one != "--tests-only"])
        return 0 if all(part.well for part in parts) else 1
    with ThreadPoolExecutor(1) as beside:
        checked = beside.submit(checks)
        parts = [] if "--checks-only" in arguments else tests(arguments)
        parts += checked.result()
    for part in parts:
        if part.said and not part.well:
            print(f"\n— {part.name} —\n{part.said}")
    print("", *parts, sep="\n", flush=True)
    return 0 if all(part.well for part in parts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
