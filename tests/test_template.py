"""Each worker's database is copied from one that was migrated once: never from one that is not whole."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cauce.custody.journal import guards
from tests import template as template_made
from tests.template import cluster, file
from tests.template import key as keys


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    """A folder for templates that only this test uses."""
    monkeypatch.setattr(file, "folder", lambda: tmp_path / "var" / "tests")
    return tmp_path / "var" / "tests"


@pytest.fixture
def run(var, tmp_path):
    """What a worker does: a database is made, by migrating (a table here) or from the template."""
    migrated: list[str] = []

    def worker(name: str) -> list[str]:
        made = tmp_path / name

        def migrate() -> None:
            migrated.append(name)
            with sqlite3.connect(made) as new:
                new.execute("CREATE TABLE migrated (by)")
                new.execute("INSERT INTO migrated VALUES (?)", (name,))

        file.make(migrate, str(made))
        with sqlite3.connect(made) as there:
            assert there.execute("SELECT count(*) FROM migrated").fetchone() == (1,)
        return migrated

    return worker


def template(var: Path) -> Path:
    (only,) = var.glob("*.sqlite3")
    return only


def test_a_copy_of_the_process_migrates_and_keeps_to_itself_what_it_read(tmp_path):
    said = tmp_path / "said"
    assert template_made._done_by_a_child(lambda: said.write_text(str(os.getpid())))
    assert int(said.read_text()) != os.getpid()


def test_what_ends_a_copy_of_the_process_is_told_to_the_process_itself(tmp_path):
    assert not template_made._done_by_a_child(lambda: (tmp_path / "not there" / "x").write_text(""))
    assert not template_made._done_by_a_child(lambda: os.kill(os.getpid(), signal.SIGKILL))


def test_the_first_migrates_and_the_others_copy(run, var):
    assert run("one") == run("two") == run("three") == ["one"]
    assert template(var).name.startswith(keys.key())


def test_a_torn_template_is_found_and_made_again(run, var):
    run("one")
    whole = template(var).read_bytes()
    template(var).write_bytes(whole[: len(whole) // 2])
    assert run("two") == ["one", "two"]
    assert run("three") == ["one", "two"]


@pytest.mark.parametrize("foreign", ["file", "link", "folder", "database"])
def test_what_somebody_else_put_there_is_never_read(run, var, tmp_path, foreign):
    var.mkdir(parents=True)
    there, other = var / f"{keys.key()}-{'0' * 32}.sqlite3", tmp_path / "other.sqlite3"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE migrated (by)")
    content = other.read_bytes()
    if foreign == "file":
        there.write_text("not a database")
    elif foreign == "folder":
        (there / "more").mkdir(parents=True)
    elif foreign == "database":
        there.write_bytes(content)
    else:
        digest = hashlib.sha256(content).hexdigest()[:32]
        (var / f"{keys.key()}-{digest}.sqlite3").symlink_to(other)
    assert run("one") == ["one"] == run("two")
    assert template(var).is_file() and not template(var).is_symlink()
    assert other.read_bytes() == content


def test_what_an_interrupted_run_left_half_made_is_never_used_and_is_swept(run, var):
    var.mkdir(parents=True)
    (var / "making-1").write_bytes(b"SQLite format 3\0")
    (var / "making-2").mkdir()
    assert run("one") == ["one"]
    assert sorted(one.name for one in var.iterdir()) == sorted([template(var).name, "lock"])


def test_a_run_that_dies_while_it_migrates_leaves_nothing_and_holds_up_nobody(run, var):
    def dies() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file.make(dies, "nowhere")
    assert not list(var.glob("*.sqlite3"))
    assert run("one") == ["one"]


def test_a_template_of_another_python_is_another_template(run, var, monkeypatch):
    run("one")
    monkeypatch.setattr(keys, "versions", lambda: "(3, 99) 3.99.0 9.9")
    assert run("two") == ["one", "two"]
    assert len(list(var.glob("*.sqlite3"))) == 2


def test_only_the_newest_few_are_kept(run, var, monkeypatch):
    monkeypatch.setattr(file, "KEPT", 2)
    for number in range(4):
        monkeypatch.setattr(keys, "versions", lambda number=number: f"version {number}")
        run(f"run{number}")
        os.utime(next(var.glob(f"{keys.key()}-*")), (number, number))
    assert len(list(var.glob("*.sqlite3"))) == file.KEPT
    assert not list(var.glob(f"{_key_of('version 0', monkeypatch)}-*"))


def _key_of(version: str, monkeypatch) -> str:
    monkeypatch.setattr(keys, "versions", lambda: version)
    return keys.key()


def test_where_nothing_can_be_kept_each_migrates_and_is_told_the_cure(run, var):
    var.parent.mkdir(parents=True)
    var.write_text("a file where the folder should be")
    with pytest.warns(UserWarning, match="permita escribir.*allow writing"):
        assert run("one") == ["one"]


def test_without_room_for_a_template_the_run_goes_on_with_what_it_migrated(run, var, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(file.os, "fsync", full)
    with pytest.warns(UserWarning, match="Free space"):
        assert run("one") == ["one"]
    assert not list(var.glob("*.sqlite3"))


def test_the_log_of_a_process_of_this_number_that_was_killed_is_not_read_into_the_copy(run, tmp_path):
    run("one")
    (tmp_path / "two-wal").write_bytes(b"\x37\x7f\x06\x82" + b"x" * 500)
    run("two")
    assert not (tmp_path / "two-wal").exists()


SIDE_BY_SIDE = """
import sqlite3, sys, time
from pathlib import Path
from tests.template import file
folder, name = Path(sys.argv[1]), sys.argv[2]
file.folder = lambda: folder / "templates"
def migrate():
    with (folder / "migrated").open("a") as said:
        said.write(name + "\\n")
    with sqlite3.connect(folder / name) as new:
        new.execute("CREATE TABLE migrated (by)")
    print("migrating", flush=True)
    sys.stdin.readline()
