"""The template as a database of the cluster that the tests run in, for PostgreSQL.

It is copied under another name, marked, and renamed last: a database without the mark was never whole,
or is somebody else's, and is made again. An advisory lock lets one process migrate; the others wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from django.db import connection

from .key import key

MAKING, TEMPLATE = "cauce_making_", "cauce_template_"
LOCK = 0x6361756365


def make(migrate: Callable[[], None], name: str) -> None:
    """This database as a copy of the template; where there is none, it is migrated and leaves one."""
    template = TEMPLATE + key()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # ends with this connection
        if whole(cursor, template):
            return _copy(cursor, template, name)
        migrate()
        keep(cursor, name, template)


def whole(cursor: Any, template: str) -> bool:
    """Whether a database of this name stands, with the mark that it gets when it is whole."""
    cursor.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
        [template],
    )
    row = cursor.fetchone()
    return row is not None and row[0] == template


def keep(cursor: Any, made: str, template: str) -> None:
    """This database as the template; what earlier runs left, whole or torn, is dropped."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) OR starts_with(datname, %s)",
        [MAKING, TEMPLATE],
    )
    for (left,) in cursor.fetchall():
        cursor.execute(f"DROP DATABASE {_quoted(left)}")
    making = f"{MAKING}{os.getpid()}"
    _copy(cursor, made, making)
    cursor.execute(f"COMMENT ON DATABASE {_quoted(making)} IS '{template}'")
    cursor.execute(f"ALTER DATABASE {_quoted(making)} RENAME TO {_quoted(template)}")


def _copy(cursor: Any, source: str, name: str) -> None:
    cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(name)}")
    cursor.execute(f"CREATE DATABASE {_quoted(name)} TEMPLATE {_quoted(source)}")


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
