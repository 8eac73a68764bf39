"""Within the transaction of a test, an act that ends is a commit: what waits for one is done.

A real commit must be taken back by emptying the database, and is needed only where a second
connection looks on: another thread, another process, the disk. For everything else the test's own
transaction is rolled back, which costs nothing, and what an act left for after its commit
(``transaction.on_commit``: destroying a key, settling it under a post) is done as the act ends.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import DatabaseError, connection
from django.db.transaction import Atomic


@contextmanager
def as_acts_end() -> Iterator[None]:
    """From here on the outermost transaction inside this one is committed in all but name."""
    depth = len(connection.atomic_blocks)
    leave, wait = Atomic.__exit__, connection.on_commit

    def ended() -> None:
        if len(connection.atomic_blocks) == depth and not connection.needs_rollback:
            waiting, connection.run_on_commit = connection.run_on_commit, []
            for _, work, robust in waiting:
                _done(work, robust)

    def leaving(block: Atomic, kind, error, trace) -> None:
        outermost = len(connection.atomic_blocks) == depth + 1
        if outermost and kind is None and not connection.needs_rollback:
            try:
                connection.check_constraints()  # as the database does before it commits
            except DatabaseError as refused:
                leave(block, type(refused), refused, refused.__traceback__)
                raise
        leave(block, kind, error, trace)
        ended()

    def waits(work: Callable[[], object], robust: bool = False) -> None:
        wait(work, robust)
        ended()  # outside of any act it is done at once

    with (
        patch.object(Atomic, "__exit__", leaving),
        patch.object(connection, "on_commit", waits),
    ):
        yield


def _done(work: Callable[[], object], robust: bool) -> None:
    """As Django does it: of robust work an error is logged, and the rest is done."""
    try:
        work()
    except Exception:
        if not robust:
            raise
        logging.getLogger("django.db.backends.base").exception("after a commit: %s", work)
