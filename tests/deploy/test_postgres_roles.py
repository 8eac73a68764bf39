"""The program's role on PostgreSQL, as deploy/postgres/roles.sql makes it, really signed in."""

from __future__ import annotations

import datetime as dt

import psycopg
import pytest
from django.db import connection, transaction

from cauce.custody.journal.chain import Link, append, verify
from tests.architecture.reading import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = (ROOT / "deploy/postgres/roles.sql").read_text(encoding="utf-8")
AT = dt.datetime(2026, 5, 4, 15, 30, tzinfo=dt.UTC)
INSERT = (
    "INSERT INTO journal_entry (chain, number, at, kind, what, actor, about_kind, about_id, detail,"
    " previous, seal) VALUES ('HOU', {n}, now(), 'act', 'case.open', 'x', '', '', '{{}}', '', '{s}')"
)
REFUSED = (
    "UPDATE journal_entry SET actor = 'x'",
    "UPDATE journal_entry SET actor = 'x' WHERE false",
    "DELETE FROM journal_entry",
    "DELETE FROM journal_chain",
    "TRUNCATE journal_entry",
    "TRUNCATE journal_chain",
    "UPDATE journal_chain SET length = 0, seal = ''",
    "UPDATE journal_chain SET length = length - 1",
    "UPDATE journal_chain SET length = length + 1",
    "UPDATE journal_chain SET name = 'LAR'",
    "INSERT INTO journal_chain (name, length, seal) VALUES ('LAR', 5, 'f')",
    "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER journal_entry_no_update ON journal_entry",
    "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
    "DROP TABLE journal_entry",
    "CREATE TABLE mine (a int)",
    "SET session_replication_role = replica",
    "SET ROLE cauce_owner",
    "DELETE FROM django_migrations",
)


@pytest.fixture
def app():
    """A connection of the program's own role, over the tables with three entries."""
    for number in range(3):
        with transaction.atomic():
            append(Link("act", "case.open", "ines", AT, "HOU", "case", str(number)))
    if connection.vendor != "postgresql":
        yield None  # SQLite has no roles: whoever opens the file owns it
        return
    with connection.cursor() as cursor:
        cursor.execute(SCRIPT)
        cursor.execute(SCRIPT)  # it may be run again
    at = connection.settings_dict
    with psycopg.connect(
        host=at["HOST"], port=at["PORT"], dbname=at["NAME"], user="cauce_app", autocommit=True
    ) as signed_in:
        yield signed_in
    with connection.cursor() as cursor:
        cursor.execute("DROP OWNED BY cauce_app, cauce_owner; DROP ROLE cauce_app, cauce_owner")
        cursor.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")


def test_the_role_of_the_program_can_only_add_to_the_journal(app):
    done = []
    for statement in REFUSED if app else ():
        try:
            app.execute(statement)
            done.append(statement)
        except psycopg.errors.InsufficientPrivilege:
            pass
    assert done == []
    assert verify() == (3, [])


def test_the_role_of_the_program_can_do_its_work(app):
    """Otherwise everything would be refused, and nothing shown."""
    if app is None:
        assert "REVOKE ALL ON journal_entry, journal_chain FROM cauce_app" in SCRIPT
        return
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE cauce_app")
    try:
        with transaction.atomic():
            append(Link("read", "case.page", "ines", AT, "HOU", "case", "1"))
        with transaction.atomic():
            append(Link("read", "case.page", "ines", AT, "LAR", "case", "1"))
        assert verify() == (5, [])
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_an_entry_that_the_role_adds_without_the_key_is_found(app):
    if app is None:
        assert verify() == (3, [])
        return
    app.execute(INSERT.format(n=4, s="f" * 64))
    app.execute("UPDATE journal_chain SET length = 4, seal = %s", ["f" * 64])
    assert [(b.chain, b.number) for b in verify()[1]] == [("HOU", 4)]
