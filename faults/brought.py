"""A database of SQLite brought into one of PostgreSQL, row by row, as it lies there.

A demonstration network is made in half a minute; brought over from where it was made already it takes two
seconds. That both engines make the same one is a test by itself (``tests/casework/test_demo.py``).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FROM = "brought_from"
MANY = 500
PASSING = ("django_", "auth_")  # what Django writes itself when it migrates
DATABASE = "cauce.sqlite3"


def bring(file: str) -> int:
    """Every row of that file into this database, which has its tables and nothing in them; how many.

    What a row holds is written as it stands: no column is filled in anew, no act is done again.
    """
    from django.core.management.color import no_style
    from django.db import connection, transaction

    with reading(file), transaction.atomic(), connection.cursor() as cursor:
        found = list(tables())
        # What guards the journal lets it grow entry by entry, and would refuse a head that is there at once.
        cursor.execute("SET LOCAL session_replication_role = replica")
        brought = sum(_bring(cursor, table) for table in found)
        cursor.execute("SET LOCAL session_replication_role = origin")
        for one in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(one)
    return brought


@contextmanager
def reading(file: str) -> Iterator[None]:
    """That file as a second database, under the name ``FROM``."""
    from django.db import connection, connections

    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": {}}
    connections.databases[FROM] = connection.settings_dict | engine
    try:
        yield
    finally:
        connections[FROM].close()
        del connections[FROM], connections.databases[FROM]


def tables() -> Iterator[Any]:
    """Every table that the program has."""
    from django.apps import apps

    for table in apps.get_models(include_auto_created=True):
        if table._meta.managed and not table._meta.proxy and not table._meta.db_table.startswith(PASSING):
            yield table


def _bring(cursor: Any, table: Any) -> int:
    from django.db import connection

    quote, fields = connection.ops.quote_name, table._meta.local_concrete_fields
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    into = f"INSERT INTO {quote(table._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    rows = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        for row in table._base_manager.using(FROM).iterator(MANY)
    ]
    if rows:
        cursor.executemany(into, rows)
    return len(rows)


def beside(network: Path, folder: Path) -> None:
    """Everything that a server keeps beside its database, its keys with it, into another's folder."""
    for one in network.iterdir():
        if one.is_dir():
            shutil.copytree(one, folder / one.name, dirs_exist_ok=True)
        elif not one.name.startswith(DATABASE):
            shutil.copy(one, folder / one.name)
