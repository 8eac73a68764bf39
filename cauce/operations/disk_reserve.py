"""Room kept for reading on a full disk: a file that is given up when nothing else fits.

Every read of a person's data is written down, or it is not served. On a full disk nobody could then
open the safety card of anybody. So a file of ``RESERVE_BYTES`` lies beside the data. When a read
does not fit it is emptied, and reads go on in its room; writes wait (507) until the loop
(``cauce tick``) finds room and fills it again. Without the file nothing of this happens.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from pathlib import Path

from django.conf import settings

log = logging.getLogger("cauce")
NAME = "reserve"
NEARLY = 0.8  # from here on the log says in every round how full the disk is


def file() -> Path:
    return Path(settings.VAR) / NAME


def given_up() -> bool:
    """Whether the reserve was made and is in use now; asked before every form, so no ``Path`` is made."""
    try:
        return os.stat(f"{os.fspath(settings.VAR)}{os.sep}{NAME}").st_size == 0
    except OSError:
        return False


def give_up() -> bool:
    """Empty the reserve; False when there was none left."""
    try:
        if file().stat().st_size == 0:
            return False
        os.truncate(file(), 0)
    except OSError:
        return False
    log.error("reserve given up: the disk is full")
    return True


def keep() -> bool:
    """Make the reserve, or fill it again where there is twice the room; whether it is whole."""
    place, size = file(), settings.RESERVE_BYTES
    if not place.parent.exists():
        return False
    usage = shutil.disk_usage(place.parent)
    if usage.used > NEARLY * usage.total:
        log.error("disk %d %%", 100 * usage.used // usage.total)
    with contextlib.suppress(OSError):
        if place.stat().st_size == size:
            return True
    if usage.free < 2 * size:
        return False
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "wb") as made:
            os.posix_fallocate(made.fileno(), 0, size)
    except OSError:
        return False
    return True
