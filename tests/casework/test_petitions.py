"""What a post asks of Mexico: nobody is named without a yes and two people, and what comes back is codes."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.actions import ConsentTerms
from cauce.cases.models import PlanItem
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, AlreadyDone, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, unseal
from cauce.custody.keystore.moving import unsettled
from cauce.operations.loop.tick import tick
from cauce.rules.dates import zone
from cauce.rules.permissions import SYSTEM
from cauce.sharing.binational import access
from cauce.sharing.binational.actions import (
    answer_petition,
    leave_unsigned,
    receive_petition,
    record_consent_there,
    sign_petition,
    withdraw_consent_there,
    withdraw_petition,
)
from cauce.sharing.binational.facts import note_of, shown_of, stored_of
from cauce.sharing.binational.models import Petition, PetitionStep
from cauce.sharing.referrals.telling import LookAgain
from cauce.staff.notices.models import Message
from cauce.staff.offices.actions import add_partner
from tests.cast import member
from tests.transfers import moved

from .conftest import consent, open_case
from .petitions import NAMES, UNNAMED, again, agreed, ask, done, named, p411, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def case(cast):
    made = open_case(cast)
    consent(cast, made, "keeping")
    return made


def test_without_a_yes_only_the_general_part_goes_and_at_once(cast, case):
    with pytest.raises(BadInput, match="has not been asked"):
        ask(cast, case, identity=NAMES)
    assert not Petition.objects.exists()
    petition = ask(cast, case)
    assert (petition.state, petition.fields) == ("sent", [])
    assert access.shown_to_office(cast.nora.actor, petition, timezone.now()) == UNNAMED


def test_a_yes_to_one_office_is_none_to_another_nor_to_other_data(cast, case):
    other = add_partner(actor=SYSTEM, name="Oficina en Oaxaca (ejemplo)", kind="sre_office")
    member("otra", "Otra Persona", "sre_mexico", partner=other)
    agreed(cast, case, other)
    with pytest.raises(BadInput, match="another organisation"):
        ask(cast, case, identity=NAMES)
    agreed(cast, case, fields=("relatives",))
    with pytest.raises(BadInput, match="not to all"):
        ask(cast, case, identity=NAMES)
    with pytest.raises(BadInput, match="never shared"):
        agreed(cast, case, fields=("immigration_situation",))


def test_with_names_nothing_leaves_before_another_person_signs(cast, case):
    petition = named(cast, case)
    assert (petition.state, petition.sent_at) == ("to_sign", None)
    with pytest.raises(Absent):
        access.petition_for(cast.nora.actor, petition.id, permission="petition.answer")
    assert access.inbox(cast.nora.actor, cast.puebla, timezone.now()).going == []
    with pytest.raises(BadInput, match="Another person signs"):
        sign_petition(actor=cast.ines.actor, petition=petition, at=timezone.now())
    for one in (cast.tomas, cast.nora, cast.sofia, cast.lucia):
        with pytest.raises(Refused):
            sign_petition(actor=one.actor, petition=petition, at=timezone.now())
    sign_petition(actor=cast.aurora.actor, petition=petition, at=timezone.now())
    petition = again(petition)
    assert (petition.state, petition.second_by) == ("sent", str(cast.aurora.user.id))
    assert shown_of(petition, timezone.now())["identity"] == NAMES


def test_two_people_sign_the_same_and_it_leaves_once(cast, case):
    petition, stale = named(cast, case), None
    stale = again(petition)
    sign_petition(actor=cast.mateo.actor, petition=petition, at=timezone.now())
    with pytest.raises(BadInput, match="no longer possible: the petition is 'Sent'"):
        sign_petition(actor=cast.aurora.actor, petition=stale, at=timezone.now())
    assert again(petition).second_by == str(cast.mateo.user.id)
    assert Message.objects.filter(key__startswith="petition_sent:").count() == 1


def test_not_signed_nothing_left_and_it_is_destroyed(cast, case):
    petition = named(cast, case)
    sealed = bytes(petition.shared)
    leave_unsigned(actor=cast.mateo.actor, petition=petition, at=timezone.now())
    assert (again(petition).state, again(petition).shared) == ("unsigned", None)
    with pytest.raises(KeyGone):
        unseal(petition.id, Petition.shared.bound_to(petition), sealed)
    told = Message.objects.get(key__startswith="petition_unsigned:")
    assert told.recipient == str(cast.ines.user.id)


def test_a_yes_taken_back_before_the_signature_stops_it(cast, case):
    petition = named(cast, case)
    row = case.consents.get(purpose="mexico")
    actions.withdraw_consent(actor=cast.ines.actor, case=case, consent=row, at=timezone.now())
    with pytest.raises(BadInput, match="no longer agrees"):
        sign_petition(actor=cast.mateo.actor, petition=petition, at=timezone.now())


def test_a_yes_taken_back_afterwards_is_seen_with_the_next_page_and_destroyed_by_the_loop(cast, case):
    petition = sent(cast, case)
    row = case.consents.get(purpose="mexico")
    actions.withdraw_consent(actor=cast.ines.actor, case=case, consent=row, at=timezone.now())
    assert shown_of(again(petition), timezone.now())["identity"] == {}
    assert tick(timezone.now())["petitions_over"] == 1
    assert tick(timezone.now())["petitions_over"] == 0
    assert (again(petition).state, again(petition).shared) == ("withdrawn", None)


def test_on_the_page_of_consent_it_ends_at_once_and_the_office_is_told(cast, case):
    first = sent(cast, case)
    record_consent_there(
        actor=cast.ines.actor,
        case=case,
        recipient=str(cast.puebla.id),
        given=True,
        terms=ConsentTerms(("relatives",)),
        at=timezone.now(),
    )
    assert (again(first).state, again(first).shared) == ("withdrawn", None)
    second = sent(cast, case)
    row = case.consents.filter(purpose="mexico", given=True).latest("given_at")
    withdraw_consent_there(actor=cast.ines.actor, case=case, consent=row, at=timezone.now())
    assert (again(second).state, again(second).shared) == ("withdrawn", None)
    told = Message.objects.filter(key__startswith="petition_withdrawn:")
    assert {one.recipient for one in told} == {str(cast.nora.user.id)}


def test_the_database_refuses_names_that_no_yes_carries(cast, case):
    petition = sent(cast, case)
    other = open_case(cast)
    strange = agreed(cast, other)
    for change in (
        {"consent_id": strange.id},
        {"partner_id": cast.oim.id},
        {"second_by": ""},
        {"second_by": petition.by},
        {"basis": "none"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Petition.objects.filter(id=petition.id).update(**change)


def test_opened_it_is_received_and_each_step_is_kept(cast, case):
    petition = sent(cast, case)
    for _ in range(2):
        receive_petition(actor=cast.nora.actor, petition=petition, at=timezone.now())
    answer_petition(
        actor=cast.nora.actor, petition=petition, what="forward", code="state_prosecutor", at=timezone.now()
    )
    done(cast, petition)
    told = PetitionStep.objects.filter(petition=petition).order_by("number")
    assert [(one.act, one.side) for one in told] == [
        ("ask", "post"),
        ("sign", "second"),
        ("receive", "office"),
        ("forward", "office"),
        ("finish", "office"),
    ]
    petition = again(petition)
    assert (petition.forwarded_to, petition.result) == ("state_prosecutor", "measures_in_place")


def test_done_it_meets_the_step_and_the_data_are_destroyed(cast, case):
    actions.record_act(
        actor=cast.ines.actor,
        case=case,
        name="safety_checked",
        happened_at=timezone.now(),
        facts={"danger.family": True},
    )
    petition = sent(cast, case)
    assert p411(case) == "open"
    done(cast, petition)
    assert p411(case) == "met"
    assert stored_of(again(petition)) == {"coarse": {}, "identity": {}}
    assert Entry.objects.filter(what="case.meet_obligation").exists()


def test_not_possible_meets_nothing_and_says_why_by_code(cast, case):
    actions.record_act(
        actor=cast.ines.actor,
        case=case,
        name="safety_checked",
        happened_at=timezone.now(),
        facts={"danger.family": True},
    )
    petition = ask(cast, case)
    given = {"actor": cast.nora.actor, "petition": petition, "what": "cannot", "at": timezone.now()}
    with pytest.raises(Unknown):
        answer_petition(**given, code="porque sí")
    answer_petition(**given, code="data_missing")
    assert (p411(case), again(petition).reason) == ("open", "data_missing")


def test_the_same_answer_twice_changes_nothing_and_another_one_is_refused(cast, case):
    petition = ask(cast, case)
    done(cast, petition)
    done(cast, again(petition))
    assert PetitionStep.objects.filter(petition=petition, act="finish").count() == 1
    with pytest.raises(BadInput, match="A different answer"):
        done(cast, again(petition), "moved_safe")
    with pytest.raises(BadInput, match="no longer possible"):
        answer_petition(
            actor=cast.nora.actor, petition=again(petition), what="cannot", code="no_means", at=timezone.now()
        )
    assert again(petition).result == "measures_in_place"


def test_an_answer_after_a_withdrawal_is_for_nobody(cast, case):
    petition = sent(cast, case)
    stale = again(petition)
    withdraw_petition(actor=cast.ines.actor, case=case, petition=petition, at=timezone.now())
    with pytest.raises(Refused):
        done(cast, stale)
    with pytest.raises(Absent):
        access.petition_for(cast.nora.actor, petition.id, permission="petition.answer")
    assert (again(petition).state, again(petition).shared) == ("withdrawn", None)
    assert Message.objects.filter(key__startswith=f"petition_withdrawn:{petition.id}:").count() == 1


def test_an_office_neither_sees_nor_answers_what_another_was_asked(cast, case):
    other = add_partner(actor=SYSTEM, name="Oficina en Oaxaca (ejemplo)", kind="sre_office")
    elsewhere = member("otra", "Otra Persona", "sre_mexico", partner=other)
    petition = ask(cast, case)
    for one in (elsewhere, cast.clara, cast.paula, cast.ines, cast.sofia):
        with pytest.raises(Refused):
            done(cast, petition, actor=one.actor)
        with pytest.raises(Absent):
            access.petition_for(one.actor, petition.id, permission="petition.answer")
    for one in (cast.clara, cast.paula, cast.ines, cast.sofia):
        with pytest.raises(Absent):
            access.office_of(one.actor)


def test_no_words_come_back_unless_the_kind_allows_a_short_line(cast, case):
    petition = ask(cast, case)
    with pytest.raises(BadInput, match="There is no free text here"):
        done(cast, petition, note="La señora vive en…")
    record = ask(cast, case, kind="civil_record", coarse={"region": "21"})
    with pytest.raises(BadInput, match="140 letters fit"):
        done(cast, record, "record_ready", note="x" * 141)
    done(cast, record, "record_ready", note="Ventanilla 3, de 9 a 14")
    assert note_of(again(record)) == "Ventanilla 3, de 9 a 14"
    assert b"Ventanilla" not in bytes(again(record).note)


def test_unknown_kinds_data_and_offices_are_refused_in_words(cast, case):
    with pytest.raises(Unknown):
        ask(cast, case, kind="vacation")
    with pytest.raises(Unknown):
        ask(cast, case, identity={"passport": "G1"})
    with pytest.raises(Unknown):
        ask(cast, case, coarse={"region": "99"})
    with pytest.raises(BadInput, match="The state is missing"):
        ask(cast, case, coarse={})
    with pytest.raises(BadInput, match="does not do this"):
        ask(cast, case, partner=cast.jacaranda)
    with pytest.raises(LookAgain):
        agreed(cast, case)
        ask(cast, case, identity={"relatives": "Rosa, cuya hermana es indocumentada"})


def test_an_office_without_anybody_is_not_asked(cast, case):
    empty = add_partner(actor=SYSTEM, name="Oficina vacía (ejemplo)", kind="sre_office")
    with pytest.raises(BadInput, match="Nobody at that office"):
        ask(cast, case, partner=empty)


def test_danger_lets_the_indispensable_leave_with_two_people_and_the_person_is_told(cast, case):
    given = {"identity": NAMES, "exception": "danger_to_life"}
    with pytest.raises(BadInput, match="more detail"):
        ask(cast, case, **given, why="Urge")
    with pytest.raises(BadInput, match="does not cover"):
        ask(cast, case, **{**given, "exception": "child_abuse"}, why="Amenazaron a su madre hoy.")
    with pytest.raises(BadInput, match="even in danger"):
        ask(
            cast,
            case,
            exception="danger_to_life",
            why="Amenazaron a su madre hoy.",
            identity={"family_contact": "222 555 0100"},
        )
    petition = ask(cast, case, **given, why="Amenazaron a su madre hoy.")
    assert petition.state == "to_sign"
    other = member("irene", "Irene Paz", "protection_officer", post=cast.houston)
    with pytest.raises(Refused):  # an exception takes who leads
        sign_petition(actor=other.actor, petition=petition, at=timezone.now())
    sign_petition(actor=cast.aurora.actor, petition=petition, at=timezone.now())
    assert PlanItem.objects.filter(case=case, need="tell_person", state="open").count() == 1
    assert [one.exception for one in access.under_exceptions()] == ["danger_to_life"]


def test_the_office_is_reminded_before_and_everybody_is_told_after_once_each(cast, case):
    petition = ask(cast, case)
    due = petition.due_at
    with time_machine.travel(due - dt.timedelta(hours=25)):
        assert tick(timezone.now())["petitions_reminded"] == 0
    with time_machine.travel(due - dt.timedelta(hours=23)):
        assert [tick(timezone.now())["petitions_reminded"] for _ in range(2)] == [1, 0]
    with time_machine.travel(due + dt.timedelta(minutes=1)):
        assert [tick(timezone.now())["petitions_chased"] for _ in range(2)] == [1, 0]
    said = Message.objects.filter(key__startswith=f"petition_late:{petition.id}:")
    told = {one.recipient for one in said}
    assert told == {str(one.user.id) for one in (cast.nora, cast.ines, cast.aurora)}


def test_the_day_ends_on_the_clock_of_the_office(cast, case):
    west = add_partner(
        actor=SYSTEM, name="Oficina en Tijuana (ejemplo)", kind="sre_office", time_zone="America/Tijuana"
    )
    member("oeste", "Olga Oeste", "sre_mexico", partner=west)
    mexico, tijuana = zone("America/Mexico_City"), zone("America/Tijuana")
    # At midday it is the same day in both cities, whatever day and hour the test runs at.
    midday = (timezone.now().astimezone(mexico) + dt.timedelta(days=1)).replace(hour=12)
    with time_machine.travel(midday):
        here, there = ask(cast, case), ask(cast, case, partner=west)
    ends_here, ends_there = here.due_at.astimezone(mexico), there.due_at.astimezone(tijuana)
    assert ends_there.replace(tzinfo=None) == ends_here.replace(tzinfo=None)
    assert there.due_at > here.due_at
    with time_machine.travel(here.due_at + dt.timedelta(minutes=30)):
        assert [one.id for one in access.late(timezone.now())] == [here.id]


def test_it_goes_along_when_the_case_goes_to_another_post(cast, case):
    petition = sent(cast, case)
    moved(case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    assert unsettled(older=-1) == []
    petition = again(petition)
    assert stored_of(petition)["identity"] == NAMES
    assert access.of_post(cast.tomas.actor, "LAR", timezone.now()).going == [petition]
    done(cast, petition)
    told = Message.objects.get(key__startswith=f"petition_finish:{petition.id}:")
    assert told.recipient == str(cast.tomas.user.id)


def test_pressing_twice_asks_once(cast, case):
    key = {"once": uuid4()}
    ask(cast, case, **key)
    with pytest.raises(AlreadyDone):
        ask(cast, case, **key)
    assert Petition.objects.count() == 1


def test_a_closed_case_asks_nothing(cast, case):
    actions.close_case(actor=cast.mateo.actor, case=case, reason="goals_met", note="", at=timezone.now())
    with pytest.raises(BadInput, match="closed"):
        ask(cast, case)


def test_the_journal_holds_codes_and_no_word_of_anybody(cast, case):
    petition = sent(cast, case)
    done(cast, petition)
    told = " ".join(str(one.detail) for one in Entry.objects.filter(what__startswith="petition."))
    assert "Rosa" not in told and "Atlixco" not in told and "family_place" in told
    for one in Message.objects.filter(key__startswith="petition_"):
        assert "Rosa" not in one.subject + one.body
