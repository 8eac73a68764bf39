"""Who works on the data: pages and loop hold a lock as long as they live, an upgrade wants it for itself.

A lock of the system (flock) ends with its process, however that ends. Another machine is seen by none of
them: there PostgreSQL says who is connected.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from cauce.content.errors import BadInputs

from . import progress

bad_input = BadInputs(__file__)
log = logging.getLogger("cauce")

# Of a process that was killed PostgreSQL knows after a moment.
PATIENCE = 5.0  # seconds
_held = set[str]()


def _lock(how: int) -> int:
    place = Path(settings.VAR)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(place / "in-use", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def hold() -> None:
    """For the life of this process: it works on the data. Raises ``BadInput`` during an upgrade, or where
    one was cut.

    Where the lock cannot be made (a full disk) it goes on without: people must be able to read.
    """
    if str(settings.VAR) in _held:
        return
    progress.refuse_underway()
    try:
        _lock(fcntl.LOCK_SH)
    except BlockingIOError as held:
        raise bad_input("an_upgrade_is_under_way", where=str(settings.VAR)) from held
    except OSError as problem:
        log.error("in-use %s", type(problem).__name__)
        return
    _held.add(str(settings.VAR))


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Nobody else works on the data meanwhile. Raises ``BadInput`` where somebody does."""
    try:
        descriptor = _lock(fcntl.LOCK_EX)
    except BlockingIOError as held:
        raise bad_input("pages_or_loop_are_running", where=str(settings.VAR)) from held
    try:
        _refuse_others()
        yield
    finally:
        os.close(descriptor)


def _refuse_others() -> None:
    if connection.vendor != "postgresql":
        return
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            count = cursor.fetchone()[0]
            if not count:
                return
            if time.monotonic() > until:
                raise bad_input("others_are_connected", where="DATABASE_URL", count=count)
            time.sleep(0.1)
