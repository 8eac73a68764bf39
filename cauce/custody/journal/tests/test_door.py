"""The door of every write: permission, one transaction, one entry, one effect for one form."""

from __future__ import annotations

import uuid
from contextlib import nullcontext

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cauce.custody.journal.door import AlreadyDone, Refused, act, record_read, record_refusal, refusals
from cauce.custody.journal.models import Chain, Entry, Submission

from .acts import HOUSTON, INES, LUCIA, MATEO, both, follow, note, rewrite

pytestmark = pytest.mark.django_db


def test_it_writes_one_entry_for_one_act():
    made = note(actor=INES, place=HOUSTON, words="tres")
    [entry] = Entry.objects.all()
    assert (entry.kind, entry.what, entry.actor, entry.chain) == ("act", "test.note", "ines", "HOU")
    assert (entry.about_kind, entry.about_id) == ("note", str(made.key))
    assert entry.detail == {"words": 4}


def test_it_writes_down_a_refused_act_and_does_nothing():
    with pytest.raises(Refused):
        note(actor=LUCIA, place=HOUSTON)
    [entry] = Entry.objects.all()
    assert (entry.kind, entry.what, entry.actor) == ("refused", "test.note", "lucia")
    assert not Submission.objects.exists()


@pytest.mark.parametrize("undone", [False, True])
def test_a_refusal_is_looked_for_again_only_where_something_could_undo_it(undone):
    with CaptureQueriesContext(connection) as sent, refusals():
        with transaction.atomic() if undone else nullcontext():
            record_refusal(LUCIA, "page.open")
            transaction.set_rollback(undone)
    [entry] = Entry.objects.all()
    assert (entry.kind, entry.what) == ("refused", "page.open")
    again = [one["sql"] for one in sent if one["sql"].startswith('SELECT "id" FROM "journal_entry"')]
    assert len(again) == undone


def test_it_writes_neither_row_nor_entry_when_the_act_fails():
    with pytest.raises(ValueError, match="after writing"):
        note(actor=INES, place=HOUSTON, fails=True)
    assert not Entry.objects.exists()
    assert not Submission.objects.exists()
    assert not Chain.objects.filter(length__gt=0).exists()


def test_it_refuses_an_effect_outside_an_act():
    with pytest.raises(RuntimeError, match="inside"):
        follow(actor=INES)
    with pytest.raises(RuntimeError, match="inside"):
        rewrite()
    assert both(actor=INES, place=HOUSTON) == "written"
    assert [e.what for e in Entry.objects.order_by("id")] == ["test.follow", "test.both"]
    with pytest.raises(RuntimeError, match="inside"):
        rewrite()


def test_it_closes_the_door_again_after_an_act_that_failed():
    with pytest.raises(ValueError, match="after writing"):
        note(actor=INES, place=HOUSTON, fails=True)
    with pytest.raises(RuntimeError, match="inside"):
        rewrite()


def test_it_does_a_form_once_and_says_what_it_made():
    key = uuid.uuid4()
    made = note(actor=INES, place=HOUSTON, once=key)
    with pytest.raises(AlreadyDone) as again:
        note(actor=INES, place=HOUSTON, once=key)
    assert (again.value.about_kind, again.value.about_id) == ("note", str(made.key))
    assert Entry.objects.count() == 1


def test_it_keeps_the_same_key_of_another_person_apart():
    key = uuid.uuid4()
    note(actor=INES, place=HOUSTON, once=key)
    note(actor=MATEO, place=HOUSTON, once=key)
    assert Entry.objects.filter(what="test.note").count() == 2


def test_it_lets_a_form_that_failed_be_sent_again():
    key = uuid.uuid4()
    with pytest.raises(ValueError, match="after writing"):
        note(actor=INES, place=HOUSTON, once=key, fails=True)
    note(actor=INES, place=HOUSTON, once=key)
    assert Entry.objects.count() == 1


def test_it_writes_down_a_read():
    record_read(INES, "case.page", about=("case", 7), post="HOU", tab="risk")
    [entry] = Entry.objects.all()
    assert (entry.kind, entry.about_id, entry.detail) == ("read", "7", {"tab": "risk"})


def test_it_holds_the_thing_before_it_acts_on_it():
    class Thing:
        scope, held = HOUSTON, 0

        def hold(self):
            self.held += 1

    thing = Thing()
    note(actor=INES, place=thing)
    assert thing.held == 1


def test_it_refuses_to_make_an_act_of_what_takes_no_entry_or_needs_an_unknown_permission():
    with pytest.raises(TypeError, match="actor and entry"):
        act("test.bare", requires="case.work")(lambda *, actor: None)
    with pytest.raises(KeyError):
        act("test.bare", requires="case.wrok")


@pytest.mark.django_db(transaction=True)
def test_it_writes_a_read_down_where_no_transaction_is_under_way():
    # Signing in writes its entry outside any other act; PostgreSQL locks only in a transaction.
    record_read(INES, "session.open", about=("user", "ines"), post="HOU")
    assert Entry.objects.get(what="session.open").actor == "ines"
