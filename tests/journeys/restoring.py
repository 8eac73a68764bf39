"""States of the served database and of its keys: copied aside once by each worker, then put back.

To put a state back takes the place of building it through acts and of emptying every table after it.
SQLite copies a whole file into another page by page, in one transaction and whoever has it open;
PostgreSQL makes a database after another one. Nobody may be writing: the server has stopped.
"""

from __future__ import annotations

import copy
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from cauce.custody.keystore import file as keystore
from cauce.site.settings.place import hold


class States:
    """What the database of this worker can be put back to, each state by its name."""

    def __init__(self) -> None:
        # Beside the tests' own files, in memory where the machine offers it, and named after them; not
        # among them, where every file is searched for what was typed.
        beside = settings.KEYSTORE_ROOT.parent
        self.folder = Path(tempfile.mkdtemp(prefix=f"{beside.name}-states-", dir=beside.parent))
        hold(self.folder)
        self._made: dict[str, Any] = {}

    def keep(self, name: str, made: Any = None) -> None:
        """Copy the database as it is now; ``made``: what the tests hold of it."""
        self._made[name] = made
        _kind().keep(self.folder / name)

    def put_back(self, name: str) -> Any:
        """The database as it was, and a copy of what the tests hold of it."""
        _kind().put_back(self.folder / name)
        return copy.deepcopy(self._made[name])

    def world(self, name: str, build: Callable[[], Any]) -> Any:
        """What ``build`` makes in an empty database: built once, later put back with its keys."""
        keys = self.folder / f"{name}.keys"
        if name in self._made:
            _put_keys_back(keys)
            return self.put_back(name)
        self.keep(name, build())
        _keep_keys(keys)
        return copy.deepcopy(self._made[name])

    def forget(self) -> None:
        for name in self._made:
            _kind().forget(self.folder / name)
        shutil.rmtree(self.folder, ignore_errors=True)


def _kind() -> type[_Sqlite] | type[_Postgres]:
    return _Postgres if connection.vendor == "postgresql" else _Sqlite


class _Sqlite:
    @staticmethod
    def keep(aside: Path) -> None:
        connection.ensure_connection()
        _copy_out(connection.connection, aside)

    @staticmethod
    def put_back(aside: Path) -> None:
        connection.ensure_connection()
        _copy_in(aside, connection.connection)
        # What lies in the log was written since, and all of it is looked through: it never gets shorter
        # by itself, and one long journey left eighty megabytes to every one after it.
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @staticmethod
    def forget(aside: Path) -> None:
        aside.unlink(missing_ok=True)


class _Postgres:
    @staticmethod
    def _aside(aside: Path) -> str:
        return f"{connection.settings_dict['NAME']}_{aside.name}"

    @classmethod
    def keep(cls, aside: Path) -> None:
        cls._make(cls._aside(aside), like=connection.settings_dict["NAME"])

    @classmethod
    def put_back(cls, aside: Path) -> None:
        cls._make(connection.settings_dict["NAME"], like=cls._aside(aside))

    @classmethod
    def forget(cls, aside: Path) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{cls._aside(aside)}" WITH (FORCE)')

    @staticmethod
    def _make(name: str, *, like: str) -> None:
        connections.close_all()  # no database is copied while somebody has it open
        with connection._nodb_cursor() as cursor:
            # A thread of a server that has stopped may have left its connection behind.
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
                [like],
            )
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')


def _copy_out(live: sqlite3.Connection, aside: Path) -> None:
    with closing(sqlite3.connect(aside)) as file:
        live.backup(file)


def _copy_in(aside: Path, live: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(aside)) as file:
        file.backup(live)


def _keep_keys(aside: Path) -> None:
    aside.mkdir()
    _copy_out(keystore.connection(), aside / "keystore")
    if settings.JOURNAL_KEYS.exists():
        shutil.copytree(settings.JOURNAL_KEYS, aside / "journal")


def _put_keys_back(aside: Path) -> None:
    _copy_in(aside / "keystore", keystore.connection())
    for folder in (settings.JOURNAL_KEYS, settings.JOURNAL_ANCHORS):
        shutil.rmtree(folder, ignore_errors=True)
    if (aside / "journal").exists():
        shutil.copytree(aside / "journal", settings.JOURNAL_KEYS)
