"""What a test asked of a database is told apart from what only looks like it."""

from __future__ import annotations

import os
import sys

import pytest

from cauce.protocol.documents import unpacking

from . import record

OWN = {"DATABASE_URL": "sqlite:////a/folder/of/its/own.sqlite3"}
PYTHON = [sys.executable, "-m", "a.program"]


def sent_by(file: str, watch: record.Watch) -> None:
    """A statement that code in that file sends."""
    eval(compile("send()", f"{record.ROOT}/{file}", "eval"), {"send": lambda: watch.saw(7)})  # noqa: S307


@pytest.mark.parametrize("file", ["tests/casework/test_x.py", "cauce/cases/tests/test_x.py"])
def test_a_statement_that_a_test_sends_is_a_probe_until_the_program_sends_it(file):
    watch = record.Watch()
    sent_by(file, watch)
    assert watch.shapes == watch.probes == {7}
    sent_by("cauce/cases/access.py", watch)
    assert (watch.shapes, watch.probes) == ({7}, set())
    watch.shapes.clear()  # the next test
    sent_by(file, watch)
    assert (watch.shapes, watch.probes) == ({7}, set())


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("sqlite3.connect", ("/a/folder/keystore.sqlite3",)),
        ("sqlite3.connect", (b":memory:",)),
        ("subprocess.Popen", ("/usr/bin/git", ["git", "status"], None, None)),
        ("subprocess.Popen", ("/sbin/ldconfig", ["/sbin/ldconfig", "-p"], None, {})),
        ("subprocess.Popen", (sys.executable, [*PYTHON[:1], "-I", str(unpacking.CHILD), "zip"], None, {})),
        ("subprocess.Popen", (sys.executable, [sys.executable, "-m", record.OURS_BARE[1]], None, None)),
    ],
)
def test_what_opens_no_database_of_the_engine_is_not_counted(event, args):
    watch = record.Watch()
    watch.heard(event, args)
    assert (watch.asked, watch.unseen) == (0, 0)


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("sqlite3.connect", ("/a/folder/cauce.sqlite3",)),
        ("subprocess.Popen", (sys.executable, PYTHON, None, None)),
        ("subprocess.Popen", (sys.executable, PYTHON, None, OWN)),
        ("subprocess.Popen", ("/bin/sh", "cauce tick", None, OWN)),
        ("faults.begin", ({"DATABASE_URL": "postgres://cauce@127.0.0.1/postgres"},)),
        ("faults.begin", (OWN,)),
        ("os.fork", ()),
    ],
)
def test_what_may_open_one_where_nobody_sees_its_statements_is(event, args):
    watch = record.Watch()
    watch.heard(event, args)
    assert (watch.asked, watch.unseen) == (1, 1)


def test_with_the_mark_a_process_is_not_that_is_told_to_use_a_file_of_its_own():
    watch = record.Watch()
    watch.own = True
    watch.heard("subprocess.Popen", (sys.executable, PYTHON, None, OWN))
    watch.heard("faults.begin", (OWN,))
    assert watch.unseen == 0
    watch.heard("subprocess.Popen", (sys.executable, PYTHON, None, os.environ | {"DATABASE_URL": ""}))
    watch.heard("subprocess.Popen", (sys.executable, PYTHON, None, None))
    assert watch.unseen == 2


@pytest.mark.django_db
def test_a_connection_of_django_is_seen_and_a_harness_is_heard(request, django_db_blocker):
    from django.db import connection

    from faults import started

    watch = request.config.pluginmanager.get_plugin("record").watch
    asked, unseen = watch.asked, watch.unseen
    other = connection.copy()
    other.connect()
    other.close()
    if connection.vendor == "sqlite":
        assert watch.asked > asked and watch.unseen == unseen
    unseen = watch.unseen
    said = started.run("code", "print(1)", environment={**os.environ, "FAULTS_BREAK": ""})
    assert said.returncode == 0 and watch.unseen > unseen


def test_a_statement_with_another_number_of_rows_is_the_same():
    one = record.shape("INSERT INTO t (a, b) VALUES (%s, %s), (%s, %s)")
    assert one == record.shape("INSERT INTO t (a, b) VALUES (%s, %s)")
    assert one != record.shape("INSERT INTO u (a, b) VALUES (%s, %s)")
