"""Numbers that all processes of a server add to: one small file of them beside the data.

Requests are counted by several workers and told by whichever is asked, so none of them is kept in memory.
Read and written under a lock, and not mapped: on a full disk a mapped page ends the process that touches
it. Where the file cannot be written nothing is counted, and everything else goes on.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds; above the last there is one more
NAMES = (
    *(f"requests {one}" for one in CLASSES),
    *(f"within {one}" for one in (*BOUNDS, "any")),
    "request seconds",
    "queries",
    "round ended",  # seconds since 1970; 0: no round ended yet
    "round seconds",
    "rounds broken",
)
_FORM = struct.Struct(f"<{len(NAMES)}d")
_threads = threading.Lock()


def file() -> Path:
    return Path(settings.NUMBERS)


@contextlib.contextmanager
def _open() -> Iterator[int]:
    """The file for this process alone, whole from its first moment."""
    with _threads:
        descriptor = os.open(file(), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_size != _FORM.size:  # new, or of another version
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, bytes(_FORM.size), 0)
            yield descriptor
        finally:
            os.close(descriptor)


def _changed(descriptor: int, changes: dict[str, float], add: bool) -> None:
    found = list(_FORM.unpack(os.pread(descriptor, _FORM.size, 0)))
    for name, value in changes.items():
        at = NAMES.index(name)
        found[at] = found[at] + value if add else value
    os.pwrite(descriptor, _FORM.pack(*found), 0)


def count(status: int, seconds: float, queries: int) -> None:
    """One request was answered."""
    bound = next((one for one in BOUNDS if seconds <= one), "any")
    changes = {f"requests {status // 100}xx": 1, f"within {bound}": 1, "queries": queries}
    with contextlib.suppress(OSError, struct.error), _open() as descriptor:
        _changed(descriptor, changes | {"request seconds": seconds}, add=True)


def round_ended(at: float, seconds: float, broken: bool) -> None:
    """A round of the loop ended at this instant (seconds since 1970) and took so long."""
    with contextlib.suppress(OSError, struct.error), _open() as descriptor:
        _changed(descriptor, {"round ended": at, "round seconds": seconds}, add=False)
        _changed(descriptor, {"rounds broken": float(broken)}, add=True)


def told() -> dict[str, float]:
    """Every number by its name; zeros where nothing was ever counted."""
    try:
        found = _FORM.unpack(file().read_bytes())
    except (OSError, struct.error):
        found = (0.0,) * len(NAMES)
    return dict(zip(NAMES, found, strict=True))
