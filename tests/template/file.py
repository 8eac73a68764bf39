"""The template as a file below ``var/tests``, for SQLite.

Its name says by which key it was made and the hash of what lies in it: a file that is torn, or that
somebody else put there, is found by that, removed, and made again. Of runs side by side one migrates
and the others wait for what it leaves.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import warnings
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from .key import key

KEPT = 6  # a few branches and Pythons; older ones are swept
BESIDE = ("-wal", "-shm", "-journal")


def folder() -> Path:
    return settings.BASE / "var" / "tests"


def make(migrate: Callable[[], None], name: str) -> None:
    """This database as a copy of the template; where there is none, it is migrated and leaves one."""
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (folder() / "lock").open("a")
    except OSError as error:
        _without(error)
        return migrate()
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go when the process ends, however it ends
        template = whole(key())
        if template is not None:
            return _copy(template, name)
        migrate()
        try:
            keep(name, key())
        except (OSError, sqlite3.Error) as error:
            _without(error)


def whole(made_by: str) -> Path | None:
    """The template of this key if it is what its name says; whatever else bears the key is removed."""
    good = None
    for one in folder().glob(f"{made_by}-*"):
        if one.is_file() and not one.is_symlink() and one.name == _name(made_by, one):
            good = one
        else:
            _remove(one)
    return good


def _name(made_by: str, content: Path) -> str:
    return f"{made_by}-{hashlib.sha256(content.read_bytes()).hexdigest()[:32]}.sqlite3"


def _copy(template: Path, name: str) -> None:
    for end in BESIDE:  # of a process of this number that was killed: it would be read into the copy
        Path(name + end).unlink(missing_ok=True)
    shutil.copyfile(template, name)


def keep(made: str, made_by: str) -> None:
    """This database as the template of this key: under its name only when it is whole on the disk."""
    for torn in folder().glob("making-*"):  # the lock is ours: whoever began these is gone
        _remove(torn)
    making = folder() / f"making-{os.getpid()}"
    with contextlib.closing(sqlite3.connect(made)) as source:
        source.execute("VACUUM INTO ?", (str(making),))
    with making.open("rb") as written:
        os.fsync(written.fileno())
    making.rename(folder() / _name(made_by, making))
    for old in sorted(folder().glob("*.sqlite3"), key=_age)[KEPT:]:
        _remove(old)


def _age(one: Path) -> float:
    return -one.stat().st_mtime


def _remove(one: Path) -> None:
    if one.is_dir() and not one.is_symlink():
        shutil.rmtree(one)
    else:
        one.unlink()


def _without(error: Exception) -> None:
    warnings.warn(
        f"En {folder()} no se pudo guardar la base migrada de las pruebas y cada proceso migra la suya: "
        f"{error}. Libere espacio o permita escribir ahí / The tests' migrated database could not be "
        f"kept in {folder()} and every process migrates its own: {error}. Free space or allow writing.",
        stacklevel=2,
    )
