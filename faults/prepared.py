"""The stages that harnesses begin from: each is made once, however many ask, and then copied.

``FAULTS_STAGES`` names a folder that several processes of one run share; without it each has its own.
``FAULTS_TABLES`` names a file of SQLite in which the migrations were already run; ``FAULTS_NETWORK`` the
folder of a server on SQLite with the demonstration network, of as many cases as it was made of: it is
copied, or brought into PostgreSQL.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from . import brought
from .cluster import Cluster
from .stage import Stage, free_port, scratch


def _home() -> Path:
    shared = os.environ.get("FAULTS_STAGES")
    return Path(shared) if shared else scratch()


@contextmanager
def shared(name: str) -> Iterator[Path]:
    """A folder that several processes share under a name; whoever leaves it last takes it away.

    Open enough for PostgreSQL's own account, which finds its cluster in it.
    """
    folder = Path(tempfile.gettempdir()) / name
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    with (folder / "here.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield folder
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(name: str) -> Iterator[Path]:
    """The folder of one stage, while nobody else makes it."""
    with (_home() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield _home() / name


def _once(name: str, postgres: bool, make: Callable[[Path], Stage]) -> Stage:
    """The stage of this name; ``make`` makes it, stopped, where it is not there or half made."""
    name = f"{name}-{'postgres' if postgres else 'sqlite'}"
    with _alone(name) as folder:
        whole = folder / "made.json"  # written last
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            made = make(folder)
            made.end()
            told = {"signed": made.signed, "signed_at": made.signed_at, "network": made.network}
            whole.write_text(json.dumps(told), encoding="utf-8")
        cluster = Cluster(folder / "pg", free_port()) if postgres else None
        return Stage(folder, cluster, **json.loads(whole.read_text(encoding="utf-8")))


def empty(folder: Path, postgres: bool) -> Stage:
    """A stage with a database that holds nothing, begun."""
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "static").mkdir()  # where ./run collects files; without it every start warns
    cluster = None
    if postgres:
        cluster = Cluster(folder / "pg", free_port())
        cluster.make()
    return Stage(folder, cluster).begin()


def _migrated(postgres: bool, folder: Path) -> Stage:
    stage = empty(folder, postgres)
    tables = os.environ.get("FAULTS_TABLES")
    if tables and not postgres:
        shutil.copyfile(tables, folder / "cauce.sqlite3")
    else:
        stage.cauce("migrate", "-v0")
    return stage


def tables(folder: Path, postgres: bool = False) -> Stage:
    """A stage in a folder that is not there yet, with every table and nothing in them, not yet begun."""
    return _once("tables", postgres, partial(_migrated, postgres)).copy(folder)


def _with_people(postgres: bool, folder: Path) -> Stage:
    stage = tables(folder, postgres).begin()
    stage.sign_in("people")
    return stage


def _copied(network: Path, folder: Path) -> Stage:
    shutil.copytree(network, folder)
    folder.chmod(0o755)
    return Stage(folder, network="demonstration")


def _brought(network: Path, folder: Path) -> Stage:
    stage = tables(folder, postgres=True).begin()
    brought.beside(network, folder)
    stage.network = "demonstration"
    stage.child("bring", given=str(network / brought.DATABASE))
    return stage


def _with_cases(cases: int, postgres: bool, folder: Path) -> Stage:
    network = os.environ.get("FAULTS_NETWORK")
    if network and network.endswith(f"-{cases}"):
        return _brought(Path(network), folder) if postgres else _copied(Path(network), folder)
    stage = tables(folder, postgres).begin()
    stage.cauce("demo", "--cases", str(cases))
    return stage


def stage(postgres: bool = False, where: Path | None = None, name: str = "one") -> Stage:
    """A fresh stage with the invented cast and a session for each, not yet begun.

    ``where``: on another file system.
    """
    made = _once("people", postgres, partial(_with_people, postgres))
    return made.copy((where or scratch()) / f"{name}-{time.monotonic_ns()}")


def full(cases: int, postgres: bool, name: str) -> Stage:
    """A stage with the demonstration network of so many cases, begun."""
    made = _once(f"demo-{cases}", postgres, partial(_with_cases, cases, postgres))
    return made.copy(scratch() / f"{name}-{time.monotonic_ns()}").begin()
