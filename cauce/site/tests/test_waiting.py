"""Many write one embedded database: who waits holds nobody, and is served as soon as it is free."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from cauce.custody.keystore import waiting
from cauce.site.settings.base import database

WRITE = "INSERT INTO said (words) VALUES ('hola')"


@pytest.fixture
def file(tmp_path, django_db_blocker):
    """A database with one table, as the settings open it: each thread has a connection of its own."""
    handler = ConnectionHandler({"default": database(f"sqlite:///{tmp_path / 'post.sqlite3'}")})
    with django_db_blocker.unblock():
        with handler["default"].cursor() as cursor:
            cursor.execute("CREATE TABLE said (words TEXT)")
        yield handler
        handler.close_all()


def said(handler) -> int:
    with handler["default"].cursor() as cursor:
        return cursor.execute("SELECT count(*) FROM said").fetchone()[0]


def begin(connection) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection) -> None:
    connection.commit()
    connection.set_autocommit(True)


def in_another_thread(handler, do):
    """Start ``do`` with the connection of another thread; a future, once it is about to wait."""
    about = threading.Event()

    def run():
        connection = handler["default"]
        connection.ensure_connection()
        about.set()
        try:
            return do(connection)
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    future = pool.submit(run)
    pool.shutdown(wait=False)
    assert about.wait(10)
    return future


def write_alone(connection):
    with connection.cursor() as cursor:
        cursor.execute(WRITE)


def write_in_an_act(connection):
    begin(connection)
    write_alone(connection)
    end(connection)


@pytest.mark.parametrize("write", [write_alone, write_in_an_act])
def test_a_write_waits_until_the_other_has_ended(file, write):
    begin(file["default"])
    write_alone(file["default"])
    waits = in_another_thread(file, write)
    assert not waits.done()
    end(file["default"])
    waits.result(timeout=10)
    assert said(file) == 2


def test_a_write_that_waited_for_too_long_says_so(file, monkeypatch):
    monkeypatch.setattr(waiting, "LONGEST", 0.05)
    begin(file["default"])
    write_alone(file["default"])
    for write in (write_alone, write_in_an_act):
        with pytest.raises(OperationalError, match="locked"):
            in_another_thread(file, write).result(timeout=10)
    end(file["default"])
    assert said(file) == 1


def test_what_is_wrong_with_a_statement_is_said_at_once(file):
    with file["default"].cursor() as cursor, pytest.raises(OperationalError, match="no such table"):
        cursor.execute("SELECT * FROM nowhere")


@pytest.mark.parametrize(
    ("kind", "timeout", "served"),
    [(waiting.Patient, 0, ("BEGIN IMMEDIATE", WRITE, "COMMIT")), (sqlite3.Connection, 0.5, ())],
)
def test_whoever_writes_is_not_held_by_whoever_waits(file, kind, timeout, served):
    """The second is the control: with SQLite's own wait the writer stands until the time is over."""
    name = file["default"].settings_dict["NAME"]
    open_ = {"isolation_level": None, "check_same_thread": False}
    writer = sqlite3.connect(name, **open_)
    waiter = sqlite3.connect(name, timeout=timeout, factory=kind, **open_)
    forgotten = [waiter.execute("SELECT 1 UNION SELECT 2")]
    inside = threading.Event()
    if served:
        inside.set()
    else:  # told from within the statement, which holds its connection from then until its wait is over
        waiter.set_trace_callback(lambda _words: inside.set())
    writer.execute("BEGIN IMMEDIATE")
    writer.execute(WRITE)
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(lambda: [waiter.execute(words) for words in served or (WRITE,)])
        assert inside.wait(10)
        forgotten.clear()  # thrown away by the writer's thread, as collecting garbage does it
        writer.execute("COMMIT")
        problem = waits.exception(timeout=10)
    assert problem is None or not served
    assert said(file) == (2 if served else 1)
    writer.close()
    waiter.close()


def test_a_transaction_that_did_not_begin_is_asked_for_again_though_nobody_said_busy(file):
    """The mistake of a statement is lost where another thread throws away a cursor of its connection just
    then: three times in three hundred, where one tries."""
    with sqlite3.connect(file["default"].settings_dict["NAME"], isolation_level=None) as unheard:
        asked = []

        def begin_at_the_third() -> None:
            asked.append("BEGIN IMMEDIATE")
            if len(asked) == 3:
                unheard.execute(asked[-1])
            waiting.check_begun(unheard, asked[-1])

        waiting.patiently(begin_at_the_third)
        assert len(asked) == 3 and unheard.in_transaction
        unheard.execute("ROLLBACK")
        waiting.check_begun(unheard, WRITE)
