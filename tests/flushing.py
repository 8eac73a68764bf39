"""How tests with transactions of their own empty the database after them.

Django truncates every table. On PostgreSQL that makes some 600 files anew each time, seconds of work
for tables that were nearly all empty; here only what has rows is emptied, row by row.
The guards of the journal refuse either, so they are lifted meanwhile.
"""

from __future__ import annotations

from contextlib import contextmanager

from django.db import connection as current
from django.db.backends.base.operations import BaseDatabaseOperations

from cauce.journal import guards


def _filled(connection, tables) -> list[str]:
    """Those of the tables that have rows."""
    quote = connection.ops.quote_name
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quote(table)})"  # noqa: S608
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


def _row_by_row(operations, style, tables, *, reset_sequences=False, allow_cascade=False):
    """The statements that empty these tables: foreign keys are looked at when all are done."""
    connection = operations.connection
    if not tables:
        return []
    emptying = [
        f"DELETE FROM {operations.quote_name(table)};"  # noqa: S608
        for table in _filled(connection, tables)
    ]
    if reset_sequences:
        sequences = [
            one for one in connection.introspection.sequence_list() if one["table"] in set(tables)
        ]
        emptying += operations.sequence_reset_by_name_sql(style, sequences)
    return emptying


def _lifting(empties):
    def lifted(operations, statements):
        guards.take_down(operations.connection)
        empties(operations, statements)
        guards.put_up(operations.connection)

    return lifted


@contextmanager
def quick_flush():
    """From here on the database is emptied so."""
    kind = type(current.ops)
    kept = BaseDatabaseOperations.execute_sql_flush, kind.sql_flush
    BaseDatabaseOperations.execute_sql_flush = _lifting(kept[0])
    if current.vendor == "postgresql":
        kind.sql_flush = _row_by_row
    try:
        yield
    finally:
        BaseDatabaseOperations.execute_sql_flush, kind.sql_flush = kept
