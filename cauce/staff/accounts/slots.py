"""At most two hashes at a time on this server, whatever the number of its processes.

Two lock files: whoever holds one may hash. A process that dies lets go of its lock by itself.
More at once would stop the pages of everybody else on a morning of sign-ins.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from cauce.content.errors import CauceError

SLOTS = 2
PATIENCE = 8.0  # seconds; longer, and whoever waits is told to try again


class Busy(CauceError):
    """Too many people are signing in at this moment; nothing was tried."""

    id = "busy"


def _busy() -> Busy:
    return Busy(
        "Muchas personas entran en este momento.",
        "Many people are signing in at this moment.",
        cure_es="Espere unos segundos e intente de nuevo.",
        cure_en="Wait a few seconds and try again.",
    )


def _take(root: Path) -> int | None:
    for number in range(SLOTS):
        descriptor = os.open(root / f"hash-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            return descriptor
    return None


@contextlib.contextmanager
def slot(patience: float = PATIENCE) -> Iterator[None]:
    """Hold one of the two places while the block runs. Raises ``Busy``."""
    root = Path(settings.SLOTS_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    while (held := _take(root)) is None:
        if time.monotonic() > until:
            raise _busy()
        time.sleep(random.uniform(0.004, 0.02))  # noqa: S311 - turns, not secrets
    try:
        yield
    finally:
        os.close(held)
