"""Papers are seen and returned; of the few that a step needs a copy is kept, for a while, with a yes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases.actions import open_case, record_consent, withdraw_consent
from cauce.cases.models import Case
from cauce.cases.papers import access, rules
from cauce.cases.papers.actions import erase_copy, keep_copy, note_paper, print_copy
from cauce.cases.papers.models import Paper, PaperCopy
from cauce.cases.papers.rounds import papers_over
from cauce.content.errors import BadInput
from cauce.custody.journal import ledger
from cauce.custody.journal.chain import verify
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import shred
from cauce.protocol.documents.incoming import Clean

pytestmark = pytest.mark.django_db
PICTURE = Clean("JPEG", b"\xff\xd8\xff the points of a paper \xff\xd9" * 40)


@pytest.fixture
def case(cast):
    now = timezone.now()
    made = open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    for purpose in ("keeping", rules.AGREED):
        record_consent(actor=cast.ines.actor, case=made, purpose=purpose, given=True, at=now)
    return Case.objects.get(id=made.id)


def note(who, case, **given):
    now = timezone.now()
    said = {"kind": "passport", "last": "9431", "on": now.date() - dt.timedelta(days=1), "to": "person"}
    return note_paper(actor=who.actor, case=case, at=now, **said | given)


def keep(who, case, paper, **given):
    said = {"use": "return_trip", "agreed": True, "picture": PICTURE, "at": timezone.now()}
    return keep_copy(actor=who.actor, case=case, paper=paper, **said | given)


def opened(who, copy, at=None):
    found = access.copy_to_open(who.actor, copy.case_id, copy.paper_id, copy.id, at or timezone.now())
    return access.opened(who.actor, found)


def each(rows, do):
    return sum(do(row) for row in rows)


def test_a_paper_is_noted_sealed_with_its_last_figures_and_to_whom_it_went_back(cast, case):
    note(cast.ines, case)
    seen = access.papers_of(case, timezone.now())[0]
    assert (seen.title.en, seen.last, seen.to.en) == ("Passport", "9431", "To the person")
    assert seen.row.seen_by == cast.ines.user and seen.copies == ()
    row = Paper.objects.get()
    assert b"passport" not in bytes(row.sealed) and b"9431" not in bytes(row.sealed)
    written = Entry.objects.get(what="paper.note")
    assert written.about_id == str(case.id) and "9431" not in str(written.detail)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"kind": "nothing"}, "Which paper"),
        ({"last": "94313"}, "last 4"),
        ({"last": "9-31"}, "last 4"),
        ({"on": dt.date(2099, 1, 1)}, "not come"),
        ({"to": "sister"}, "To whom"),
    ],
)
def test_what_may_not_be_noted_is_refused(cast, case, given, why):
    with pytest.raises(BadInput, match=why):
        note(cast.ines, case, **given)
    assert not Paper.objects.exists()


def test_a_copy_is_sealed_ends_on_its_day_and_opens_to_whoever_works_on_the_case(cast, case):
    copy = keep(cast.ines, case, note(cast.ines, case))
    row = PaperCopy.objects.get()
    assert b"the points" not in bytes(row.picture) and (row.until - row.kept_at).days in (59, 60)
    assert opened(cast.mateo, copy) == PICTURE.data
    read = Entry.objects.get(kind="read", what="case.paper_copy")
    assert read.actor == cast.mateo.actor.user and read.detail["copy"] == str(copy.id)
    kept = access.papers_of(case, timezone.now())[0].copies[0]
    assert kept.use.en == "Prepare the return to Mexico" and "picture" in kept.row.get_deferred_fields()


def test_no_edition_keeps_a_copy_longer_than_the_floor(cast, case, monkeypatch):
    monkeypatch.setattr(rules, "LONGEST", dt.timedelta(days=5))
    copy = keep(cast.ines, case, note(cast.ines, case))
    assert copy.until - copy.kept_at == dt.timedelta(days=5)


@pytest.mark.parametrize("kind", ["work_paper", "messages", "medical_paper", "other_paper"])
def test_of_evidence_no_copy_is_kept(cast, case, kind):
    with pytest.raises(BadInput, match="seen and returned"):
        keep(cast.ines, case, note(cast.ines, case, kind=kind))
    assert not PaperCopy.objects.exists()


def test_of_a_paper_a_copy_is_kept_for_its_own_steps_alone(cast, case):
    with pytest.raises(BadInput, match="seen and returned"):
        keep(cast.ines, case, note(cast.ines, case), use="find_counsel")


def test_without_a_yes_to_copies_or_to_this_one_none_is_kept(cast, case):
    paper = note(cast.ines, case)
    with pytest.raises(BadInput, match="this very copy"):
        keep(cast.ines, case, paper, agreed=False)
    record_consent(actor=cast.ines.actor, case=case, purpose=rules.AGREED, given=False, at=timezone.now())
    with pytest.raises(BadInput, match="not agreed that copies"):
        keep(cast.ines, case, paper)
    assert not PaperCopy.objects.exists()


def test_a_case_and_a_post_keep_so_many_and_no_more(cast, case, monkeypatch):
    paper = note(cast.ines, case)
    keep(cast.ines, case, paper)
    monkeypatch.setattr(rules, "QUOTA", 2 * len(PICTURE.data) - 1)
    with pytest.raises(BadInput, match="post has reached"):
        keep(cast.ines, case, paper)
    monkeypatch.setattr(rules, "MOST", 1)
    with pytest.raises(BadInput, match="already has 1"):
        keep(cast.ines, case, paper)
    assert PaperCopy.objects.count() == 1


def test_after_the_key_was_destroyed_nothing_is_kept_and_the_old_ones_say_so(cast, case):
    paper = note(cast.ines, case)
    copy = keep(cast.ines, case, paper)
    shred(case.key_id)
    for refused in (lambda: note(cast.ines, case), lambda: keep(cast.ines, case, paper)):
        with pytest.raises(BadInput, match="destroyed"):
            refused()
    seen = access.papers_of(case, timezone.now())[0]
    assert seen.title.en.startswith("Its key was destroyed") and seen.on is None
    with pytest.raises(Absent):
        opened(cast.ines, copy)


def test_on_its_day_nobody_opens_it_and_the_round_erases_it_with_the_chain_whole(cast, case):
    copy = keep(cast.ines, case, note(cast.ines, case))
    with pytest.raises(Absent):
        opened(cast.ines, copy, at=copy.until)
    assert papers_over(copy.until - dt.timedelta(seconds=1), each) == 0
    assert [papers_over(copy.until, each) for _ in range(2)] == [1, 0]
    assert Paper.objects.count() == 1 and not PaperCopy.objects.exists()
    assert verify()[1] == []


def test_a_yes_taken_back_closes_a_copy_at_once_and_the_round_erases_it(cast, case):
    copy = keep(cast.ines, case, note(cast.ines, case))
    yes = case.consents.get(purpose=rules.AGREED)
    withdraw_consent(actor=cast.ines.actor, case=case, consent=yes, at=timezone.now())
    with pytest.raises(Absent):
        opened(cast.ines, copy)
    assert papers_over(timezone.now(), each) == 1
    assert Paper.objects.count() == 1 and not PaperCopy.objects.exists()


def test_a_yes_after_a_no_keeps_what_it_allows(cast, case):
    for given in (False, True):
        record_consent(actor=cast.ines.actor, case=case, purpose=rules.AGREED, given=given, at=timezone.now())
    copy = keep(cast.ines, case, note(cast.ines, case))
    assert papers_over(timezone.now(), each) == 0 and opened(cast.ines, copy)
    assert not Entry.objects.filter(what="paper.expire").exists()


def test_whoever_wants_nothing_kept_takes_the_papers_along(cast, case):
    keep(cast.ines, case, note(cast.ines, case))
    record_consent(actor=cast.ines.actor, case=case, purpose="keeping", given=False, at=timezone.now())
    case.refresh_from_db()
    assert access.papers_of(case, timezone.now()) == []
    with pytest.raises(BadInput, match="not agreed that their data"):
        note(cast.ines, case)
    assert papers_over(timezone.now(), each) == 2
    assert not Paper.objects.exists()


def test_printed_and_erased_by_hand_stand_in_the_journal(cast, case):
    copy = keep(cast.ines, case, note(cast.ines, case))
    print_copy(actor=cast.ines.actor, case=case, copy=copy, at=timezone.now())
    erase_copy(actor=cast.ines.actor, case=case, copy=copy, at=timezone.now())
    assert [(one.kind, one.ids) for one in list(ledger.lines())[-1].ends] == [("paper_copy", (str(copy.id),))]
    assert not PaperCopy.objects.exists()
    for what in ("paper.keep_copy", "paper.print_copy", "paper.erase_copy"):
        assert Entry.objects.get(what=what).detail["copy"] == str(copy.id)


@pytest.mark.parametrize("who", ["lucia", "aurora", "tomas", "sofia", "elena", "clara"])
def test_whoever_does_not_work_on_cases_there_keeps_and_opens_none(cast, case, who):
    paper = note(cast.ines, case)
    copy, stranger = keep(cast.ines, case, paper), getattr(cast, who)
    with pytest.raises(Absent):
        opened(stranger, copy)
    for refused in (lambda: note(stranger, case), lambda: keep(stranger, case, paper)):
        with pytest.raises(Refused):
            refused()


def test_papers_go_along_when_the_case_goes_to_another_post(cast, case):
    copy = keep(cast.ines, case, note(cast.ines, case))
    Case.objects.filter(id=case.id).update(post=cast.laredo, officer=cast.tomas.user)
    assert opened(cast.tomas, copy) == PICTURE.data
    with pytest.raises(Absent):
        opened(cast.ines, copy)
    assert access.kept_by_post(cast.houston) == 0 < access.kept_by_post(cast.laredo)
