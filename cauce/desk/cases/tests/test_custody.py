"""Somebody in detention is moved overnight: dates count backwards, and the case goes along the same day."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.access_follow import tries_shown
from cauce.cases.actions import (
    ContactAttempt,
    Detention,
    confirm_contact,
    end_detention,
    log_contact,
    open_case,
    record_act,
    record_consent,
    record_detention,
    record_facts,
)
from cauce.cases.contact import verdict_for
from cauce.cases.detention import held_of
from cauce.cases.facts import facts_of, plan_of
from cauce.cases.models import Section
from cauce.cases.time_bounds import Reported
from cauce.content.errors import BadInput, Unknown
from tests.cast import HOUSTON, today

pytestmark = pytest.mark.django_db
HARRIS, WEBB = "48201", "48479"  # of Houston, and of Laredo


@pytest.fixture
def case(cast):
    started = timezone.now() - dt.timedelta(hours=3)
    made = open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="detention_visit",
        started_at=started,
        facts={
            "person.detained": True,
            "protection.accepted": True,
            "person.age": 30,
            "danger.immediate": False,
        },
    )
    for purpose in ("keeping", "contact"):
        record_consent(actor=cast.ines.actor, case=made, purpose=purpose, given=True, at=timezone.now())
    return made


def in_days(days: int, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(today() + dt.timedelta(days=days), dt.time(hour), tzinfo=HOUSTON)


def keep(cast, case, centre="Centro Montaña (ejemplo)", county=HARRIS, at=None, triage=None, **dates) -> bool:
    dates = {"hearing_at": None, "removal_on": None} | dates
    return record_detention(
        actor=cast.ines.actor,
        case=case,
        seen=held_of(case, timezone.now()).version,
        detention=Detention(centre, county, **dates),
        at=at or timezone.now(),
        triage=triage,
    )


def step(case, action: str):
    return next(one for one in plan_of(case, timezone.now()) if one.action == action)


def did(cast, case, name: str, action: str = "") -> None:
    record_act(actor=cast.ines.actor, case=case, name=name, happened_at=timezone.now(), action=action)


def test_deadlines_run_backwards_from_the_hearing_and_the_removal(cast, case):
    assert step(case, "P4-10e").state == "not_required"
    keep(cast, case, hearing_at=in_days(30), removal_on=today() + dt.timedelta(days=40))
    hearing, removal = step(case, "P4-10e"), step(case, "P4-10f")
    assert hearing.state == removal.state == "open"
    assert hearing.due < in_days(30) - dt.timedelta(days=2)  # three working days before it
    assert removal.due.astimezone(HOUSTON).date() == today() + dt.timedelta(days=37)
    did(cast, case, "hearing_prepared")
    assert step(case, "P4-10e").state == "met"
    keep(cast, case, hearing_at=in_days(20), removal_on=today() + dt.timedelta(days=40))
    again = step(case, "P4-10e")  # another date: counsel is told again, by its own deadline
    assert again.state == "open" and again.due < hearing.due
    assert step(case, "P4-10f").state == "open"


def test_the_clocks_of_an_arrest_run_from_when_it_was_known_and_not_from_the_first_contact(cast):
    """Somebody known for months is arrested today: nobody is ninety days late to visit."""
    long_ago = timezone.now() - dt.timedelta(days=90)
    case = open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="window",
        started_at=long_ago,
        facts={"protection.accepted": True, "person.age": 30, "danger.immediate": False},
    )
    now = timezone.now()
    keep(cast, case, at=now, triage={"detention.medication": True})
    assert step(case, "P4-10l").due.astimezone(dt.UTC) == now + dt.timedelta(minutes=15)
    assert step(case, "P4-10h").state == "met"
    for action in ("P4-10", "P4-10a", "P4-10i", "P4-10l"):
        assert step(case, action).state == "open", action
    end_detention(actor=cast.ines.actor, case=case, seen=1, at=timezone.now())
    assert "detention.known_at" not in facts_of(case)


@pytest.mark.parametrize(("age", "grown"), [(30, "open"), (None, "open"), (16, "not_required")])
def test_a_removal_is_prepared_for_an_adolescent_by_a_step_of_their_own(cast, case, age, grown):
    record_facts(actor=cast.ines.actor, case=case, facts={"person.age": age}, at=timezone.now())
    keep(cast, case, removal_on=today() + dt.timedelta(days=5))
    assert {step(case, one).state for one in ("P4-10f", "P4-10m")} == {grown}
    assert (step(case, "P4-13a").state != "not_required") is (age == 16)


def test_the_appeal_is_asked_for_only_where_a_judges_order_is_noted(client, cast, case):
    """Ten days are ours, out of prudence; the thirty of judicial review are the law's."""
    ordered = (today() - dt.timedelta(days=2)).isoformat()
    keep(cast, case, triage={"detention.order": True, "detention.ordered_on": ordered})
    assert step(case, "P4-10p").state == "not_required" and step(case, "P4-10k").state == "open"
    client.force_login(cast.ines.user)
    address = f"/casos/{case.id}/lugar/"
    assert "juez de inmigración" in client.get(address).content.decode()
    client.post(
        address,
        {
            "centre": "Centro Montaña (ejemplo)",
            "order": "yes",
            "judge_ordered_on": ordered,
            "seen": held_of(case, timezone.now()).version,
            "once": str(uuid.uuid4()),
        },
    )
    owed = step(case, "P4-10p")
    assert owed.state == "open" and owed.due.date() == today() + dt.timedelta(days=8)


