"""What somebody with the database but without the key cannot do unnoticed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F

from cauce.custody.journal import keys
from cauce.custody.journal.chain import Link, append, append_many, seal_of
from cauce.custody.journal.chain import verify as walk
from cauce.custody.journal.models import Chain, Entry

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 5, 4, 15, 30, 0, 123456, tzinfo=dt.UTC)


@pytest.fixture
def six(dba):
    """Six entries at Houston and two of the network."""
    for number in range(1, 7):
        append(Link("act", "case.open", "ines", AT, "HOU", "case", str(number), {"año": number}))
    append(Link("act", "offices.assign", "bruno", AT))
    append(Link("read", "numbers.network", "sofia", AT))


def verify():
    """What the walk finds but for the guards, which the owner of the database took down."""
    links, breaks = walk()
    return links, [b for b in breaks if b.number]


def broken():
    return [(b.chain, b.number) for b in verify()[1]]


def test_it_holds_when_nobody_touched_it(six):
    assert verify() == (8, [])


@pytest.mark.parametrize(
    "changes",
    [
        {"actor": "mateo"},
        {"what": "case.close"},
        {"about_id": "9"},
        {"detail": {"año": 9}},
        {"at": AT + dt.timedelta(microseconds=1)},
        {"kind": "read"},
        {"seal": "0" * 64},
    ],
)
def test_it_finds_an_altered_entry_and_names_it(six, changes):
    Entry.objects.filter(chain="HOU", number=4).update(**changes)
    assert broken() == [("HOU", 4)]


def test_it_finds_a_deleted_entry(six):
    Entry.objects.filter(chain="HOU", number=3).delete()
    assert broken() == [("HOU", 3)]


def test_it_finds_that_the_last_entries_are_gone(six):
    Entry.objects.filter(chain="HOU", number__gt=4).delete()
    assert broken() == [("HOU", 5)]


def test_it_finds_two_entries_that_changed_places(six):
    Entry.objects.filter(chain="HOU", number=2).update(number=99)
    Entry.objects.filter(chain="HOU", number=3).update(number=2)
    Entry.objects.filter(chain="HOU", number=99).update(number=3)
    assert broken() == [("HOU", 2)]


def test_it_finds_an_entry_that_was_put_in_between(six):
    Entry.objects.filter(chain="HOU", number__gt=3).order_by("-number")
    for number in (6, 5, 4):
        Entry.objects.filter(chain="HOU", number=number).update(number=F("number") + 1)
    before = Entry.objects.get(chain="HOU", number=3)
    Entry.objects.create(
        chain="HOU",
        number=4,
        at=AT,
        kind="act",
        what="case.open",
        actor="ines",
        previous=before.seal,
        seal="f" * 64,
    )
    assert broken() == [("HOU", 4)]


def test_it_finds_an_entry_added_at_the_end_without_the_key(six):
    last = Entry.objects.get(chain="HOU", number=6)
    Entry.objects.create(
        chain="HOU",
        number=7,
        at=AT,
        kind="act",
        what="case.open",
        actor="ines",
        previous=last.seal,
        seal="f" * 64,
    )
    assert broken() == [("HOU", 7)]


def test_it_finds_an_entry_of_another_chain(six):
    moved = Entry.objects.get(chain="network", number=2)
    Entry.objects.filter(chain="HOU", number=2).delete()
    Entry.objects.filter(id=moved.id).update(chain="HOU", number=2)
    assert set(broken()) == {("HOU", 2), ("network", 2)}


def test_it_finds_a_chain_that_lost_its_head(six):
    Chain.objects.filter(name="HOU").delete()
    assert broken() == [("HOU", 1)]


def test_it_cannot_be_forged_with_another_key(six, settings, monkeypatch):
    entry = Entry.objects.get(chain="HOU", number=6)
    entry.actor = "mateo"
    with monkeypatch.context() as theirs:
        theirs.setattr(keys, "secret_of", lambda chain, number: b"somebody else's idea of a key")
        entry.seal = seal_of(entry)
    entry.save()
    Chain.objects.filter(name="HOU").update(seal=entry.seal)
    assert broken() == [("HOU", 6)]


def test_it_does_not_hang_on_the_secret_of_the_sessions(six, settings):
    settings.SECRET_KEY = "rotated: every session ends, the journal stays"  # noqa: S105
    assert verify() == (8, [])


def test_it_names_the_first_bad_number_of_each_chain(six):
    Entry.objects.filter(number=2).update(actor="nobody")
    Entry.objects.filter(chain="HOU", number=5).delete()
    assert sorted(broken()) == [("HOU", 2), ("network", 2)]


def test_it_writes_in_batches_what_one_by_one_would_have_written():
    links = [
        Link("act", "case.open", "ines", AT, post, "case", str(n), {"n": n})
        for n in range(25)
        for post in ("HOU", "LAR")
    ]
    assert append_many(links, batch=7) == 50
    append(Link("act", "case.open", "ines", AT, "HOU"))
    assert verify() == (51, [])
    assert Chain.objects.get(name="HOU").length == 26
