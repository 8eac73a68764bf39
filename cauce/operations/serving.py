"""The demonstration as one command: set up, loaded, served until it is told to stop."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from cauce.content.errors import BadInputs

bad_input = BadInputs(__file__)

CAUCE = (sys.executable, "-m", "cauce.site.cli")
AHEAD = (sys.executable, "-m", "cauce.operations.ahead")
LOOP = (*CAUCE, "tick", "--every", "30")
PAGES = (sys.executable, "-m", "gunicorn", "--config", "python:cauce.site.server", "--bind")
PATIENCE = 15  # seconds in which what was told to stop may finish its work


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, or SIGTERM."""


class Beside:
    """Processes that work beside this one and end with it, however it ends."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[bytes]] = []
        self._before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}

    def __enter__(self) -> Beside:
        for each in self._before:
            signal.signal(each, _stop)
        return self

    def __exit__(self, *problem: object) -> None:
        for each in self._before:
            signal.signal(each, signal.SIG_IGN)  # it is ending already
        for one in self._running:
            one.terminate()
        for one in self._running:
            with suppress(subprocess.TimeoutExpired):
                one.wait(PATIENCE)
            one.kill()
            one.wait()
        for each, before in self._before.items():
            signal.signal(each, before)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Of a group of its own: Ctrl-C reaches this process, which tells the others."""
        self._running.append(subprocess.Popen(words, process_group=0))
        return self._running[-1]


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def check_free(port: int) -> None:
    """Raises ``BadInput`` where something else listens there."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError as problem:
            raise bad_input(
                "the_port_cannot_be_used", where="--port", port=port, strerror=problem.strerror
            ) from problem


def listens(port: int, pages: subprocess.Popen[bytes]) -> bool:
    """Wait until the pages can be opened there; False: they ended instead."""
    while pages.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.1)
    return False


def demonstration(
    port: int | None, migrate: Callable[[], None], load: Callable[[], None], told: Callable[[], None]
) -> int:
    """Set it up and serve it, or only set it up where ``port`` is None; ``told`` prints where it is, once it
    can be opened.

    0 when somebody stopped it, else how its pages ended. Raises ``BadInput`` for a port that is taken.
    """
    if port is not None:
        check_free(port)
    with Beside() as beside, suppress(Stopped):
        content = beside.start(*AHEAD, "content")
        migrate()
        content.wait()
        pages = beside.start(*AHEAD, "pages")
        load()
        if port is None:
            pages.wait()
            return 0
        beside.start(*LOOP)
        pages = beside.start(*PAGES, f"127.0.0.1:{port}")
        if listens(port, pages):
            told()
        return pages.wait()
    return 0