def test_a_hearing_known_too_late_is_owed_today_and_nobody_is_late(cast, case):
    keep(cast, case, hearing_at=timezone.now() + dt.timedelta(hours=20))
    owed = step(case, "P4-10e")
    assert (owed.state, owed.due, owed.urgent) == ("open", None, True)


@pytest.mark.parametrize(
    ("hearing", "removal", "said"),
    [(-1, None, "ya pasó"), (None, -1, "ya pasó"), (9, 8, "después de la salida")],
)
def test_dates_that_cannot_be_say_which_one_and_nothing_is_kept(client, cast, case, hearing, removal, said):
    form = {
        "centre": "Centro Montaña (ejemplo)",
        "do": "keep",
        "once": str(uuid.uuid4()),
        "seen": 0,
    }
    if hearing is not None:
        form["hearing_at"] = in_days(hearing).strftime("%Y-%m-%dT%H:%M")
    if removal is not None:
        day = today() + dt.timedelta(days=removal)
        form |= {f"removal_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
    client.force_login(cast.ines.user)
    shown = client.post(f"/casos/{case.id}/lugar/", form).content.decode()
    assert said in shown and "Centro Montaña" in shown
    assert not Section.objects.filter(case=case, kind="detention").exists()


def test_another_centre_asks_again_what_changes_and_ends_what_was_safe_there(cast, case):
    now = timezone.now()
    keep(cast, case)
    confirm_contact(
        actor=cast.ines.actor,
        case=case,
        at=now,
        ways=[{"way": "phone_call", "days": list(range(7)), "languages": ["spa"], "address": "5550100"}],
    )
    did(cast, case, "detention_visited")
    assert verdict_for(case, "phone_call", "spa", timezone.now()).allowed
    assert step(case, "P4-10").state == "met" and step(case, "P4-10g").state == "not_required"
    assert not keep(cast, case, centre="centro montana (ejemplo)")  # the same, typed in a hurry
    assert keep(cast, case, centre="Centro Llano (ejemplo)", county=WEBB)
    visit, again, transfer = (step(case, id) for id in ("P4-10", "P4-10g", "P4-18"))
    assert visit.state == again.state == transfer.state == "open"
    assert {one.due.astimezone(HOUSTON).date() for one in (again, transfer)} == {today()}
    assert not verdict_for(case, "phone_call", "spa", timezone.now()).allowed
    held = held_of(case, timezone.now())
    assert held.goes_to("HOU") == "LAR" and held.before[0][0].casefold().startswith("centro mont")
    with pytest.raises(Unknown):
        keep(cast, case, county="00000")
    end_detention(actor=cast.ines.actor, case=case, seen=held.version, at=timezone.now())
    assert step(case, "P4-10g").state == "not_required" and held_of(case, timezone.now()).ended


def test_whoever_is_taken_from_the_street_is_called_no_more_on_the_telephone_of_before(cast, case):
    keep(cast, case)
    seen = held_of(case, timezone.now()).version
    end_detention(actor=cast.ines.actor, case=case, seen=seen, at=timezone.now())
    confirm_contact(
        actor=cast.ines.actor,
        case=case,
        at=timezone.now(),
        ways=[{"way": "whatsapp", "days": list(range(7)), "languages": ["spa"], "address": "5550100"}],
    )
    assert verdict_for(case, "whatsapp", "spa", timezone.now()).allowed
    assert not keep(cast, case)  # held again: it is no move, and that telephone is in other hands
    assert not verdict_for(case, "whatsapp", "spa", timezone.now()).allowed


def by_fact(cast, case, known) -> None:
    record_facts(actor=cast.ines.actor, case=case, facts={"person.detained": known}, at=timezone.now())


def by_act_of_yesterday(cast, case, known) -> None:
    """Typed today, about a moment before that telephone was said to be safe."""
    record_act(
        actor=cast.ines.actor,
        case=case,
        name="urgent_needs_checked",
        happened_at=Reported(timezone.now() - dt.timedelta(days=1)),
        facts={"person.detained": known},
    )


@pytest.mark.parametrize("learned", [by_fact, by_act_of_yesterday])
def test_however_it_is_learned_that_somebody_is_held_no_number_of_before_is_safe(cast, case, learned):
    by_fact(cast, case, False)

    def safe() -> bool:
        return verdict_for(case, "whatsapp", "spa", timezone.now()).allowed

    def confirm() -> None:
        confirm_contact(
            actor=cast.ines.actor,
            case=case,
            at=timezone.now(),
            ways=[{"way": "whatsapp", "days": list(range(7)), "languages": ["spa"], "address": "5550100"}],
        )

    confirm()
    by_fact(cast, case, False)
    assert safe()  # said again, nothing changed
    learned(cast, case, True)
    assert not safe()
    confirm()
    assert safe()  # as confirmed with the person there
    learned(cast, case, None)
    assert not safe()  # not held any more: the number of the centre is nobody's


def test_the_page_of_a_move_leads_to_asking_the_post_of_that_district(client, cast, case):
    keep(cast, case)
    client.force_login(cast.ines.user)
    form = {
        "centre": "Centro Llano (ejemplo)",
        "state": "TX",
        "county": "webb",
        "do": "keep",
        "once": str(uuid.uuid4()),
        "seen": 1,
    }
    wrong = client.post(f"/casos/{case.id}/lugar/", form | {"county": "Wbb"})
    assert "Lo más parecido: Webb" in wrong.content.decode()  # the nearest, and what was typed stays
    answer = client.post(f"/casos/{case.id}/lugar/", form)
    assert answer.status_code == 302 and "to=LAR&reason=custody" in answer["Location"]
    asked = client.get(answer["Location"]).content.decode()
    assert '<option value="LAR" selected' in asked and "ya no aplica" in asked
    shown = client.get(f"/casos/{case.id}/lugar/").content.decode()
    assert "Dónde estuvo antes" in shown and "Laredo" in shown


def test_calls_from_custody_count_as_monitored_and_the_pages_ask_nothing_of_the_offence(client, cast, case):
    client.force_login(cast.ines.user)
    for page in ("/casos/{}/seguimiento/", "/casos/{}/", "/casos/{}/contacto/"):
        shown = client.get(page.format(case.id))
        if shown.status_code == 200:
            assert "presuma que toda llamada" in shown.content.decode(), page
    shown = client.get(f"/casos/{case.id}/seguimiento/").content.decode()
    assert "Nada de lo que hizo ni de lo que vivió" in shown
    made = log_contact(
        actor=cast.ines.actor,
        case=case,
        attempt=ContactAttempt(
            way="comes_in",
            language="spa",
            result="reached",
            word_said="not_agreed",
            note="Pidió hablar con su defensa.",
            happened_at=timezone.now(),
        ),
    )
    (row, told), *_ = tries_shown(case)
    assert row.id == made.id and told["monitored"] is True
    shown = client.get(f"/casos/{case.id}/seguimiento/").content.decode()
    assert "se presume escuchado" in shown


def test_an_empty_centre_is_asked_for(cast, case):
    with pytest.raises(BadInput, match="centre is missing"):
        keep(cast, case, centre="  ")
