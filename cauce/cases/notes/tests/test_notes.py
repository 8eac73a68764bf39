"""Colleagues of a case leave each other word, and it ends: sealed, told once, never elsewhere."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases.actions import open_case
from cauce.cases.models import Case
from cauce.cases.notes import access
from cauce.cases.notes.actions import write_note
from cauce.cases.notes.models import ColleagueNote
from cauce.cases.notes.rounds import notes_over
from cauce.cases.notes.rules import LONGEST
from cauce.content.errors import BadInput
from cauce.custody.journal.chain import verify
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import shred
from cauce.staff.notices.actions import see
from cauce.staff.notices.models import Message
from tests.cast import member

pytestmark = pytest.mark.django_db
RANG = "Llamó; prefiere el martes en Quetzalcoatlán."


@pytest.fixture
def case(cast):
    made = open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=timezone.now(),
        officer=cast.ines.user,
    )
    return Case.objects.get(id=made.id)


def note(who, case, text=RANG, to=None, at=None):
    return write_note(actor=who.actor, case=case, text=text, to=to, at=at or timezone.now())


def texts(who, case):
    return [one.text for one in access.thread(who.actor, case, timezone.now())]


def each(rows, do):
    return sum(do(row) for row in rows)


def told():
    return set(Message.objects.filter(key__startswith="note:").values_list("recipient", flat=True))


def test_a_note_is_sealed_and_changes_nothing_of_the_case(cast, case):
    before = {field.name: getattr(case, field.name) for field in case._meta.concrete_fields}
    note(cast.ines, case)
    assert RANG.encode() not in bytes(ColleagueNote.objects.get().sealed)
    again = Case.objects.get(id=case.id)
    assert before == {name: getattr(again, name) for name in before}
    assert texts(cast.mateo, case) == [RANG]
    written = Entry.objects.get(what="note.write")
    assert written.about_id == str(case.id) and "martes" not in str(written.detail)


@pytest.mark.parametrize("who", ["lucia", "aurora", "tomas", "sofia", "elena", "clara"])
def test_whoever_does_not_work_on_cases_there_neither_reads_nor_writes(cast, case, who):
    note(cast.ines, case)
    stranger = getattr(cast, who)
    with pytest.raises(Absent):
        access.thread(stranger.actor, case, timezone.now())
    with pytest.raises(Refused):
        note(stranger, case)
    assert ColleagueNote.objects.count() == 1


def test_only_those_of_the_case_are_told_and_the_writer_is_not(cast, case):
    other = member("ester", "Ester Rangel", "protection_officer", post=cast.houston)
    note(cast.ines, case)
    assert told() == set()
    note(cast.mateo, case)
    assert told() == {str(cast.ines.user.id)}
    note(cast.ines, case)
    assert told() == {str(cast.ines.user.id), str(cast.mateo.user.id)}
    note(cast.mateo, case, to=other.user)
    assert str(other.user.id) in told()


def test_of_many_notes_there_is_one_notice_until_it_was_seen(cast, case):
    for _ in range(3):
        note(cast.mateo, case)
    row = Message.objects.get(key__startswith="note:")
    assert row.about == str(case.id) and RANG not in row.body and case.folio not in row.body
    see(actor=cast.ines.actor, at=timezone.now())
    note(cast.mateo, case)
    assert Message.objects.filter(key__startswith="note:").count() == 2


def test_it_is_for_somebody_who_reads_it_or_it_is_refused(cast, case):
    for one in (cast.tomas, cast.aurora, cast.ines):
        with pytest.raises(BadInput, match="cannot read the notes"):
            note(cast.ines, case, to=one.user)
    note(cast.ines, case, to=cast.mateo.user)
    cast.mateo.user.is_active = False
    cast.mateo.user.save()
    with pytest.raises(BadInput, match="cannot read the notes"):
        note(cast.ines, case, to=cast.mateo.user)


@pytest.mark.parametrize(("text", "why"), [("  ", "missing"), ("a" * (LONGEST + 1), "280")])
def test_an_empty_or_a_long_one_is_refused(cast, case, text, why):
    with pytest.raises(BadInput, match=why):
        note(cast.ines, case, text=text)


def test_on_a_closed_case_it_is_refused_and_those_before_are_still_read(cast, case):
    note(cast.ines, case)
    Case.objects.filter(id=case.id).update(status="closed", closed_at=timezone.now())
    with pytest.raises(BadInput, match="closed"):
        note(cast.ines, case)
    assert texts(cast.mateo, Case.objects.get(id=case.id)) == [RANG]


def test_after_the_key_was_destroyed_it_is_refused_and_the_old_one_says_so(cast, case):
    note(cast.ines, case)
    shred(case.key_id)
    with pytest.raises(BadInput, match="destroyed"):
        note(cast.ines, case)
    assert texts(cast.ines, case) == [None]


def test_it_ends_on_its_day_and_the_chain_still_verifies(cast, case):
    note(cast.ines, case)
    row = ColleagueNote.objects.get()
    assert (row.until - row.at).days in (89, 90)  # an hour of summer time
    assert notes_over(row.until - dt.timedelta(seconds=1), each) == 0
    assert [notes_over(row.until, each) for _ in range(2)] == [1, 0]
    assert not ColleagueNote.objects.exists()
    assert Entry.objects.get(what="note.expire").detail["notes"] == 1
    assert verify()[1] == []


def test_nobody_reads_it_from_its_day_on_though_no_round_ran(cast, case):
    note(cast.ines, case, at=timezone.now() - dt.timedelta(days=91))
    assert texts(cast.ines, case) == []
    assert ColleagueNote.objects.exists()


def test_at_another_post_nobody_reads_what_this_one_wrote(cast, case):
    note(cast.ines, case)
    Case.objects.filter(id=case.id).update(post=cast.laredo, officer=cast.tomas.user)
    moved = Case.objects.get(id=case.id)
    assert texts(cast.tomas, moved) == []
    with pytest.raises(Absent):
        access.thread(cast.ines.actor, moved, timezone.now())
    assert [one.text for one in access.of_person(moved)] == [RANG]
