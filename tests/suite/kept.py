"""What one process of a run made and the others read: a file in the folder of the run, which goes with it.

Whoever comes while it is being made waits. Without a run (a module read by hand) nothing is kept.
"""

from __future__ import annotations

import fcntl
import hashlib
import zlib
from collections.abc import Callable

from . import record


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """What ``make`` gave to the first of the run that asked for this name."""
    recorder = record.Recorder.here
    if recorder is None:
        return make()
    folder = recorder.folder / "kept"
    folder.mkdir(exist_ok=True)
    file = folder / hashlib.sha256(name.encode()).hexdigest()
    with file.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            made, unfinished = make(), file.with_suffix(".part")
            unfinished.write_bytes(zlib.compress(made, 1))
            unfinished.replace(file)
            return made
    return zlib.decompress(file.read_bytes())
