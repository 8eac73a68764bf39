"""Races that a lock must win: signatures, consents, closing. Without the lock they are lost."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.drift import differences
from cauce.cases.models import Assessment, Case, CaseAct, Consent
from cauce.content.errors import BadInput
from cauce.custody.journal import door
from cauce.custody.journal.chain import verify
from cauce.custody.journal.models import Entry
from cauce.intake.kits import actions as kits
from cauce.intake.kits.models import Kit, KitEntry

from .conftest import concluded, consent, open_case
from .test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def signatures(cast) -> int:
    """Two consuls sign one conclusion, each from the page as it was before; how many signatures."""
    case, made = concluded(cast)

    def sign(who):
        here = Case.objects.get(id=case.id)
        seen = Assessment.objects.get(id=made.id)
        return lambda: actions.sign(actor=who.actor, case=here, assessment=seen, at=timezone.now())

    at_once(sign(cast.mateo), sign(cast.aurora))
    return CaseAct.objects.filter(case=case, name="conclusion_signed").count()


def test_a_conclusion_seen_by_two_is_signed_by_one(cast):
    assert signatures(cast) == 1


@pytest.mark.parametrize("round", range(3))
def test_a_yes_and_a_no_at_once_leave_the_case_as_the_last_answer_says(cast, round):
    case = open_case(cast)
    actions.save_section(actor=cast.ines.actor, case=case, kind="draft", content="Contó.", seen=0)

    def say(given):
        return lambda: consent(cast, Case.objects.get(id=case.id), "keeping", given=given)

    answers = at_once(say(True), say(False))
    assert not [one for one in answers if isinstance(one, Exception)], answers
    last = Entry.objects.filter(what="consent.record").order_by("number").last()
    here = Case.objects.get(id=case.id)
    assert here.keeping == ("given" if last.detail["given"] else "refused")
    assert Consent.objects.filter(case=case, purpose="keeping").count() == 2
    assert verify()[1] == [] and differences(timezone.now())[1] == []


@pytest.mark.parametrize("round", range(3))
def test_work_and_a_new_officer_at_once_leave_both(cast, round):
    case = open_case(cast)

    def here():
        return Case.objects.get(id=case.id)

    answers = at_once(
        lambda: actions.assign(actor=cast.ines.actor, case=here(), officer=cast.mateo.user),
        lambda: actions.assign(actor=cast.mateo.actor, case=here(), officer=cast.ines.user),
        lambda: actions.record_act(
            actor=cast.ines.actor, case=here(), name="safety_checked", happened_at=timezone.now()
        ),
    )
    assert answers == [None] * 3
    assert Entry.objects.filter(what="case.assign").count() == 2
    last = Entry.objects.filter(what="case.assign").order_by("-number").first()
    assert str(here().officer_id) == last.detail["officer"], "the last one in the journal stands"
    assert CaseAct.objects.filter(case=case, name="safety_checked").count() == 1
    assert differences(timezone.now())[1] == []


def test_of_two_officers_who_take_one_case_at_once_the_second_is_told_who_has_it(cast):
    case = open_case(cast)
    Case.objects.filter(id=case.id).update(officer=None)

    def take(who):
        here = Case.objects.get(id=case.id)
        return lambda: actions.take_case(actor=who.actor, case=here, by=who.user, at=timezone.now())

    answers = at_once(take(cast.ines), take(cast.mateo))
    [refused] = [one for one in answers if isinstance(one, Exception)]
    first = Case.objects.get(id=case.id).officer
    assert isinstance(refused, BadInput) and first.display_name in refused.es
    assert Entry.objects.filter(what="case.take").count() == 1


def test_of_two_officers_who_enter_one_kit_at_once_one_is_told(cast):
    now = timezone.now()
    [kit] = kits.print_kits(actor=cast.ines.actor, post=cast.houston, count=1, language="es", at=now)

    def entered(who):
        here = Kit.objects.get(id=kit.id)
        return lambda: kits.enter(
            actor=who.actor,
            kit=here,
            paper=kits.PaperSays(began_at=now, danger=False),
            channel="walk_in",
            at=now,
        )

    answers = at_once(entered(cast.ines), entered(cast.mateo))
    [told] = [one for one in answers if isinstance(one, Exception)]
    assert isinstance(told, BadInput) and "ya se capturó" in told.es
    assert KitEntry.objects.count() == Case.objects.count() == 1


def test_without_the_lock_two_would_sign(cast, monkeypatch):
    """The control: rows are neither locked nor read again."""
    monkeypatch.setattr(door, "_hold", lambda thing: None)
    monkeypatch.setattr(Assessment, "refresh_from_db", lambda self, **given: None)
    assert signatures(cast) == 2
