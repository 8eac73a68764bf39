"""What the journal's statements write out by hand is what its tables hold."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from cauce.custody.journal import statements
from cauce.custody.journal.models import Chain, Entry


def test_an_entry_has_these_columns_and_no_other():
    held = [field.column for field in Entry._meta.concrete_fields if not field.primary_key]
    assert tuple(held) == statements.COLUMNS
    assert (Entry._meta.db_table, Chain._meta.db_table) == ("journal_entry", "journal_chain")
    assert {"name", "length", "seal"} <= {field.column for field in Chain._meta.concrete_fields}


@pytest.mark.django_db(transaction=True)
def test_a_chain_is_locked_inside_a_transaction_alone():
    assert not connection.in_atomic_block
    with pytest.raises(transaction.TransactionManagementError):
        statements.locked("HOU")


@pytest.mark.django_db
def test_a_chain_that_has_not_begun_is_none_and_cannot_be_moved_on():
    assert statements.locked("-") is None
    entry = Entry(
        chain="-",
        number=1,
        at="2026-11-28T12:00:00Z",
        kind="act",
        what="a.b",
        actor="x",
        about_kind="",
        about_id="",
        detail={},
        previous="0" * 64,
        seal="1" * 64,
    )
    with pytest.raises(DatabaseError, match="head of the chain"), transaction.atomic():
        statements.write(entry, Chain(name="-", length=1, seal="1" * 64))


@pytest.mark.django_db
@pytest.mark.parametrize("ids", [{1}, {1, 2}])
def test_what_was_undone_is_missing(ids):
    assert statements.missing(ids) == ids
