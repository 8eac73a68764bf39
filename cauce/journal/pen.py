"""The statements with which each read, act and refusal is written down: put together once.

Every page writes to the journal, and the same four statements each time. Put together anew by Django
they took four times as long as the database needs to carry them out.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from django.db import DatabaseError, connection, transaction
from django.db.models import Field

from .models import Chain, Entry

CHAIN, ENTRY = f'"{Chain._meta.db_table}"', f'"{Entry._meta.db_table}"'


@lru_cache(maxsize=1)
def _fields() -> tuple[Field, ...]:
    return tuple(field for field in Entry._meta.concrete_fields if not field.primary_key)


@lru_cache(maxsize=1)
def _insert() -> str:
    names = ", ".join(f'"{field.column}"' for field in _fields())
    places = ", ".join("%s" for _ in _fields())
    return f'INSERT INTO {ENTRY} ({names}) VALUES ({places}) RETURNING "id"'  # noqa: S608


def locked(name: str) -> Chain | None:
    """The head of a chain, locked until the transaction ends; None: it has not begun."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a chain is locked inside a transaction")
    wait = " FOR UPDATE" if connection.features.has_select_for_update else ""
    asked = f'SELECT "length", "seal" FROM {CHAIN} WHERE "name" = %s{wait}'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked, [name])
        row = cursor.fetchone()
    return Chain(name=name, length=row[0], seal=row[1]) if row else None


def write(entry: Entry, chain: Chain) -> None:
    """Add a new entry, which gets its id, and move the head of its chain on to it."""
    values = [
        field.get_db_prep_save(getattr(entry, field.attname), connection) for field in _fields()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_insert(), values)
        entry.pk = cursor.fetchone()[0]
        entry._state.adding, entry._state.db = False, connection.alias
        cursor.execute(
            f'UPDATE {CHAIN} SET "length" = %s, "seal" = %s WHERE "name" = %s',  # noqa: S608
            [chain.length, chain.seal, chain.name],
        )
        if cursor.rowcount != 1:
            raise DatabaseError("the head of the chain is gone")


def missing(ids: Collection[int]) -> set[int]:
    """Which of these entries are not there: what they were written in was undone."""
    places = ", ".join("%s" for _ in ids)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "id" FROM {ENTRY} WHERE "id" IN ({places})', [*ids])  # noqa: S608
        return set(ids) - {id for (id,) in cursor.fetchall()}
