"""The demonstration network as a running server has it, made once for each state of what it follows from.

Making it takes fifteen seconds of a processor; a copy takes none. It is the one of the quick forms of the
benchmarks (``bench.house``): sixty cases, always of the same day, so that it is the same whenever it is
made. A process that opens it goes by its own clock; a test that does moves the clock there (``opened``).

It lies below ``var/tests`` under the hash of the program, the content and what makes it: the database, its
keys and every other file of the server. What is half made bears another name, and is thrown away.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.template import file, key

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"
DAY = dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC)
NAME, MAKING, LOCK = "demonstration-", "demonstration-making-", "demonstration.lock"
NETWORK = "bench-60"  # as ``bench.house`` looks for it
TRIED = "tried"  # what came of asking somebody else for something, in the process that made it
NOBODY = ("OSError", "TimeoutError")  # where nobody can be asked
KEPT = 3
FROM = ("cauce", "content", "bench/house.py", "bench/measure.py", "tests/demonstration.py")
MAKE = """
import socket, sys
from pathlib import Path
folder = Path(sys.argv[1])
try:
    socket.create_connection(("192.0.2.1", 443), timeout=3).close()
    said = "answered"
except OSError as problem:
    said = type(problem).__name__
from house import QUICK_CASES, network
network(folder / f"bench-{QUICK_CASES}", QUICK_CASES)
(folder / "tried").write_text(said)
"""


def made_of(root: Path = ROOT) -> str:
    """A short name for everything that it follows from; any file of the program may be part of that."""
    found = hashlib.sha256(f"{key.versions()} {DAY}".encode())
    for place in FROM:
        here = root / place
        for one in sorted(here.rglob("*")) if here.is_dir() else (here,):
            if (
                one.is_file()
                and "__pycache__" not in one.parts
                and "tests" not in one.relative_to(here).parts
            ):
                found.update(f"\n{one.relative_to(root)} ".encode())
                found.update(hashlib.sha256(one.read_bytes()).digest())
    return found.hexdigest()[:16]


def alone() -> list[str]:
    """What starts a process where there is no network at all."""
    return ["unshare", "--net"] if os.getuid() == 0 else ["unshare", "--net", "--map-root-user"]


def _may_be_alone() -> bool:
    told = os.environ | {"DATABASE_URL": "sqlite:///"}  # nothing of it asks the database of this run
    return subprocess.run([*alone(), "true"], check=False, capture_output=True, env=told).returncode == 0


def made() -> Path:
    """The folder with the network, to be copied and never used: made now where it is not there."""
    home = file.folder()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = home / f"{NAME}{made_of()}"
    with (home / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go when the process ends, however it ends
        if not whole.is_dir():
            for torn in home.glob(f"{MAKING}*"):
                shutil.rmtree(torn)
            making = home / f"{MAKING}{os.getpid()}"
            making.mkdir(mode=0o700)
            _make(making)
            making.rename(whole)
            for old in sorted(_kept(home), key=lambda one: -one.stat().st_mtime)[KEPT:]:
                shutil.rmtree(old)
    return whole


def _kept(home: Path) -> list[Path]:
    return [one for one in home.glob(f"{NAME}*") if not one.name.startswith(MAKING)]


def _make(folder: Path) -> None:
    outer = {name: text for name, text in os.environ.items() if not name.startswith(("DJANGO_", "CAUCE_"))}
    migrated = file.whole(file.key())
    tables = {"BENCH_TABLES": str(migrated)} if migrated else {}
    # Where the system lets nobody be without a network, it is made with one; who asks is told (``tried``).
    start = alone() if _may_be_alone() else []
    subprocess.run(
        [*start, sys.executable, "-c", MAKE, str(folder)],
        cwd=BENCH,
        check=True,
        capture_output=True,
        env=outer | tables | {"DATABASE_URL": "sqlite:///"},
    )


def copied(folder: Path) -> Path:
    """A copy of it in a folder that is not there yet, as it would lie on a server of its own."""
    shutil.copytree(made() / NETWORK, folder)
    # The mark of a demonstration names its database; what is copied lies elsewhere.
    (folder / "demonstration").write_text(hashlib.sha256(url_of(folder).encode()).hexdigest())
    return folder


def laid_out(folder: Path) -> None:
    """The files of every page, as a server has them in that folder, compressed already: eight seconds of a
    processor where each server of the tests does so for itself."""
    shutil.copytree(made() / NETWORK / "static", folder / "static", dirs_exist_ok=True)


def url_of(folder: Path) -> str:
    """The database of a server in that folder, as it is told of it."""
    return f"sqlite:///{folder / 'cauce.sqlite3'}"


@contextmanager
def opened(folder: Path) -> Iterator[None]:
    """A demonstration as the database of this process, on its day: a copy, or on PostgreSQL brought over."""
    from django.db import connection

    from tests.upgrading.opened import entered

    database = None if connection.vendor == "sqlite" else _brought
    with entered(copied(folder), DAY + dt.timedelta(minutes=5), database):
        yield


@contextmanager
def _brought(folder: Path) -> Iterator[None]:
    """Into this empty database, and undone."""
    from django.db import transaction

    from faults import brought

    with transaction.atomic():
        brought.bring(str(folder / brought.DATABASE))
        yield
        transaction.set_rollback(True)
