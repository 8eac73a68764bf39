"""A bed for tonight: from safety straight to who can take the person in, asked beside the request."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import access
from cauce.cases.actions import ConsentTerms, record_consent
from cauce.cases.facts import agreed_fields, facts_of
from cauce.cases.models import Consent
from cauce.content.loader import load_edition
from cauce.desk.cases.frame.already import in_language
from cauce.desk.sharing.referrals import views_refer
from cauce.desk.sharing.referrals.views_paper import sheet
from cauce.directory.models import Phone
from cauce.rules.dates import says_due, says_moment, zone
from cauce.sharing.referrals.actions import answer
from cauce.sharing.referrals.facts import shared_of
from cauce.sharing.referrals.models import Referral
from tests.cast import minute_now, shelter

EDITION = load_edition()
KNOWN = {
    "person__age": 24,
    "person__age_doubt": False,
    "person__with_children": True,
    "need__shelter": True,
}


@pytest.fixture
def service(cast):
    return shelter(cast.jacaranda)


@pytest.fixture
def case(desk):
    return desk.open(**KNOWN)


def address(case, service, need: str = "shelter") -> str:
    return f"/casos/{case.id}/canalizaciones/?service={service.id}" + (f"&need={need}" if need else "")


def page(desk, case, service, **more) -> str:
    return desk.client.get(address(case, service, **more)).content.decode()


def ask(desk, case, service, said: str = "yes", told=("needs",), **changes):
    """The answer of the person and the request, as the one form sends both."""
    key = f"ask-referral-{service.organization_id}"
    form = {
        "need": "shelter",
        "priority": "urgent",
        "way": "none",
        "do": "send",
        "once": str(uuid.uuid4()),
        key: said,
        f"{key}-fields": list(told),
        "ask-language": "spa",
        "ask-interpreter": "none",
        "ask-way": "voice",
        "ask-into": "spa",
        "ask-giver": "person",
        "ask-happened_at": minute_now(),
        "s_needs": "Lugar seguro donde dormir",
        "s_age_band": "18 a 29 años",
        "s_urgent": "Sí: hace falta hoy",
        "s_dependants": "Tiene niñas o niños a su cuidado",
    }
    return desk.client.post(address(case, service), form | changes)


def nothing_left(case) -> bool:
    return not Referral.objects.filter(case=case).exists()


def test_the_person_is_asked_beside_the_request_and_nothing_is_ticked(desk, case, service):
    shown = page(desk, case, service)
    ticks = re.findall(r'<input[^>]*name="ask-referral-[^>]*>', shown)
    assert len(ticks) > 10 and not any("checked" in one for one in ticks)
    assert 'value="18 a 29 años"' in shown and "Lugar seguro donde dormir</textarea>" in shown
    assert re.search(r'name="priority" value="urgent"[^>]* checked', shown)
    assert service.organization.name in shown
    assert "¿el camino pasa por alguno de estos lugares?" in shown and "No hizo falta intérprete" in shown
    assert not Consent.objects.filter(case=case, purpose="referral").exists()
    desk.client.cookies["idioma"] = "en"
    english = page(desk, case, service)
    assert "What this service shares when asked, and with whom" in english
    assert "does the way there pass by any of these?" in english and "No interpreter needed" in english


def test_the_number_by_which_to_ask_what_a_service_shares_stands_there_only_where_it_is_public(
    desk, case, service
):
    shown = page(desk, case, service)
    assert "El directorio no muestra su número" in shown
    phone = Phone.objects.create(service=service, number="713 555 0142", source="network")
    assert "Pregúntele antes de enviar" in (shown := page(desk, case, service)) and "713 555 0142" in shown
    Phone.objects.filter(id=phone.id).update(confidential=True)
    assert "713 555 0142" not in page(desk, case, service)


def test_when_they_would_arrive_is_asked_in_sight_and_it_is_said_that_a_letter_says_it(desk, case, service):
    shown = page(desk, case, service).partition("Otros datos, si hacen falta")[0]
    row = shown[shown.index("Cuándo llegaría") :]
    assert "También va en la carta, si se les escribe una." in row[: row.index("<label")]


@pytest.mark.parametrize(("priority", "label"), [("urgent", "Urgente"), ("emergency", "Emergencia")])
def test_beside_how_soon_stands_the_hour_that_the_receiver_reads(desk, case, service, priority, label):
    tz = zone(case.post.time_zone)
    with time_machine.travel(timezone.now(), tick=False):
        # At night the deadline of the case ends the urgent request too, and a clause says so (test below).
        hour, *_ = re.search(rf"{label}: [^·<]+ · ([^<]+?)\s*<", page(desk, case, service))[1].split(", por ")
        ask(desk, case, service, priority=priority)
        due = Referral.objects.get().due_at
        assert hour == says_due(due, at=timezone.now(), tz=tz, city="", language="es")


def test_with_a_yes_only_what_was_ticked_leaves_and_only_to_this_organisation(desk, case, service):
    reply = ask(desk, case, service, told=("needs", "urgent"))
    referral = Referral.objects.get(case=case)
    assert reply.headers["Location"] == f"/canalizaciones/{referral.id}/"
    assert set(shared_of(referral)) == {"needs", "urgent"} == set(referral.fields)
    assert (referral.need, referral.priority, referral.state) == ("shelter", "urgent", "sent")
    said = Consent.objects.get(case=case, purpose="referral")
    assert said.given and said.recipient == str(service.organization_id)
    assert dict(access.consents(case))[said]["fields"] == ["needs", "urgent"]


def test_without_an_answer_nothing_leaves_and_nothing_is_recorded(desk, case, service):
    answer = ask(desk, case, service, said="")
    shown = answer.content.decode()
    assert answer.status_code == 409 and "falta la respuesta" in shown and "No se envió nada" in shown
    assert nothing_left(case) and not Consent.objects.filter(case=case).exists()


def test_a_yes_to_no_datum_is_asked_about_again(desk, case, service):
    shown = ask(desk, case, service, told=()).content.decode()
    assert "Marque qué datos" in shown
    assert nothing_left(case) and not Consent.objects.filter(case=case).exists()


def test_a_no_is_recorded_and_nothing_is_sent(desk, case, service):
    ask(desk, case, service, said="no", told=())
    assert nothing_left(case)
    assert not Consent.objects.get(case=case, purpose="referral").given
    assert "ask-referral" not in page(desk, case, service), "whoever said no is not pressed"
    assert nothing_left(case) and "18 a 29" not in page(desk, case, service)


def test_a_yes_without_the_way_there_is_not_recorded_either(desk, case, service):
    shown = ask(desk, case, service, way=[]).content.decode()
    assert "Diga por dónde pasa" in shown
    assert nothing_left(case) and not Consent.objects.filter(case=case).exists()


def test_words_that_tell_too_much_record_nothing_until_they_are_looked_at_again(desk, case, service):
    words = "No tiene pasaporte."
    shown = ask(desk, case, service, s_needs=words).content.decode()
    assert "Revise antes" in shown and words in shown
    assert nothing_left(case) and not Consent.objects.filter(case=case).exists()
    ask(desk, case, service, s_needs=words, do="anyway")
    assert Referral.objects.filter(case=case).count() == 1


def test_what_was_written_of_a_datum_that_is_not_ticked_is_said_and_not_lost(desk, case, service):
    shown = ask(desk, case, service, s_diet="Sin gluten").content.decode()
    assert "Esto no se enviaría" in shown and 'value="Sin gluten"' in shown and nothing_left(case)


def test_a_name_is_sent_where_it_is_written_and_the_person_said_yes(desk, case, service):
    """It has no box of its own; without a yes to this organisation it stays on the page."""
    shown = page(desk, case, service)
    assert "no sabrá cómo llamarle" in shown and 'value="first_name_or_alias"' not in shown
    unsaid = ask(desk, case, service, said="", told=(), s_first_name_or_alias="Luz").content.decode()
    assert 'value="Luz"' in unsaid and "Esto no se enviaría" not in unsaid and nothing_left(case)
    ask(desk, case, service, told=("needs", "first_name_or_alias"), s_first_name_or_alias=" ")
    blank = Referral.objects.get(case=case)
    assert set(shared_of(blank)) == {"needs"} and "first_name_or_alias" not in agreed_fields(
        case, "referral", str(service.organization_id), timezone.now()
    )


def test_a_written_name_needs_no_other_tick(desk, case, service):
    ask(desk, case, service, told=("needs",), s_first_name_or_alias="Luz")
    assert shared_of(Referral.objects.get(case=case)) == {
        "needs": "Lugar seguro donde dormir",
        "first_name_or_alias": "Luz",
    }


def test_what_a_service_must_know_of_whom_it_receives_is_asked_in_sight(desk, case, service):
    folded = page(desk, case, service).partition("Otros datos, si hacen falta")
    assert "Sexo o género" in folded[2] and "Solo recibe" not in folded[0]
    type(service).objects.filter(id=service.id).update(sex="women", families=False)
    shown = page(desk, case, service).partition("Otros datos, si hacen falta")[0]
    row = shown[shown.index('value="sex_gender"') :]
    assert (
        "Solo recibe mujeres: sin este dato no puede responder." in row[:700] and "checked" not in row[:200]
    )
    assert "No recibe familias con hijas e hijos: sin este dato" in shown


def test_the_hour_of_arrival_is_told_as_a_day_that_holds_tomorrow(desk, case, service):
    tomorrow = timezone.now().astimezone(zone(case.post.time_zone)) + dt.timedelta(days=1)
    hour = {"s_arrival_time": f"{tomorrow:%Y-%m-%d}T15:00"}
    gone = ask(desk, case, service, told=("needs", "arrival_time"), s_arrival_time="2020-01-01T15:00")
    assert "Esa hora ya pasó" in gone.content.decode() and nothing_left(case)
    ask(desk, case, service, told=("needs", "arrival_time"), **hour)
    said = shared_of(Referral.objects.get(case=case))["arrival_time"]
    assert said == says_moment(
        tomorrow.replace(hour=15, minute=0), tz=zone(case.post.time_zone), city=case.post.city, language="es"
    )
    assert str(tomorrow.year) in said and in_language(EDITION, "arrival_time", said, "en") == says_moment(
        tomorrow.replace(hour=15, minute=0), tz=zone(case.post.time_zone), city=case.post.city, language="en"
    )
    assert in_language(EDITION, "arrival_time", "Mañana", "en") is None


def test_a_datum_that_no_shelter_may_have_is_not_taken(desk, case, service):
    ask(desk, case, service, told=("needs", "passport", "where_now"), s_passport="G1", s_where_now="Allá")
    assert nothing_left(case) and not Consent.objects.filter(case=case).exists()
    ask(desk, case, service, s_passport="G1", s_where_now="Allá")
    assert set(shared_of(Referral.objects.get(case=case))) == {"needs"}


def test_two_answers_that_differ_are_none_and_an_answer_about_another_is_none_here(desk, case, service):
    key = f"ask-referral-{service.organization_id}"
    shown = ask(desk, case, service, told=(), **{key: ["yes", "no"]}).content.decode()
    assert "dos respuestas distintas" in shown
    shown = ask(desk, case, service, **{f"ask-referral-{uuid.uuid4()}": "yes"}).content.decode()
    assert "ya no está en esta página" in shown
    assert nothing_left(case) and not Consent.objects.filter(case=case).exists()


def test_a_guardian_who_is_accused_opens_nothing(desk, case, service):
    accused = {"ask-giver": "guardian", "ask-giver_accused": "yes"}
    shown = ask(desk, case, service, **accused).content.decode()
    assert "si nadie le señala" in shown
    assert nothing_left(case) and not Consent.objects.filter(case=case).exists()


def test_a_yes_to_another_organisation_is_none_to_this_one(desk, case, service, cast):
    other = shelter(cast.jacaranda, "Casa Girasol (ejemplo)")
    terms = ConsentTerms(fields=("needs",))
    record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(other.organization_id),
        terms=terms,
    )
    shown = page(desk, case, service)
    assert "Aceptó para otra organización" in shown and "ask-referral" in shown
    ask(desk, case, service, said="")
    assert nothing_left(case)


def test_pressed_twice_there_is_one_answer_and_one_request(desk, case, service):
    once = str(uuid.uuid4())
    first, second = (ask(desk, case, service, once=once) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Referral.objects.filter(case=case).count() == 1
    assert Consent.objects.filter(case=case, purpose="referral").count() == 1


def test_asked_without_a_need_nothing_stands_filled_in(desk, case, service):
    shown = page(desk, case, service, need="")
    assert "ask-referral" in shown and "18 a 29" not in shown


def answer_safety(desk, case, **given):
    seen = access.section(case, "safety")[0]
    return desk.post(case, "seguridad/", happened_at=minute_now(), seen=str(seen), **given)


def test_from_safety_one_press_keeps_what_was_said_and_looks_for_a_bed(desk):
    case = desk.open()
    reply = answer_safety(desk, case, alone="yes", danger="no", do="bed")
    assert reply.headers["Location"] == f"/directorio/?for={case.id}&need=shelter"
    known = facts_of(case)
    assert known["need.shelter"] is True and known["danger.immediate"] is False
    assert access.section(case, "safety")[1]["sleeps_safe"] == "no"


def test_danger_comes_before_a_bed_and_its_page_leads_to_one(desk):
    case = desk.open()
    reply = answer_safety(desk, case, danger="yes", do="bed")
    assert reply.headers["Location"] == f"/casos/{case.id}/seguridad/"
    shown = desk.get(case, "seguridad/").content.decode()
    assert f"/directorio/?for={case.id}&amp;need=shelter" in shown


def test_what_is_wrong_on_the_page_of_safety_keeps_the_bed_that_is_missing(desk):
    case = desk.open()
    shown = answer_safety(desk, case, age="19", do="bed").content.decode()
    assert "indique también si hay duda" in shown
    said = re.findall(r'<input[^>]*name="sleeps_safe"[^>]*>', shown)
    assert [one for one in said if "checked" in one and 'value="no"' in one]
    assert "need.shelter" not in facts_of(case)


def test_the_directory_leads_from_a_row_to_its_request(desk, case, service):
    found = desk.client.get(f"/directorio/?for={case.id}&need=shelter").content.decode()
    assert f"/casos/{case.id}/canalizaciones/?service={service.id}&amp;need=shelter" in found
    entry = desk.client.get(f"/directorio/{service.id}/?for={case.id}&need=shelter").content.decode()
    assert f"?service={service.id}&amp;need=shelter" in entry


def test_it_asks_the_database_few_questions(desk, case, service):
    assert len(desk.queries(address(case, service))) <= 17


def test_the_plan_shows_what_was_asked_of_a_service_though_it_has_no_line(desk, case, service):
    ask(desk, case, service)
    plan = desk.get(case, "plan/").content.decode()
    assert "El plan está vacío" not in plan and "Lo que ya se pidió" in plan
    referral = Referral.objects.get(case=case)
    answer(actor=desk.cast.clara.actor, referral=referral, what="accept", at=timezone.now())
    plan = desk.get(case, "plan/").content.decode()
    asked = plan[plan.index("Lo que ya se pidió") : plan.index("Agregar una acción")]
    assert "Lugar seguro donde dormir" in asked and service.organization.name in asked
    assert "<strong>Aceptada</strong>" in asked and "?need=shelter#empezar" in asked
    assert plan.count("?need=shelter#empezar") == 1, "and it is not told twice as a need"


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (("needs",), "Lugar seguro donde dormir"),
        (("needs", "urgent"), "Lugar seguro donde dormir · Urgente"),
    ],
)
def test_the_printed_sheet_says_how_soon_only_where_it_was_agreed(desk, case, service, told, asked):
    shown = page(desk, case, service)
    assert "Además sabrá qué ayuda se pide y para cuándo se espera su respuesta." in shown, "it is read out"
    ask(desk, case, service, told=told)
    referral = Referral.objects.get(case=case)
    printed = sheet(referral, shared_of(referral), "es")
    assert printed["asked"] == asked and printed["due"]


def test_where_two_priorities_end_at_one_hour_the_longer_one_says_why(desk, case, service, monkeypatch):
    soon = timezone.now() + dt.timedelta(hours=1)
    monkeypatch.setattr(views_refer, "answer_by", lambda *_: {"emergency": soon, "urgent": soon})
    shown = page(desk, case, service)
    assert re.search(
        r"Urgente: [^<]+, por el plazo del caso. La hora es la misma; cambia lo que se dice", shown
    )
    assert not re.search(r"Emergencia: [^<]+, por el plazo", shown)
