"""What the database itself refuses, on both kinds; and that the journal comes before the act."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from cauce.custody.journal import guards
from cauce.custody.journal.chain import Link, append, append_many
from cauce.custody.journal.models import Chain, Entry

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 5, 4, 15, 30, tzinfo=dt.UTC)


@pytest.fixture
def three():
    append_many(Link("act", "case.open", "ines", AT, "HOU", "case", str(n)) for n in range(3))
    append(Link("act", "case.open", "ines", AT, "HOU"))


REFUSED = {
    "change an entry": lambda: Entry.objects.filter(number=2).update(actor="x"),
    "remove an entry": lambda: Entry.objects.filter(number=4)._raw_delete("default"),
    "move a head back": lambda: Chain.objects.filter(name="HOU").update(length=2),
    "move a head ahead of its entries": lambda: Chain.objects.update(length=F("length") + 1),
    "give a head another seal": lambda: Chain.objects.update(length=F("length"), seal="0" * 64),
    "rename a chain": lambda: Chain.objects.filter(name="HOU").update(name="LAR"),
    "remove a head": lambda: Chain.objects.filter(name="HOU")._raw_delete("default"),
    "begin with a length": lambda: Chain.objects.create(name="LAR", length=7, seal="f" * 64),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses_to(three, what):
    before = list(Entry.objects.values()), list(Chain.objects.values())
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        REFUSED[what]()
    assert (list(Entry.objects.values()), list(Chain.objects.values())) == before


def test_it_notices_when_the_guards_were_taken_down(three):
    assert guards.missing(connection) == []
    guards.take_down(connection)
    assert guards.missing(connection) == ["journal_chain", "journal_entry"]
    Entry.objects.filter(number=2).update(actor="x")
    guards.put_up(connection)
    assert guards.missing(connection) == []
