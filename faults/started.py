"""Processes of a harness: forked from a warm one, or begun from nothing where that would say less.

A warm process is begun for the real clock and one for a moved clock, each when it is first needed;
both end with whoever began them.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO

from .warm import NUMBER

ROOT = Path(__file__).resolve().parents[1]
# Taken out before anything is imported, so nothing that is already imported will do.
COLD = {"no_transaction"}
CLOCK = ("LD_PRELOAD", "FAKETIME")
CODE = {
    "cauce": ["-c", "from faults.child import cauce; cauce()"],
    "child": ["-m", "faults.child"],
    "server": ["-m", "gunicorn"],
    "code": ["-c"],
}


class Forked:
    """A process that was forked from a warm one; what ``subprocess.Popen`` has that is used here."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.returncode: int | None = None
        self.pid = self._number() or 0

    def _number(self) -> int | None:
        got = self._line.recv(NUMBER.size, socket.MSG_WAITALL)
        return NUMBER.unpack(got)[0] if got else None

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, as ``Popen.wait`` gives it. Raises ``subprocess.TimeoutExpired``."""
        if self.returncode is None:
            self._line.settimeout(timeout)
            try:
                ended = self._number()
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired("forked", timeout or 0) from None
            self._line.close()
            self.returncode = -signal.SIGKILL if ended is None else ended
        return self.returncode

    def poll(self) -> int | None:
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


Process = Forked | subprocess.Popen


@cache
def _warm(clock: tuple[tuple[str, str], ...]) -> socket.socket:
    """The line to a warm process under this clock, begun now."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    place = tempfile.mkdtemp(prefix="cauce-warm-")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "COV_"))}
    told = (
        kept
        | dict(clock)
        | {
            "CAUCE_VAR": place,
            "DATABASE_URL": f"sqlite:///{place}/none.sqlite3",
            "FAULTS_BREAK": "",
            "DJANGO_SETTINGS_MODULE": "faults.settings",
            "PYTHONPATH": str(ROOT),
            "CAUCE_ENVIRONMENT": "harness",
            "CAUCE_SECRET_KEY": "of-a-warm-process-that-serves-nobody",
        }
    )
    with its:
        process = subprocess.Popen([sys.executable, "-m", "faults.warm"], cwd=ROOT, env=told, stdin=its)
    atexit.register(_end, process, ours, place)
    if not ours.recv(1):
        raise RuntimeError(f"the warm process ended with {process.wait()}")
    return ours


def _end(process: subprocess.Popen, line: socket.socket, place: str) -> None:
    import shutil

    line.close()
    process.wait(20)
    shutil.rmtree(place, ignore_errors=True)


def start(
    run: str, *words: str, environment: dict[str, str], streams: Sequence[int], apart: bool = False
) -> Process:
    """Begin ``cauce``, ``child``, ``server`` or ``code``; in a session of its own if ``apart``.

    Whoever listens to what Python does hears of it, as of any process: it is forked out of sight.
    """
    sys.audit("faults.begin", environment)
    if environment.get("FAULTS_BREAK") in COLD:
        return subprocess.Popen(
            [sys.executable, *CODE[run], *words],
            cwd=ROOT,
            env=environment,
            stdin=streams[0],
            stdout=streams[1],
            stderr=streams[2],
            start_new_session=apart,
        )
    clock = tuple(sorted((k, v) for k, v in environment.items() if k.startswith(CLOCK)))
    ours, its = socket.socketpair()
    told = {"run": run, "words": words, "environment": environment, "apart": apart}
    with its:
        socket.send_fds(_warm(clock), [json.dumps(told).encode()], [its.fileno(), *streams])
    return Forked(ours)


def run(
    what: str, *words: str, environment: dict[str, str], given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Begin one, give it this text and wait for its end; what it printed."""
    files: list[IO[str]] = []
    for text in (given, "", ""):
        file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed below
        file.write(text)
        file.seek(0)
        files.append(file)
    try:
        process = start(what, *words, environment=environment, streams=[one.fileno() for one in files])
        status = process.wait()
        said = []
        for file in files[1:]:
            file.seek(0)
            said.append(file.read())
        return subprocess.CompletedProcess([what, *words], status, *said)
    finally:
        for file in files:
            file.close()
