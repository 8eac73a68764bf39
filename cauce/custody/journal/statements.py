"""The statements with which each read, act and refusal is written down, written out once.

Every page writes to the journal, and the same four statements each time. Put together anew by Django
they took four times as long as the database needs to carry them out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import cache
from operator import attrgetter

from django.db import DatabaseError, connection, transaction
from django.db.models import Field

from .models import Chain, Entry

# The columns of an entry but its id, in the order in which ``write`` names them; a test compares.
COLUMNS = (
    "chain",
    "number",
    "at",
    "kind",
    "what",
    "actor",
    "about_kind",
    "about_id",
    "detail",
    "previous",
    "seal",
)


def locked(name: str) -> Chain | None:
    """The head of a chain, locked until the transaction ends; None: it has not begun."""
    if transaction.get_autocommit():  # outside of a transaction nothing stays locked
        raise transaction.TransactionManagementError("a chain is locked inside a transaction")
    with connection.cursor() as cursor:
        if connection.features.has_select_for_update:
            cursor.execute(
                'SELECT "length", "seal" FROM "journal_chain" WHERE "name" = %s FOR UPDATE', [name]
            )
        else:
            cursor.execute('SELECT "length", "seal" FROM "journal_chain" WHERE "name" = %s', [name])
        row = cursor.fetchone()
    return Chain(name=name, length=row[0], seal=row[1]) if row else None


# Of these each database has a form of its own; the others are texts and a number, as they stand.
FORMED = ("at", "detail")


_row = attrgetter(*COLUMNS)


@cache
def _formed() -> dict[str, Field]:
    return {name: Entry._meta.get_field(name) for name in FORMED}


def write(entry: Entry, chain: Chain) -> None:
    """Add a new entry, which gets its id, and move the head of its chain on to it."""
    formed = _formed()
    values = [
        formed[name].get_db_prep_save(value, connection) if name in formed else value
        for name, value in zip(COLUMNS, _row(entry), strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO "journal_entry" ("chain", "number", "at", "kind", "what", "actor",'
            ' "about_kind", "about_id", "detail", "previous", "seal")'
            ' VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING "id"',
            values,
        )
        entry.pk = cursor.fetchone()[0]
        entry._state.adding, entry._state.db = False, connection.alias
        cursor.execute(
            'UPDATE "journal_chain" SET "length" = %s, "seal" = %s WHERE "name" = %s',
            [chain.length, chain.seal, chain.name],
        )
        if cursor.rowcount != 1:
            raise DatabaseError("the head of the chain is gone")


def held(ids: Collection[int]) -> dict[int, tuple[str, dt.datetime]]:
    """What the entries of these numbers say that was done, and when."""
    rows = Entry.objects.filter(pk__in=ids).values_list("pk", "what", "at")
    return {pk: (what, at) for pk, what, at in rows}


def missing(ids: Collection[int]) -> set[int]:
    """Which of these entries are not there: what they were written in was undone."""
    if len(ids) > 1:
        return set(ids) - set(Entry.objects.filter(pk__in=ids).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute('SELECT "id" FROM "journal_entry" WHERE "id" = %s', [*ids])
        return set(ids) if cursor.fetchone() is None else set()
