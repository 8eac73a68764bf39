"""Closing a case ends what it asked of Mexico; each office is told, without a word about anybody."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.custody.journal.door import Absent
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, unseal
from cauce.operations.loop.tick import tick
from cauce.sharing.binational import access
from cauce.sharing.binational.actions import close_case_there
from cauce.sharing.binational.models import Petition
from cauce.staff.notices.models import Message

from .conftest import consent, open_case
from .petitions import NAMES, again, ask, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def case(cast):
    made = open_case(cast)
    consent(cast, made, "keeping")
    return made


def test_closing_the_case_ends_what_it_asked_and_each_office_hears_a_reference_alone(cast, case):
    signed, waiting = sent(cast, case), ask(cast, case, kind="locate_family")
    unsigned = ask(cast, case, identity=NAMES)
    sealed = bytes(signed.shared)
    ended = close_case_there(
        actor=cast.mateo.actor, case=case, reason="goals_met", note="", at=timezone.now()
    )
    assert (ended, access.open_of(case)) == (3, 0)
    for one in (signed, waiting, unsigned):
        row = again(one)
        assert (row.state, row.shared) == ("withdrawn", None)
    with pytest.raises(KeyGone):
        unseal(signed.id, Petition.shared.bound_to(signed), sealed)
    with pytest.raises(Absent):
        access.petition_for(cast.nora.actor, signed.id, permission="petition.answer")
    told = Message.objects.filter(key__startswith="petition_withdrawn:")
    assert {one.recipient for one in told} == {str(cast.nora.user.id)}
    assert told.count() == 2, "what was never signed never left, and its office is told nothing"
    words = told.get(key__contains=str(signed.id)).body
    assert f"M-{signed.id.hex[:6].upper()}" in words and case.folio not in words
    entry = Entry.objects.get(what="petition.close_case")
    assert entry.detail["petitions"] == 3


def test_what_a_closing_by_another_way_left_open_is_ended_by_the_loop(cast, case):
    petition = ask(cast, case)  # the general part alone: it rests on no yes
    actions.close_case(actor=cast.mateo.actor, case=case, reason="goals_met", note="", at=timezone.now())
    assert tick(timezone.now())["petitions_over"] == 1
    assert again(petition).state == "withdrawn"
    assert tick(timezone.now())["petitions_over"] == 0
