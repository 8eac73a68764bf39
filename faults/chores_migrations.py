"""Which migrations came after the first ones, and what every column holds, as one hash.

A migration touches few tables of a hundred: after each, those are looked at that a statement named since
the look before, and at the end all of them, so that what changed a table without its name shows as well.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from typing import Any

ROWS = 5000
PASSING = ("django_", "auth_")  # what Django itself keeps
READS, WORD = ("SELECT", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK"), re.compile(r"\w+")


def _later(executor) -> list[tuple[str, str, str]]:
    """Every migration of ours after an app's first: app, name, and the one before it, in order."""
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    last: dict[str, str] = {}
    found = []
    for migration, _back in plan:
        ours = type(migration).__module__.startswith("cauce.")
        if ours and migration.app_label in last:
            found.append((migration.app_label, migration.name, last[migration.app_label]))
        last[migration.app_label] = migration.name
    return found


def _forward() -> float:
    """Migrate to the newest of all; how many seconds it took."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    began = time.monotonic()
    executor.migrate(executor.loader.graph.leaf_nodes())
    return time.monotonic() - began


def _back(after: Callable[[Any, float], None] = lambda migration, seconds: None) -> int:
    """Undo what came after the first migration of each app, and what needs it, one by one in one plan.

    ``after`` is called behind each with its seconds. Gives how many came after the first ones.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    began = 0.0

    def told(what: str, migration: Any = None, fake: bool = False) -> None:
        nonlocal began
        if what == "unapply_start":
            began = time.monotonic()
        elif what == "unapply_success":
            after(migration, time.monotonic() - began)

    executor = MigrationExecutor(connection, told)
    later = _later(executor)
    undone = {one for app, _, to in later for one, _back in executor.migration_plan([(app, to)])}
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    executor.migrate([], plan=[(one, True) for one, _ in reversed(plan) if one in undone])
    return len(later)


def back(_: Any) -> dict[str, Any]:
    """Back one by one to the first migration of each app: what every column held on both sides."""
    from django.db import connection

    before, slowest = hashes(None), 0.0
    pairs: list[tuple[dict[str, Any], dict[str, Any], str]] = []
    named: set[str] = set()

    def note(execute: Callable, sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(sql)
        if not text.lstrip().startswith(READS):
            named.update(WORD.findall(text))
        return execute(sql, params, many, context)

    def look(migration: Any, seconds: float) -> None:
        nonlocal before, slowest
        behind = _hashes(named)
        named.clear()
        pairs.append((before, behind, f"{migration.app_label} back from {migration.name}"))
        before, slowest = behind, max(slowest, seconds)

    with connection.execute_wrapper(note):
        later = _back(look)
    base = hashes(None)
    pairs.append((before, base, "in a table that no statement named"))
    return {"later": later, "pairs": pairs, "base": base, "slowest": slowest}


def forward(_: Any) -> dict[str, Any]:
    """Forward at once: what every column holds then, and how long it took."""
    seconds = _forward()
    return {"after": hashes(None), "slowest": seconds}


def back_again(_: Any) -> int:
    """Back once more, with no look in between."""
    return _back()


def hashes(_: Any) -> dict[str, list[Any]]:
    """For every column of every table of ours: how many rows, and a hash of what they hold."""
    return _hashes(None)


def _hashes(named: set[str] | None) -> dict[str, list[Any]]:
    """The same; where names are given, of the other tables what was found the last time."""
    from django.db import connection

    found: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(PASSING):
                continue
            if named is not None and table not in named and table in _known:
                found |= _known[table][1]
            else:
                found |= _hashes_of(cursor, table)
    return found


_known: dict[str, tuple[Any, dict[str, list[Any]]]] = {}


def _hashes_of(cursor: Any, table: str) -> dict[str, list[Any]]:
    """The columns of one table; what was found the last time, where every row is as it was then.

    To look at a row as a whole costs a tenth of looking at each of its values.
    """
    from django.db import connection

    named = connection.ops.quote_name(table)
    cursor.execute(f"SELECT * FROM {named} LIMIT 0")  # noqa: S608
    columns = [column[0] for column in cursor.description]
    # With its kind: a number that became a text looks the same in a row that is read as a text.
    kinds = [(column[0], column[1]) for column in cursor.description]
    listed = ", ".join(connection.ops.quote_name(name) for name in columns)
    rows = kinds, _rows_as_a_whole(cursor, named, listed)
    if table in _known and _known[table][0] == rows:
        return _known[table][1]
    sums = dict.fromkeys(columns, 0)
    count = 0
    cursor.execute(f"SELECT {listed} FROM {named}")  # noqa: S608
    while many := cursor.fetchmany(ROWS):
        count += len(many)
        for row in many:
            for name, value in zip(columns, row, strict=True):
                if isinstance(value, memoryview):
                    value = bytes(value)
                # A sum, so that the order of the rows does not count.
                sums[name] = (sums[name] + _hash(f"{row[0]}|{value!r}")) % 2**64
    found = {f"{table}.{name}": [count, f"{one:x}"] for name, one in sums.items()}
    _known[table] = rows, found
    return found


def _rows_as_a_whole(cursor: Any, named: str, listed: str) -> Any:
    """Something that is another when any row of the table is."""
    from django.db import connection

    if connection.vendor == "postgresql":
        whole = f"SUM(HASHTEXTEXTENDED(ROW({listed})::text, 0))"
        cursor.execute(f"SELECT COUNT(*), {whole} FROM {named}")  # noqa: S608
        return cursor.fetchone()
    cursor.execute(f"SELECT {listed} FROM {named}")  # noqa: S608
    # In the order of the file: where that is another, each value is looked at again, no more.
    whole = hashlib.blake2b(digest_size=16)
    while many := cursor.fetchmany(ROWS):
        whole.update(repr(many).encode())
    return whole.digest()


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def forget(_: Any) -> str:
    """What a migration with a forgotten step leaves: a column that is empty."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET status = ''")
    return "cases_case.status"
