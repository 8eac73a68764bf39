"""A return is wanted and prepared, or it is not made; what nobody wants is not begun."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.actions import record_facts, withdraw_consent
from cauce.cases.facts import facts_of
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Absent, Refused
from cauce.demo import returning as demo
from cauce.family.reunification import access_returning as access
from cauce.family.reunification.actions import (
    ReturnPlan,
    agree_contact,
    agree_risk,
    assess_destination,
    confirm_reception,
    count_money,
    depart_return,
    note_advice,
    note_reception,
    plan_return,
    share_return,
    start_return,
    stop_return,
)
from cauce.family.reunification.facts_returning import gates_of, unheard
from cauce.family.reunification.models import Return
from cauce.measurement.access_closed import closed
from cauce.operations.loop.tick import tick
from cauce.staff.offices.models import User
from tests.closing import close
from tests.returns import DAY, HOUR, acts, left, ready, told

from ..conftest import consent, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]
HERE = ZoneInfo("America/Chicago")


def test_what_the_person_does_not_want_cannot_be_begun(cast, who):
    case = open_case(cast)
    consent(cast, case, "keeping")
    for wish in (None, False):
        if wish is not None:
            record_facts(actor=who.actor, case=case, facts={"wish.return": wish}, at=timezone.now())
        with pytest.raises(BadInput) as refused:
            start_return(actor=who.actor, case=case, destination="21", at=timezone.now())
        assert "no ha dicho que quiere" in refused.value.es
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ({"way": "signed"}, False),
        ({"way": "spoken"}, True),
        ({"way": "interpreted", "interpreter": "I-7"}, False),
        ({"way": "spoken", "heard_by": "colleague"}, False),
        ({}, True),
    ],
)
def test_a_declaration_of_any_version_rests_on_more_than_one_word(said, alone):
    assert unheard(said) is alone


def test_one_at_a_time_to_a_state_that_exists(who, case, trip):
    with pytest.raises(BadInput):
        start_return(actor=who.actor, case=case, destination="21", at=timezone.now())
    stop_return(actor=who.actor, trip=trip, reason="not_safe", words="", at=timezone.now())
    with pytest.raises(CauceError):
        start_return(actor=who.actor, case=case, destination="99", at=timezone.now())
    # Stopped for another reason than the wish: it is still there.
    assert (
        start_return(actor=who.actor, case=case, destination="02", at=timezone.now()).zone
        == "America/Tijuana"
    )


def test_nothing_is_arranged_before_advice_and_risk(who, case, cast):
    trip = start_return(actor=who.actor, case=case, destination="21", at=timezone.now())
    now = timezone.now()
    for act in (
        lambda: demo.arranged(who, trip, now + DAY, now),
        lambda: note_reception(actor=who.actor, trip=trip, who="Guardia", office="Puebla", when=now, at=now),
    ):
        with pytest.raises(BadInput) as refused:
            act()
        assert "asesoría legal" in refused.value.es and "riesgo" in refused.value.es
    with pytest.raises(BadInput):  # declined, but nobody says who offered it
        note_advice(actor=who.actor, trip=trip, answer="declined", who=" ", on=now.date(), at=now)
    with pytest.raises(BadInput):
        note_advice(actor=who.actor, trip=trip, answer="taken", who="x", on=now.date() + 2 * DAY, at=now)


def alone(cast) -> None:
    """Inés is the only one of protection in Houston."""
    User.objects.filter(id=cast.mateo.user.id).update(is_active=False)


def test_in_a_post_of_one_person_headquarters_is_the_second_at_a_high_risk(cast, who, trip):
    alone(cast)
    now = timezone.now()
    given = {"actor": who.actor, "trip": trip, "reasons": "Lo buscan.", "measures": "Otro estado."}
    assess_destination(**given, level="low", at=now)
    assert not trip.outside and access.to_look_at(cast.sofia.actor) == []
    assess_destination(**given, level="high", at=now)
    assert told("return_look") == sorted([str(cast.sofia.user.id), str(cast.ximena.user.id)])
    (waits,) = access.to_look_at(cast.sofia.actor)
    read, risk = access.to_agree(cast.sofia.actor, waits.id)
    assert (risk["reasons"], risk["measures"]) == ("Lo buscan.", "Otro estado.")
    with pytest.raises(BadInput, match="Another person looks"):
        agree_risk(actor=who.actor, trip=trip, at=now)
    agree_risk(actor=cast.sofia.actor, trip=read, at=now)
    assert "risk" not in left(who, trip) and told("return_agreed") == [str(cast.ines.user.id)]
    assert access.to_look_at(cast.sofia.actor) == []
    with pytest.raises(Absent):
        access.to_agree(cast.sofia.actor, trip.id)
    trip.refresh_from_db()
    assess_destination(**given, level="high", at=now)  # another assessment waits again
    assert len(access.to_look_at(cast.ximena.actor)) == 1 and "risk" in left(who, trip)


def test_headquarters_looks_at_no_risk_of_a_post_that_has_somebody_else(cast, who, trip):
    now = timezone.now()
    assess_destination(actor=who.actor, trip=trip, level="high", reasons="x", measures="y", at=now)
    assert access.to_look_at(cast.sofia.actor) == [] == told("return_look")
    with pytest.raises(Absent):
        access.to_agree(cast.sofia.actor, trip.id)
    with pytest.raises(Absent):
        agree_risk(actor=cast.sofia.actor, trip=trip, at=now)
    alone(cast)
    for other in (cast.tomas, cast.aurora, cast.elena, cast.mateo):
        with pytest.raises(Absent):
            access.to_look_at(other.actor)


def test_the_step_is_met_by_the_loop_when_headquarters_opened_the_last_gate(cast, who, trip):
    trip = ready(who, trip)
    alone(cast)
    Return.objects.filter(id=trip.id).update(prepared_at=None)
    trip.refresh_from_db()
    now = timezone.now()
    assess_destination(actor=who.actor, trip=trip, level="high", reasons="x", measures="y", at=now)
    agree_risk(actor=cast.sofia.actor, trip=trip, at=now)
    assert left(who, trip) == set() and access.newest(trip.case).prepared_at is None
    assert tick(now)["returns_ready"] == 1


def test_a_high_risk_waits_for_a_second_person(cast, who, trip):
    now = timezone.now()
    with pytest.raises(BadInput):
        agree_risk(actor=cast.mateo.actor, trip=trip, at=now)
    assess_destination(actor=who.actor, trip=trip, level="high", reasons="x", measures="y", at=now)
    assert "risk" in left(who, trip)
    with pytest.raises(BadInput) as refused:
        agree_risk(actor=who.actor, trip=trip, at=now)
    assert "otra persona" in refused.value.es
    agree_risk(actor=cast.mateo.actor, trip=trip, at=now)
    assert "risk" not in left(who, trip)
    # Looked at anew, it must be agreed to anew.
    assess_destination(actor=who.actor, trip=trip, level="high", reasons="z", measures="y", at=now)
    assert "risk" in left(who, trip)


def test_departure_is_refused_with_every_gate_that_is_closed(who, trip):
    with pytest.raises(BadInput) as refused:
        depart_return(actor=who.actor, trip=trip, when=timezone.now(), at=timezone.now())
    for word in (
        "declaración",
        "constancia médica",
        "formato de viaje",
        "recibo",
        "recibe",
        "medio seguro",
    ):
        assert word in refused.value.es
    assert access.newest(trip.case).state == "preparing"


def test_the_wish_taken_back_stops_it_and_whoever_receives_is_told(cast, who, trip):
    trip = ready(who, trip)
    stop_return(
        actor=who.actor,
        trip=trip,
        reason="changed_mind",
        words="Prefiere esperar.",
        at=timezone.now(),
    )
    trip = access.newest(trip.case)
    assert trip.state == "stopped" and trip.shared is None and facts_of(trip.case)["wish.return"] is False
    assert told("return_stopped") == [str(cast.nora.user.id)] and acts(trip.case, "return_declined") == 1
    with pytest.raises(BadInput):
        depart_return(actor=who.actor, trip=trip, when=timezone.now(), at=timezone.now())
    with pytest.raises(Refused):
        confirm_reception(actor=who.there, trip=trip, at=timezone.now())
    # Begun again later, nothing that was signed for the first counts.
    record_facts(actor=who.actor, case=trip.case, facts={"wish.return": True}, at=timezone.now())
    again = demo.advised(who, trip.case, timezone.now())
    assert {"wish", "fitness", "travel", "money"} <= left(who, again)


def test_a_wish_taken_back_on_another_page_stops_it_too(who, trip):
    trip = ready(who, trip)
    record_facts(actor=who.actor, case=trip.case, facts={"wish.return": False}, at=timezone.now())
    with pytest.raises(BadInput):
        depart_return(actor=who.actor, trip=trip, when=timezone.now(), at=timezone.now())
    assert tick(timezone.now())["returns_over"] == 1
    assert tick(timezone.now())["returns_over"] == 0
    assert access.newest(trip.case).state == "stopped"


def test_money_that_does_not_add_up_is_refused_with_the_difference(who, trip):
    with pytest.raises(BadInput) as refused:
        count_money(actor=who.actor, trip=trip, counted="120.50", at=timezone.now())
    assert "Falta el recibo" in refused.value.es
    demo.receipt(who.actor, trip.case, timezone.now())
    with pytest.raises(BadInput) as refused:
        count_money(actor=who.actor, trip=trip, counted="100.50", at=timezone.now())
    assert "faltan 20.00" in refused.value.es
    with pytest.raises(BadInput):
        count_money(actor=who.actor, trip=trip, counted="", at=timezone.now())
    count_money(actor=who.actor, trip=trip, counted="$120.50", at=timezone.now())
    assert "money" not in left(who, trip)
    demo.receipt(who.actor, trip.case, timezone.now())  # another receipt must be counted as well
    assert "money" in left(who, trip)


def test_whoever_receives_sees_only_what_was_agreed_and_nothing_once_taken_back(cast, who, trip):
    now = timezone.now()
    plan_return(
        actor=who.actor,
        trip=trip,
        plan=ReturnPlan(
            departs_at=now + DAY, arrives_at=now + DAY + HOUR, people=2, escort="alone", escort_who=""
        ),
        at=now,
    )
    given = {"actor": who.actor, "trip": trip, "partner": cast.puebla, "at": now}
    for needs, agreed in (("Cama", False), ("Trae su pasaporte", True)):
        with pytest.raises(BadInput):
            share_return(**given, needs=needs, agreed=agreed)
    with pytest.raises(CauceError):  # a law office receives nobody
        share_return(**given | {"partner": cast.counsel}, needs="Cama", agreed=True)
    with pytest.raises(Absent):
        access.trip_for(cast.nora.actor, trip.id, now)
    share_return(**given, needs="Cama por tres noches", agreed=True)
    seen = access.trip_for(cast.nora.actor, trip.id, now)
    assert set(access.shown_to_receiver(seen, now)) == {"arrival_time", "dependants", "needs"}
    for other in (cast.paula, cast.clara, cast.tomas, cast.sofia):
        with pytest.raises(Absent):
            access.trip_for(other.actor, trip.id, now)
    confirm_reception(actor=cast.nora.actor, trip=seen, at=now)
    [yes] = [row for row, _ in cases.consents(trip.case) if row.recipient == str(cast.puebla.id)]
    withdraw_consent(actor=who.actor, case=trip.case, consent=yes, at=now)
    assert access.shown_to_receiver(access.newest(trip.case), now + DAY) == {}
    tick(now + DAY)
    with pytest.raises(Absent):
        access.trip_for(cast.nora.actor, trip.id, now)
    assert access.newest(trip.case).confirmed_at is None


def test_another_day_must_be_confirmed_again_and_departure_is_on_the_day(who, trip, clock):
    trip = ready(who, trip)
    now = timezone.now()
    plan_return(
        actor=who.actor,
        trip=trip,
        plan=ReturnPlan(
            departs_at=now + 2 * DAY, arrives_at=now + 3 * DAY, people=1, escort="alone", escort_who=""
        ),
        at=now,
    )
    assert left(who, trip) == {"reception", "travel"}  # T17 names the former day
    demo.travel(who.actor, trip.case, (now + 2 * DAY).astimezone(HERE).date(), now)
    note_reception(actor=who.actor, trip=trip, who="Guardia", office="Puebla", when=now, at=now)
    assert left(who, trip) == set()
    with pytest.raises(BadInput) as refused:
        depart_return(actor=who.actor, trip=trip, when=now, at=now)
    assert "otro día" in refused.value.es


def handover(who, case, giver: str, receiver: str, capacity: str, at: dt.datetime) -> None:
    demo.fill(
        who.actor,
        case,
        "T18",
        {
            "voice": "Quiere ir con su abuela.",
            "giver_name": giver,
            "giver_capacity": "post",
            "giver_document": "x",
            "receiver_name": receiver,
            "receiver_capacity": capacity,
            "receiver_document": "x",
            "receiver_right": "Acta",
            "receiver_checked": "yes",
            "place": "Aeropuerto",
            "handed_at": at,
        },
        at,
    )


def test_a_child_is_handed_over_without_a_gap_and_never_alone(who):
    now = timezone.now()
    trip = demo.advised(who, demo.willing(who, now - HOUR, age=15), now)
    demo.arranged(who, trip, now + HOUR, now)
    assert {"escort", "handover"} <= left(who, trip)
    plan_return(
        actor=who.actor,
        trip=trip,
        plan=ReturnPlan(
            departs_at=now + HOUR, arrives_at=now + 9 * HOUR, people=2, escort="goes", escort_who="Elena Paz"
        ),
        at=now,
    )
    handover(who, trip.case, "Oficial", "Elena Paz", "escort", now)
    assert not {"escort", "handover"} & left(who, trip)
    handover(who, trip.case, "Otra persona", "Procuraduría", "child_protection", now)
    assert "handover" in left(who, trip)


def test_whoever_turns_18_before_departure_is_prepared_for_as_an_adult_with_the_reason(who):
    from cauce.cases.actions import save_identity

    now = timezone.now()
    case = demo.willing(who, now - HOUR, age=17)
    save_identity(actor=who.actor, case=case, seen_version=0, fields={"birth_date": "2008-12-01"}, at=now)
    trip = demo.advised(who, case, now)
    for days, child in ((1, True), (10, False)):
        plan_return(
            actor=who.actor,
            trip=trip,
            plan=ReturnPlan(
                departs_at=now + days * DAY,
                arrives_at=now + days * DAY + HOUR,
                people=1,
                escort="alone",
                escort_who="",
            ),
            at=now,
        )
        found = {one.id: one for one in gates_of(who.actor, access.newest(case), now)}
        assert ("handover" in found) is child and found["escort"].open is not child
        assert "18" in found["escort"].note.es


def test_nobody_of_another_post_nor_of_headquarters_touches_it(cast, who, trip):
    for other in (cast.tomas, cast.sofia, cast.lucia, cast.nora):
        with pytest.raises(Refused):
            stop_return(actor=other.actor, trip=trip, reason="health", words="", at=timezone.now())
    with pytest.raises(Absent):
        closed(cast.ines.actor, "returns")
    close("returns")
    assert access.counted()["preparing"] == 1
    assert {one.number for one in closed(cast.sofia.actor, "returns").told.values()} == {None}, "one is few"
    with pytest.raises(BadInput):  # no yes to contact: nothing is agreed
        withdrawn = [row for row, _ in cases.consents(trip.case) if row.purpose == "contact"][0]
        withdraw_consent(actor=who.actor, case=trip.case, consent=withdrawn, at=timezone.now())
        agree_contact(actor=who.actor, trip=trip, at=timezone.now())
