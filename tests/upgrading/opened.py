"""An old house put where the program looks for its own, and brought up to date, cut in the middle."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import time_machine
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from cauce.operations.migrating import lacking
from cauce.protocol.editions import schedule
from faults.chores_migrations import hashes

from .making import DUMP, HOUSES, MADE

# Where ``cauce.site.settings.base`` keeps each, below ``CAUCE_VAR``.
PLACES = {
    "KEYSTORE_ROOT": "keystore.root",
    "JOURNAL_KEYS": "journal.keys",
    "JOURNAL_ANCHORS": "anchors",
    "STATISTICS_KEY": "statistics.key",
    "RETENTION_LEDGER": "retention-ledger.jsonl",
    "PEPPER_PATH": "pepper.key",
    "EDITIONS_ROOT": "editions",
    "SLOTS_ROOT": "slots",
}


def kept() -> list[str]:
    """The day of each house that is kept for the engine in use, oldest first."""
    end = f"-{connection.vendor}.tar.xz"
    return sorted(one.name.removesuffix(end) for one in HOUSES.glob(f"*{end}"))


class Cut(BaseException):
    """The process that migrates ends here."""


@dataclass
class House:
    """``lacked``: the migrations that it has not been through; ``before``: what every column held."""

    made_at: dt.datetime
    lacked: list[tuple[str, str]]
    before: dict[str, list[Any]]

    def cut(self) -> None:
        """Migrate to the middle of what is lacking and end between a migration's work and its record."""
        last = self.lacked[len(self.lacked) // 2]
        record = MigrationRecorder.record_applied

        def recorded(self, app: str, name: str) -> None:
            if (app, name) == last:
                raise Cut
            record(self, app, name)

        with mock.patch.object(MigrationRecorder, "record_applied", recorded):
            try:
                call_command("migrate", verbosity=0)
            except Cut:
                connection.close()


def differ(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> list[str]:
    """The columns of both that do not hold the same."""
    return sorted(name for name in one.keys() & other.keys() if one[name] != other[name])


@contextmanager
def opened(name: str, folder: Path) -> Iterator[House]:
    """The house of that day as its server left it, its clock a day on; what was set is set back."""
    with tarfile.open(HOUSES / f"{name}-{connection.vendor}.tar.xz") as tar:
        tar.extractall(folder, filter="data")
    made_at = dt.datetime.fromisoformat(json.loads((folder / MADE).read_text("utf-8"))["at"])
    with entered(folder, made_at + dt.timedelta(days=1)):
        yield House(made_at, lacking(), hashes(None))


def said(*words: str) -> tuple[int, str]:
    """The exit status of a command, and what it said."""
    out, status = io.StringIO(), 0
    with redirect_stdout(out), redirect_stderr(out):
        try:
            call_command(*words, stdout=out)
        except SystemExit as ended:
            status = int(ended.code or 0)
    return status, out.getvalue()


Opening = Callable[[Path], AbstractContextManager[None]]


@contextmanager
def entered(folder: Path, at: dt.datetime, database: Opening | None = None) -> Iterator[None]:
    """What a server left in that folder is this program's own, its clock at ``at``.

    ``database``: how its database is opened; None: as the server of this engine left it.
    """
    given: dict[str, Any] = {one: folder / place for one, place in PLACES.items()}
    given |= {
        "VAR": folder,
        "SECRET_KEY": (folder / "secret.key").read_text("utf-8"),
        "KEYSTORE_URL": f"sqlite:///{folder / 'keystore.sqlite3'}",
    }
    with ExitStack() as stack:
        stack.enter_context(time_machine.travel(at))
        stack.enter_context(override_settings(**given))
        stack.enter_context((database or _database)(folder))
        schedule.forget()  # what was known is of the tests' own database
        stack.callback(schedule.assume)
        yield


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    connection.close()
    try:
        if connection.vendor == "postgresql":
            there = f"cauce_house_{os.getpid()}"
            _on_the_cluster(f"DROP DATABASE IF EXISTS {there}", f"CREATE DATABASE {there}")
            connection.settings_dict["NAME"] = there
            with connection.cursor() as cursor:
                cursor.execute(_statements((folder / DUMP).read_text("utf-8")))
        else:
            connection.settings_dict["NAME"] = str(folder / "cauce.sqlite3")
        connection.close()  # loading left it without a search path
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        if connection.vendor == "postgresql":
            _on_the_cluster(f"DROP DATABASE IF EXISTS {there}")


def _on_the_cluster(*statements: str) -> None:
    with connection.creation._nodb_cursor() as cursor:
        for one in statements:
            cursor.execute(one)


def _statements(dump: str) -> str:
    """Without what only psql reads, and without a setting that older servers do not know."""
    left_out = ("\\restrict", "\\unrestrict", "SET transaction_timeout")
    return "\n".join(line for line in dump.split("\n") if not line.startswith(left_out))
