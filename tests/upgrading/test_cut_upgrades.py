"""``cauce upgrade`` killed at every step, on an old house: it goes on, or back, and says which."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from django.utils import timezone

from cauce.content.errors import BadInput
from cauce.custody.journal import integrity
from cauce.operations import clock, replanning
from cauce.operations.backup import age, archive, copies
from cauce.operations.checks import refuse_unsafe
from cauce.operations.migrating import lacking
from cauce.operations.upgrading import going_on, in_use, looking, progress, rounds
from cauce.protocol.editions import schedule

from .opened import _on_the_cluster, kept, opened, said

pytestmark = pytest.mark.steps  # one house, killed, brought to the end, brought back and written to


@pytest.fixture(autouse=True)
def anchors_end_with_their_test():
    """Not here: those of a house stay with it."""


@pytest.fixture(autouse=True)
def only_the_shipped_edition():
    """Not here: which editions hold is asked of the database of the house."""
    yield
    schedule.forget()


class Kept:
    """The data and the progress of a moment, which can be had again."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.place = folder, folder.with_name(f"{folder.name}-{name}")
        self.database = connection.settings_dict["NAME"]
        connection.close()
        self.place.mkdir()
        for one in self._files(folder):
            (shutil.copytree if one.is_dir() else shutil.copy)(one, self.place / one.name)
        if connection.vendor == "postgresql":
            _on_the_cluster(f"CREATE DATABASE {self.database}_{name} TEMPLATE {self.database}")
            self.copy = f"{self.database}_{name}"

    @staticmethod
    def _files(place: Path) -> list[Path]:
        return [*place.glob("cauce.sqlite3*"), *place.glob("upgrade")]

    def again(self) -> None:
        connection.close()
        for one in self._files(self.folder):
            (shutil.rmtree if one.is_dir() else Path.unlink)(one)
        for one in self._files(self.place):
            (shutil.copytree if one.is_dir() else shutil.copy)(one, self.folder / one.name)
        if connection.vendor == "postgresql":
            _on_the_cluster(f"DROP DATABASE {self.database}")
            _on_the_cluster(f"CREATE DATABASE {self.database} TEMPLATE {self.copy}")
            _on_the_cluster(f"DROP DATABASE {self.copy}")


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """The house of the release before, as its server left it: the newest lacks next to nothing."""
    name = kept()[-2]
    folder = Path(settings.KEYSTORE_ROOT).parent / f"cut-{name}"
    given = {"BACKUP_RECIPIENT": age.new_pair()[1], "RESERVE_BYTES": 1 << 20}
    with django_db_blocker.unblock(), opened(name, folder) as house, override_settings(**given):
        # The clock of the house is that of its last day; whoever asks PostgreSQL hears that of today.
        apart = mock.patch.object(clock, "from_database", dt.timedelta)
        with mock.patch.object(clock, "_AT_START", clock._since_boot()), apart:
            rights = _narrowed()
            words = ("upgrade", "--to", str(folder / "out/data"), "--keys-to", str(folder / "out/keys"))
            yield SimpleNamespace(
                folder=folder, lacked=house.lacked, words=words, before=copies.held_now()[0], rights=rights
            )


