"""The press: a process of its own beside each process that prints, for as long as there is work.

What sets type takes 60 MB and does not give them back; a worker of the server prints now and then. The press
begins with the first paper and ends when none came for a while, or with whoever began it. It is told words
and gives back a PDF through pipes; nothing is written anywhere.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from cauce.protocol.documents.setting import Setter

IDLE = 120  # seconds without work after which it ends
# Of the surroundings: where things are, and no address or secret of the server.
KEPT = ("HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "TMPDIR", "XDG_CACHE_HOME")
TRIES = 2  # it may end for want of work at the very moment at which it is asked


def _send(pipe: IO[bytes], told: dict[str, object], body: bytes) -> None:
    pipe.write(json.dumps({**told, "size": len(body)}).encode() + b"\n" + body)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[dict[str, str], bytes]:
    """What was sent. EOFError when the other end is gone."""
    line = pipe.readline()
    told = json.loads(line) if line.endswith(b"\n") else None
    body = pipe.read(told["size"]) if told else b""
    if told is None or len(body) < told["size"]:
        raise EOFError
    return told, body


class Press:
    """One press for this process; its threads print one after the other."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """``folders``: where the files lie that a page may ask for."""
        self._words = [sys.executable, "-m", "cauce.site.press", *map(str, folders)]
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._of = 0  # the process that began it: one that was forked begins its own

    def print(self, words: str, sheet: str = "") -> bytes:
        """The page as a tagged PDF/UA-1; ``sheet`` "": it brings its own style.

        Raises ``ValueError`` when it asks for anything that is not a file of this house.
        """
        with self._lock:
            for left in reversed(range(TRIES)):
                try:
                    return self._printed(words, sheet)
                except (EOFError, BrokenPipeError):
                    self._leave()
                    if not left:
                        raise RuntimeError("the press ended while it printed") from None
        raise RuntimeError("it was not printed")

    def _leave(self) -> None:
        """Have done with a press that ended."""
        running, self._running = self._running, None
        if running is not None and running.stdin is not None and running.stdout is not None:
            with suppress(OSError):  # what it was not told any more
                running.stdin.close()
            running.stdout.close()
            running.wait()

    def _printed(self, words: str, sheet: str) -> bytes:
        if self._running is None or self._of != os.getpid():
            kept = {name: os.environ[name] for name in KEPT if name in os.environ}
            self._running = subprocess.Popen(
                self._words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=kept
            )
            self._of = os.getpid()
        assert self._running.stdin is not None and self._running.stdout is not None
        _send(self._running.stdin, {"sheet": sheet}, words.encode())
        told, body = _receive(self._running.stdout)
        if told["refused"]:
            raise ValueError(told["refused"])
        return body


def work(folders: Sequence[Path]) -> None:
    """Print what standard input asks for until it is closed, or nobody asks any more."""
    setter, asked, given = Setter(folders), sys.stdin.buffer, sys.stdout.buffer
    while select.select([asked], [], [], IDLE)[0]:
        try:
            told, body = _receive(asked)
        except EOFError:
            return
        words, sheet = body.decode(), told["sheet"]
        try:
            made = setter.written(setter.sheets(words, sheet)) if sheet else setter.as_it_is(words)
        except ValueError as problem:
            _send(given, {"refused": str(problem)}, b"")
        else:
            _send(given, {"refused": ""}, made)
    setter.forget()
