"""Many new rows of one table at once: for the bulk doors alone, inside the act that writes them.

The same rows as ``bulk_create`` writes, in the same order. On SQLite Django puts a statement together for
every ninety rows and asks every field three times what to write; that took longer than all the rest of a
bulk door. There one statement, as Django writes it for the first row, is carried out for all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import connections, models, router, transaction
from django.db.models.sql import InsertQuery

Stored = Callable[[Any], Any]
PLAIN: dict[str, type] = {
    "CharField": str,
    "TextField": str,
    "BooleanField": bool,
    "IntegerField": int,
    "BigIntegerField": int,
    "SmallIntegerField": int,
    "PositiveIntegerField": int,
    "PositiveSmallIntegerField": int,
}


def write_many(rows: Iterable[models.Model]) -> int:
    """Write them, all of one table and none of them there yet; how many. Those that the database numbers
    do not learn their number."""
    found = list(rows)
    if not found:
        return 0
    table = type(found[0])
    alias = router.db_for_write(table)
    if connections[alias].vendor != "sqlite":
        table._default_manager.bulk_create(found)
        return len(found)
    fields = [
        field
        for field in table._meta.local_concrete_fields
        if not (field.primary_key and isinstance(field, models.AutoField))
    ]
    query = InsertQuery(table)
    query.insert_values(fields, found[:1])
    statement = query.get_compiler(using=alias).as_sql()[0][0]
    columns = [_column(field, found, connections[alias]) for field in fields]
    with transaction.atomic(using=alias, savepoint=False):
        with connections[alias].cursor() as cursor:
            cursor.executemany(statement, list(zip(*columns, strict=True)))
    for row in found:
        row._state.adding, row._state.db = False, alias
    return len(found)


_TAKEN = {one.pre_save for one in (models.Field, models.DateField, models.DateTimeField)}


def _column(field: Any, rows: list[Any], connection: Any) -> list[Any]:
    fills = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    if fills or type(field).pre_save not in _TAKEN:
        return [_slowly(field, connection)(field.pre_save(row, True)) for row in rows]
    name, stored = field.attname, _stored(field, connection)
    return [stored(getattr(row, name)) for row in rows]


def _slowly(field: Any, connection: Any) -> Stored:
    """As Django would write it, whatever it is."""
    return lambda value: field.get_db_prep_save(value, connection)


def _stored(field: Any, connection: Any) -> Stored:
    """What SQLite is given of a value of this field."""
    slowly = _slowly(field, connection)
    target = field.target_field if field.remote_field else field
    name = target.get_internal_type()
    if name in PLAIN:
        kind = PLAIN[name]
        return lambda value: value if value is None or type(value) is kind else slowly(value)
    if name == "UUIDField":
        return lambda value: value.hex if type(value) is UUID else slowly(value)
    if name == "DateTimeField":
        return lambda value: (
            str(value.replace(tzinfo=None))
            if type(value) is dt.datetime and value.tzinfo is dt.UTC
            else slowly(value)
        )
    return slowly
