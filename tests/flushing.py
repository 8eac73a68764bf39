"""How tests with transactions of their own empty the database after them.

Django truncates every table. On PostgreSQL that makes some 600 files anew each time, seconds of work
for tables that were nearly all empty; here the few rows there are go one by one.
The guards of the journal, of published figures and of the ledger of ε refuse either, so they are lifted
meanwhile. Then Django asks every app for its content types and permissions again, seven eighths of the work
on SQLite: nothing that a test does changes them, so they stay.
"""

from __future__ import annotations

from contextlib import contextmanager
from unittest.mock import patch

from django.core.management.commands import flush
from django.db import connection as current

from cauce.custody.journal import guards
from cauce.measurement.facts import guards as figures
from cauce.measurement.publishing import ledger_guards

FIGURES = (
    figures,
    ledger_guards,
)  # what a migration puts up and takes down, statement by statement

# What Django itself writes after migrating.
FIXED = {"django_content_type", "auth_permission"}


def _row_by_row(operations, style, tables, *, reset_sequences=False, allow_cascade=False):
    """The statements that empty these tables: foreign keys are looked at when all are done.

    As a truncation does, it waits first for whoever still writes: a late page must leave nothing.
    """
    if not tables:
        return []
    names = [operations.quote_name(table) for table in tables]
    emptying = [
        f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE;",
        " ".join(f"DELETE FROM {name};" for name in names),  # noqa: S608
    ]
    if reset_sequences:
        listed = operations.connection.introspection.sequence_list()
        sequences = [one for one in listed if one["table"] in set(tables)]
        emptying += operations.sequence_reset_by_name_sql(style, sequences)
    return emptying


def _lifting(empties):
    def lifted(operations, statements):
        here = operations.connection
        guards.take_down(here)
        _carry_out(here, [one.SQLITE_OFF for one in FIGURES], [one.POSTGRES_OFF for one in FIGURES])
        empties(operations, statements)
        guards.put_up(here)
        _carry_out(here, [one.SQLITE for one in FIGURES], [one.POSTGRES for one in FIGURES])

    return lifted


def _carry_out(connection, sqlite, postgres) -> None:
    with connection.cursor() as cursor:
        for lines in postgres if connection.vendor == "postgresql" else sqlite:
            for line in lines:
                cursor.execute(line)


def _all_but_fixed(empties):
    """What Django writes after a migration stays as it is, so it need not be written again."""

    def but_fixed(operations, style, tables, **given):
        return empties(operations, style, [one for one in tables if one not in FIXED], **given)

    return but_fixed


@contextmanager
def quick_flush():
    """From here on the database is emptied so."""
    kind = type(current.ops)
    empties = _row_by_row if current.vendor == "postgresql" else kind.sql_flush
    with (
        patch.object(kind, "sql_flush", _all_but_fixed(empties)),
        patch.object(kind, "execute_sql_flush", _lifting(kind.execute_sql_flush)),
        patch.object(flush, "emit_post_migrate_signal", lambda *_: None),
    ):
        yield
