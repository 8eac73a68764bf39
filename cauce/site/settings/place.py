"""Where the tests keep their databases and keys: in memory where the machine offers enough of it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108
ENOUGH = (
    1024**3
)  # a database, a keystore and a cluster's worth of what tests write, with room to spare


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
