"""Waiting for a SQLite file that somebody else is writing, and holding nothing of it meanwhile.

SQLite's own wait (``busy_timeout``) is not used by what serves pages. It sleeps up to 100 ms at a
time, so whoever waits long falls behind. And it sleeps inside the connection: where another thread
of the process collects garbage, a forgotten cursor of that connection waits for it too, and if that
thread is the writer everybody stands still until the time is over.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")

LONGEST = 20.0  # seconds
EVERY = 0.001  # seconds; about a tenth of how long an act holds the file


def is_busy(problem: sqlite3.Error) -> bool:
    """Whether it says that somebody else is writing, and nothing else."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def patiently(do: Callable[[], Found]) -> Found:
    """What ``do`` gives once the file is free; asked again for at most ``LONGEST`` seconds.

    ``do`` is one statement: busy, it did nothing. Raises its ``sqlite3.OperationalError`` when the
    file is still busy at the end, and any other at once.
    """
    until = time.monotonic() + LONGEST
    while True:
        try:
            return do()
        except sqlite3.OperationalError as problem:
            if not is_busy(problem) or time.monotonic() >= until:
                raise
        time.sleep(EVERY)


class Unsaid(sqlite3.OperationalError):
    """Busy, though nobody said so."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY


def check_begun(connection: sqlite3.Connection, words: str) -> None:
    """Raise ``Unsaid`` where ``words`` should have begun a transaction and have not.

    Python asks the connection for its last mistake, not the statement. Where another thread throws away
    a forgotten cursor of this connection just then, the mistake is gone, and «busy» passes for done.
    """
    if words.startswith("BEGIN") and not connection.in_transaction:
        raise Unsaid("database is locked")


class Patient(sqlite3.Connection):
    """A connection whose statements wait so."""

    def execute(self, *words: Any) -> sqlite3.Cursor:
        def ask() -> sqlite3.Cursor:
            found = super(Patient, self).execute(*words)
            check_begun(self, words[0])
            return found

        return patiently(ask)
