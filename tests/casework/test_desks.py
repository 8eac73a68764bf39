"""Somebody leaves: every open case of theirs goes to somebody, or the page says which did not and why."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from cauce.cases import access_desks, actions
from cauce.cases.models import Case, PlanItem
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, AlreadyDone, Refused
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.custody.keystore.escrow import new_escrow
from cauce.rules.transfer import A_PAGE
from cauce.sharing.referrals import access_transfers
from cauce.sharing.referrals.actions import (
    HandOver,
    accept_transfer,
    ask_desk,
    reassign_desk,
    take_back_transfer,
)
from cauce.sharing.referrals.models import Transfer
from cauce.staff.offices.models import User
from tests.cast import member
from tests.cast import today as cast_today
from tests.transfers import NOTE, asked

from .conftest import open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def irene(cast):
    return member("irene", "Irene Paz", "protection_officer", post=cast.houston)


def hers(cast, count: int) -> list[Case]:
    return [open_case(cast) for _ in range(count)]


def hand_on(cast, cases, to, **given):
    return reassign_desk(
        **{
            "actor": cast.mateo.actor,
            "post": cast.houston,
            "leaving": cast.ines.user,
            "cases": cases,
            "to": to,
            "at": timezone.now(),
            **given,
        }
    )


def ask_over(cast, cases, agreed, **given):
    return ask_desk(
        **gathered(
            {
                "actor": cast.mateo.actor,
                "post": cast.houston,
                "leaving": cast.ines.user,
                "cases": cases,
                "to": cast.laredo,
                "reason": "moves",
                "note": NOTE,
                "at": timezone.now(),
                "agreed": frozenset(str(one.id) for one in agreed),
                **given,
            },
            over=HandOver,
        )
    )


def why(found) -> dict:
    return {case.id: code for case, code in found.stayed}


def test_each_goes_to_the_next_so_that_nobody_gets_them_all_with_what_was_agreed(cast, irene):
    cases = hers(cast, 5)
    actions.add_plan_item(
        actor=cast.ines.actor,
        case=cases[0],
        need="shelter",
        agreed="Buscar una cama.",
        responsible=cast.ines.user,
        due_on=cast_today(),
        at=timezone.now(),
    )
    found = hand_on(cast, cases, [irene.user, cast.mateo.user])
    assert (len(found.moved), found.stayed) == (5, [])
    count = [Case.objects.filter(officer=one.user).count() for one in (irene, cast.mateo, cast.ines)]
    assert count == [3, 2, 0]
    assert PlanItem.objects.get().responsible == irene.user
    assert Entry.objects.filter(what="case.assign").count() == 5


def test_what_does_not_move_is_said_with_why_and_holds_up_no_other(cast, irene):
    closed, over, others, goes = cases = hers(cast, 4)
    stale = [Case.objects.select_related("post", "officer").get(id=one.id) for one in cases]
    actions.close_case(actor=cast.mateo.actor, case=closed, reason="goals_met", note="", at=timezone.now())
    asked(over, by=cast.ines, to=cast.laredo)
    actions.assign(actor=cast.mateo.actor, case=others, officer=cast.mateo.user)
    found = hand_on(cast, stale, [irene.user])
    assert why(found) == {closed.id: "closed", over.id: "waits", others.id: "others"}
    assert [case.id for case, _ in found.moved] == [goes.id]
    entry = Entry.objects.get(what="desk.reassign")
    assert entry.detail["stayed"][str(over.id)] == "waits" and entry.chain == "HOU"


def test_a_row_that_is_refused_has_an_entry_of_its_own(client, cast, irene):
    (case,) = hers(cast, 1)
    elsewhere = actions.open_case(
        actor=cast.tomas.actor, post=cast.laredo, channel="walk_in", started_at=timezone.now()
    )
    client.force_login(cast.mateo.user)
    client.post(
        f"/traslados/relevos/{cast.ines.user.id}/",
        {
            "do": "here",
            "shown": [case.id, elsewhere.id],
            "cases": [elsewhere.id],
            "once": uuid4(),
            "people": [irene.user.id],
        },
    )
    refused = Entry.objects.get(kind="refused", about_id=str(elsewhere.id))
    assert (refused.what, refused.actor, refused.chain) == ("desk.hand_on", str(cast.mateo.user.id), "HOU")


def test_a_reserved_part_stays_until_somebody_who_stays_can_open_it(cast, irene):
    (case,) = hers(cast, 1)
    new_escrow()
    for one in (cast.ines, irene):
        actions.make_holder_key(actor=one.actor, passphrase="una frase larga y propia", at=timezone.now())
    actions.write_reserved(
        actor=cast.ines.actor,
        case=case,
        text="Reservado.",
        seen=0,
        at=timezone.now(),
        holders=[str(cast.ines.user.id), str(irene.user.id)],
    )
    User.objects.filter(id=irene.user.id).update(is_active=False)
    assert why(hand_on(cast, [case], [cast.mateo.user])) == {case.id: "reserved"}
    User.objects.filter(id=irene.user.id).update(is_active=True)
    assert why(ask_over(cast, [case], [case])) == {case.id: "reserved_here"}
    found = hand_on(cast, [case], [cast.mateo.user])
    assert (found.stayed, found.without_key) == ([], {case.id})  # Mateo cannot open it, Irene can


def test_pressing_twice_hands_on_once(cast, irene):
    cases, key = hers(cast, 2), uuid4()
    hand_on(cast, cases, [irene.user], once=key)
    with pytest.raises(AlreadyDone):
        hand_on(cast, cases, [irene.user], once=key)
    assert Entry.objects.filter(what="case.assign").count() == 2


def test_another_post_is_asked_only_for_those_whose_person_wants_it(cast):
    wants, unasked = hers(cast, 2)
    found = ask_over(cast, [wants, unasked], agreed=[wants])
    assert why(found) == {unasked.id: "not_asked"}
    assert Transfer.objects.get().case_id == wants.id
    assert Case.objects.get(id=wants.id).post_id == "HOU"  # until it is received
    again = ask_over(cast, [wants, unasked], agreed=[wants, unasked])
    assert why(again) == {wants.id: "waits"}


def test_bad_forms_are_refused_in_words(cast, irene):
    cases = hers(cast, 1)
    for given, words in (
        ({"to": []}, "people who work on cases here"),
        ({"to": [cast.ines.user]}, "who stay"),
        ({"to": [cast.tomas.user]}, "people who work"),
        ({"cases": []}, "No case"),
        ({"cases": cases * (A_PAGE + 1)}, "at a time"),
    ):
        with pytest.raises(BadInput, match=words):
            hand_on(cast, **{"cases": cases, "to": [irene.user], **given})
    for given in ({"to": cast.houston}, {"to": cast.posts["BOI"]}):
        with pytest.raises(BadInput, match="cannot receive"):
            ask_over(cast, cases, cases, **given)
    for one in (cast.ines, cast.tomas, cast.aurora, cast.sofia):
        with pytest.raises(Refused):
            hand_on(cast, cases, [irene.user], actor=one.actor)
        with pytest.raises(Absent):
            access_desks.desk_of(one.actor, "HOU", cast.ines.user.id)


def test_a_desk_of_another_post_is_not_opened(cast):
    with pytest.raises(Absent):
        access_desks.desk_of(cast.mateo.actor, "HOU", cast.tomas.user.id)
    hers(cast, 3)
    desk = access_desks.desk_of(cast.mateo.actor, "HOU", cast.ines.user.id)
    assert (desk.total, len(desk.cases)) == (3, 3)


def test_two_posts_are_never_both_given_the_same_case(cast):
    """Laredo has the old page open; meanwhile it was taken back, and El Paso was asked and accepted."""
    member("pablo", "Pablo Paso", "protection_officer", post=cast.posts["ELP"])
    pablo = member("pepe", "Pepe Paso", "protection_officer", post=cast.posts["ELP"])
    (case,) = hers(cast, 1)
    first = asked(case, by=cast.ines, to=cast.laredo)
    stale = Transfer.objects.get(id=first.id)
    take_back_transfer(actor=cast.mateo.actor, case=case, transfer=first, at=timezone.now())
    second = asked(case, by=cast.ines, to=cast.posts["ELP"])
    accept_transfer(actor=pablo.actor, transfer=second, officer=pablo.user, at=timezone.now())
    with pytest.raises(BadInput, match="answered already"):
        accept_transfer(actor=cast.tomas.actor, transfer=stale, officer=cast.tomas.user, at=timezone.now())
    with pytest.raises(Refused):  # nor does Laredo answer for El Paso
        accept_transfer(actor=cast.tomas.actor, transfer=second, officer=cast.tomas.user, at=timezone.now())
    assert Case.objects.get(id=case.id).post_id == "ELP"
    assert Entry.objects.filter(what="case.hand_over").count() == 1
    assert access_transfers.waiting_for(case) is None
