"""Where the tests keep their databases and keys: in memory where the machine offers enough of it."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108
# A database, a keystore and a cluster's worth of what tests write, with room to spare.
ENOUGH = 1024**3
NAMED = "cauce-test-"
JUST_MADE = 60  # seconds in which a folder may be there and not yet held


def roomy(memory: Path = MEMORY) -> Path:
    """The memory, where a commit waits for no disk; with little room there, the disk, and says so."""
    if not os.access(memory, os.W_OK):
        return Path(tempfile.gettempdir())
    free = shutil.disk_usage(memory).free
    if free >= ENOUGH:
        return memory
    disk = Path(tempfile.gettempdir())
    if "PYTEST_XDIST_WORKER" not in os.environ:  # said once, not by every worker
        print(
            f"En {memory} quedan {free >> 20} MB de los {ENOUGH >> 20} que hacen falta: las pruebas usan "
            f"{disk}, más despacio / {memory} has {free >> 20} of the {ENOUGH >> 20} MB that are needed: "
            f"the tests use {disk}, which is slower.",
            file=sys.stderr,
        )
    return disk


def mine(name: str) -> Path:
    """A new folder in that place, held while this process lives; what killed runs left there goes."""
    folder = roomy() / f"{NAMED}{os.getuid()}-{os.getpid()}-{name}"
    sweep(folder.parent)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    hold(folder)
    return folder


def hold(folder: Path) -> None:
    """Keep ``sweep`` from the folder until this process ends, however it ends."""
    fcntl.flock(os.open(folder, os.O_RDONLY | os.O_DIRECTORY), fcntl.LOCK_SH)


def sweep(place: Path) -> None:
    """Remove the folders of tests that no living process made or holds."""
    for folder in place.glob(f"{NAMED}{os.getuid()}-*"):
        made_by = folder.name.removeprefix(f"{NAMED}{os.getuid()}-").partition("-")[0]
        if Path("/proc", made_by).exists():
            continue
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:  # gone meanwhile
            continue
        try:
            if time.time() - os.fstat(descriptor).st_ctime > JUST_MADE:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:  # held: another run, side by side
            pass
        finally:
            os.close(descriptor)