def _narrowed() -> list[Any]:
    """A new table is open to more than the journal's, as deploy/postgres/roles.sql has it; who may what."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, UPDATE ON TABLES TO PUBLIC"
            )
            cursor.execute("GRANT SELECT ON journal_entry TO PUBLIC")
    return _rights()


def _rights() -> list[Any]:
    if connection.vendor != "postgresql":
        return []  # whoever opens the file owns it
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, relowner, relacl::text FROM pg_class WHERE relname = 'journal_entry'")
        tables = cursor.fetchall()
        cursor.execute("SELECT defaclrole, defaclobjtype, defaclacl::text FROM pg_default_acl ORDER BY 1, 2")
        return [tables, cursor.fetchall()]


def dies(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(where: Callable[[], Any], *words: str) -> None:
    """Run a command in a process that is killed (kill -9) where this patch says."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            with where():
                call_command(*words)
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def in_the_middle(lacked: list[tuple[str, str]]) -> Any:
    """Killed between the work of a migration in the middle and the word that it was done."""
    last, record = lacked[len(lacked) // 2], MigrationRecorder.record_applied

    def recorded(self: Any, app: str, name: str) -> None:
        if (app, name) == last:
            dies()
        record(self, app, name)

    return mock.patch.object(MigrationRecorder, "record_applied", recorded)


def copied_and_not_noted() -> Any:
    """Killed when the copy by which one goes back is there; that of the backup is made before."""
    copy = copies.copy

    def copied(folder: Path, *, rights: bool = False) -> Any:
        made = copy(folder, rights=rights)
        return dies() if rights else made

    return mock.patch.object(copies, "copy", copied)


def start() -> str:
    """What the pages say that do not start; '' where they do."""
    try:
        progress.refuse_underway()
        refuse_unsafe()
    except BadInput as problem:
        return problem.text("es") + problem.text("en")
    return ""


def as_before(house: SimpleNamespace) -> bool:
    now = copies.held_now()[0]
    same = (now.counts, now.heads, now.migrations) == (
        house.before.counts,
        house.before.heads,
        house.before.migrations,
    )
    assert _rights() == house.rights
    return same and progress.found() is None and not progress.copied().exists()


def test_killed_at_every_step_it_goes_on_to_the_end_and_back_to_the_beginning(house):
    assert len(house.lacked) > 2
    if connection.vendor == "sqlite":
        coming_back: Any = lambda: mock.patch.object(copies, "put", dies)  # noqa: E731
    else:
        coming_back = lambda: mock.patch.object(copies, "_program", dies)  # noqa: E731
    steps = {
        "backup": lambda: mock.patch.object(archive.age, "seal", dies),
        "copy": copied_and_not_noted,
        "migrate": lambda: in_the_middle(house.lacked),
        "replan": lambda: mock.patch.object(replanning, "put_right", dies),
        "verify": lambda: mock.patch.object(going_on, "heads", dies),
    }
    for step, where in steps.items():
        killed(where, *house.words)
        assert progress.found().step == step
        cut = Kept(house.folder, step)
        if step in progress.CHANGES:
            assert "cauce upgrade --back" in start() and "nada se perdió" in start()
        status, told = said("upgrade", "--back")
        changed = step in progress.CHANGES
        assert status == 0 and ("Los datos están como antes" in told) is changed, told
        assert as_before(house), step
        cut.again()

    status, told = said(*house.words)
    assert status == 0 and "Se cortó en «bitácora»" in told and "Al día" in told, told
    assert lacking() == [] and start() == "" and integrity.walk().whole
    assert said("replan", "--check")[0] == 0

    done = Kept(house.folder, "done")
    killed(coming_back, "upgrade", "--back")
    assert "cauce upgrade --back" in start() and said(*house.words)[0] == 2
    assert said("upgrade", "--back")[0] == 0 and as_before(house)
    done.again()


def test_afterwards_it_goes_back_until_somebody_writes_and_then_says_what_to_do(house):
    assert said(*house.words)[1].strip().endswith("no se cambió nada.")
    assert rounds.copies_removed(timezone.now(), None) == 0 and progress.copied().exists()
    integrity.anchor_now(timezone.now())
    assert rounds.copies_removed(timezone.now(), None) == 1 and not progress.copied().exists()
    for language, words in (("es", "volver las perdería"), ("en", "going back would lose them")):
        status, told = said("upgrade", "--back", "--language", language)
        assert status == 2 and words in told and "docs/upgrade.md" in told
    assert lacking() == [] and start() == ""


def test_while_it_runs_nothing_else_does_and_while_anything_runs_it_does_not(house):
    with in_use.alone(), pytest.raises(BadInput, match="upgrade is under way"):
        in_use.hold()
    with mock.patch.object(in_use.os, "close"):  # as a process that lives on
        holds = in_use._lock(in_use.fcntl.LOCK_SH)
    status, told = said("upgrade", "--back")
    os.close(holds)
    assert status == 2 and "systemctl stop cauce cauce-tick" in told


def test_what_was_written_down_and_cannot_be_read_starts_nothing_and_deletes_nothing(house):
    file = progress.folder() / "progress.json"
    whole = file.read_text()
    file.write_text(whole[:20])
    assert "Delete nothing" in start() and said(*house.words)[0] == said("upgrade", "--back")[0] == 2
    file.write_text(whole)
    assert start() == ""


def test_without_room_nothing_is_begun_and_it_says_how_much_is_needed(house, monkeypatch):
    monkeypatch.setattr(looking.shutil, "disk_usage", lambda place: SimpleNamespace(free=3 << 20))
    with pytest.raises(BadInput) as refused:
        looking.look(house.folder / "out/data", house.folder / "out/keys", timezone.now())
    assert "quedan 3; nada se cambió" in refused.value.text("es")
    assert "3 are left; nothing was changed" in refused.value.text("en")


def test_a_disk_that_fills_up_in_the_middle_loses_nothing_and_says_how_to_go_on(house, monkeypatch):
    def full(*_: Any, **__: Any) -> None:
        raise OperationalError("database or disk is full")

    progress.keep(progress.Progress("migrate", "", 1, heads=going_on.heads()))
    with monkeypatch.context() as patch:
        patch.setattr(going_on, "call_command", full)
        for language, words in (("es", "sigue donde quedó"), ("en", "it goes on where it stopped")):
            status, told = said(*house.words, "--language", language)
            assert status == 2 and words in told
    assert said(*house.words)[0] == 0 and lacking() == []


@pytest.mark.parametrize("hours", [-1, 1])
def test_with_a_clock_an_hour_off_nothing_is_begun(house, hours):
    """Behind: what was noted last lies ahead of it; ahead, or back: it jumped while this process lives."""
    with time_machine.travel(timezone.now() + dt.timedelta(hours=hours)):
        with pytest.raises(BadInput) as refused:
            looking.look(house.folder / "out/data", house.folder / "out/keys", timezone.now())
    assert "reloj" in refused.value.text("es") and "60 minutos" in refused.value.text("es")
    assert "set-ntp true" in refused.value.text("en") and progress.found().step == "done"


def test_the_last_backup_is_read_again_and_one_byte_off_is_found(house):
    to, keys_to = house.folder / "out/data", house.folder / "out/keys"
    found = looking.last_backup(to, keys_to, timezone.now())
    file = Path(found["keys"])
    whole = file.read_bytes()
    file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    with pytest.raises(BadInput, match="is not what was written"):
        looking.last_backup(to, keys_to, timezone.now())
    file.write_bytes(whole)
    with pytest.raises(BadInput, match="25 hours old"):
        looking.last_backup(to, keys_to, timezone.now() + dt.timedelta(hours=25))
    file.unlink()
    with pytest.raises(BadInput, match="is missing"):
        looking.last_backup(to, keys_to, timezone.now())