file.make(migrate, str(folder / name))
with sqlite3.connect(folder / name) as there:
    there.execute("SELECT * FROM migrated")
"""


def process(folder: Path, name: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SIDE_BY_SIDE), str(folder), name],
        cwd=settings.BASE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cauce.site.settings.test"},
    )


def test_of_two_runs_side_by_side_one_migrates_and_the_other_waits_for_it(tmp_path):
    first, second = process(tmp_path, "first"), process(tmp_path, "second")
    # Whichever comes first says that it migrates, and is let go on only then.
    for one in (first, second):
        one.stdin.write("go on\n")
        one.stdin.flush()
    assert [one.wait(timeout=100) for one in (first, second)] == [0, 0]
    assert len((tmp_path / "migrated").read_text().splitlines()) == 1


def test_a_run_that_was_killed_while_it_migrated_is_waited_for_by_nobody(tmp_path):
    killed = process(tmp_path, "killed")
    assert killed.stdout.readline() == "migrating\n"
    waiting = process(tmp_path, "waiting")
    waiting.stdin.write("go on\n")
    waiting.stdin.flush()
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(timeout=100) == -signal.SIGKILL
    assert waiting.wait(timeout=100) == 0
    assert (tmp_path / "migrated").read_text().split() == ["killed", "waiting"]


# What the key is made of


def planted(root: Path) -> Path:
    """A tree of ours with one migration, its models and a guard."""
    for name in (
        "custody/journal/migrations/0001_initial.py",
        "custody/journal/models.py",
        "custody/journal/guards.py",
    ):
        (root / "cauce" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "cauce" / name).write_text("pass\n")
    return root


@pytest.mark.parametrize("name", ["migrations/0001_initial.py", "models.py", "guards.py"])
def test_the_key_changes_with_what_the_database_follows_from(tmp_path, name):
    root = planted(tmp_path)
    before = keys.key(root)
    assert before == keys.key(root)
    (root / "cauce/custody/journal" / name).write_text("pass  # changed\n")
    assert keys.key(root) != before


def test_the_key_changes_with_a_migration_that_comes_or_goes(tmp_path):
    root = planted(tmp_path)
    before = keys.key(root)
    added = root / "cauce/custody/journal" / "migrations" / "0002_more.py"
    added.write_text("pass\n")
    more = keys.key(root)
    added.rename(added.with_name("0003_more.py"))
    assert len({before, more, keys.key(root)}) == 3


def test_the_key_changes_with_the_settings_that_matter(settings):
    before = keys.key()
    settings.INSTALLED_APPS = settings.INSTALLED_APPS[:-1]
    assert keys.key() != before


def test_every_module_of_ours_that_a_migration_reads_is_in_the_key():
    sources = keys.sources(settings.BASE)
    listed = {str(one.relative_to(settings.BASE)) for one in sources}
    read = set()
    for one in settings.BASE.glob("cauce/**/migrations/*.py"):
        for line in one.read_text("utf-8").splitlines():
            words = line.split()
            if words[:1] in (["from"], ["import"]) and words[1].startswith("cauce."):
                module = words[1].replace(".", "/")
                names = [f"{module}.py", *(f"{module}/{name.strip(',')}.py" for name in words[3:])]
                there = [name for name in names if (settings.BASE / name).is_file()]
                assert there, f"{one}: {line}"
                read.update(there)
    assert read and read <= listed, read - listed
    for model in apps.get_models():
        if model.__module__.startswith("cauce."):
            assert Path(sys.modules[model.__module__].__file__) in sources


# The database of this very run


@pytest.mark.django_db
def test_the_copied_database_is_migrated_to_the_last_and_the_guards_stand():
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert guards.missing(connection) == []
    connection.check_constraints()


# PostgreSQL


@pytest.fixture
def server(django_db_setup, django_db_blocker, monkeypatch):
    """The cluster of this run, with names of templates that only this test uses."""
    if connection.vendor != "postgresql":
        yield None
        return
    monkeypatch.setattr(cluster, "TEMPLATE", "cauce_tried_template_")
    monkeypatch.setattr(cluster, "MAKING", "cauce_tried_making_")
    monkeypatch.setattr(cluster, "LOCK", cluster.LOCK + 1)
    with django_db_blocker.unblock(), connection.creation._nodb_cursor() as cursor:
        yield cursor
        for name in _databases(cursor):
            cursor.execute(f'DROP DATABASE "{name}"')


def _databases(cursor) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, 'cauce_tried_')")
    return sorted(name for (name,) in cursor.fetchall())


def _worker(cursor, name: str) -> list[str]:
    """What was migrated when a worker began with a database of this name."""
    migrated: list[str] = []

    def migrate() -> None:
        cursor.execute(f'CREATE DATABASE "{name}"')
        migrated.append(name)

    cluster.make(migrate, name)
    assert name in _databases(cursor)
    return migrated


def _template(cursor) -> str:
    (only,) = [name for name in _databases(cursor) if name.startswith(cluster.TEMPLATE)]
    return only


def test_on_a_server_the_first_migrates_and_the_others_copy(server):
    if server is None:
        return  # the same is asked of SQLite above
    assert _worker(server, "cauce_tried_one") == ["cauce_tried_one"]
    assert _worker(server, "cauce_tried_two") == _worker(server, "cauce_tried_two") == []
    assert _template(server) == cluster.TEMPLATE + keys.key()


def test_on_a_server_what_is_half_made_or_not_ours_is_dropped_and_made_again(server):
    if server is None:
        return
    server.execute(f'CREATE DATABASE "{cluster.MAKING}77"')
    server.execute(f'CREATE DATABASE "{cluster.TEMPLATE}{keys.key()}"')  # without the mark
    assert _worker(server, "cauce_tried_one") == ["cauce_tried_one"]
    assert _worker(server, "cauce_tried_two") == []
    assert f"{cluster.MAKING}77" not in _databases(server)
