"""Many rows written at once are the rows that Django would write, whatever their columns hold."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from cauce.custody.journal.bulk_rows import write_many
from cauce.custody.journal.chain import Link, append_many, verify
from cauce.custody.journal.models import Entry, LedgerRow, Submission

AT = dt.datetime(2026, 11, 1, 7, 30, 0, 250, dt.UTC)
INSTANTS = [AT, AT.replace(microsecond=0), AT.astimezone(ZoneInfo("America/Chicago"))]


def entries() -> list[Entry]:
    return [
        Entry(
            chain="-",
            number=number,
            at=at,
            kind="act",
            what="a.b",
            actor="x'; --",
            about_kind="",
            about_id="ñ",
            detail={"á": [1, None, True], "at": "2026"},
            previous="0" * 64,
            seal="1" * 64,
        )
        for number, at in enumerate(INSTANTS)
    ]


def facts() -> list[models.Model]:
    """Of a floor above, by its name: it has dates, numbers and yes or no."""
    table = apps.get_model("measurement", "Fact")
    return [
        table(
            period=2026,
            kind="signal",
            post="HOU",
            happened_on=AT.date(),
            known_at=at,
            number=True,
            invented=number,
        )
        for number, at in enumerate(INSTANTS[:2])
    ]


def stored(table: type[models.Model]) -> list[tuple]:
    """As they lie in the database, but for the number that it gives."""
    with connection.cursor() as cursor:
        cursor.execute(table.objects.order_by("pk").query.sql_with_params()[0])
        rows = cursor.fetchall()
    return [row[1:] for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [entries, facts])
def test_they_are_the_rows_that_django_writes(rows):
    table = type(rows()[0])
    with transaction.atomic():
        table.objects.bulk_create(rows())
        as_django = stored(table)
        transaction.set_rollback(True)
    assert stored(table) == []
    assert write_many(rows()) == len(as_django) == len(rows())
    assert stored(table) == as_django


@pytest.mark.django_db
def test_what_a_column_fills_by_itself_is_filled():
    row = Submission(key=uuid4(), actor="x")
    assert write_many([row]) == 1
    found = Submission.objects.get()
    assert (found.key, found.at, type(row.key)) == (row.key, row.at, UUID) and row.at is not None
    assert not row._state.adding and row._state.db == "default"


@pytest.mark.django_db
def test_a_key_that_is_no_number_of_the_database_is_kept():
    write_many(LedgerRow(number=number, seal="") for number in (7, 5))
    assert list(LedgerRow.objects.values_list("number", flat=True).order_by("number")) == [5, 7]


@pytest.mark.django_db
def test_nothing_is_no_statement_and_one_that_breaks_a_rule_writes_none(
    django_assert_num_queries,
):
    with django_assert_num_queries(0):
        assert write_many([]) == 0
    twice = entries()
    twice[2].number = 0
    with pytest.raises(IntegrityError), transaction.atomic():
        write_many(twice)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_chain_that_is_written_at_once_holds():
    links = [Link("act", "a.b", "x", AT, post, detail={"n": n}) for n in range(5) for post in ("HOU", None)]
    assert append_many(links, batch=3) == 10
    assert verify() == (10, [])
    assert append_many(links[:1]) == 1 and verify() == (11, [])
