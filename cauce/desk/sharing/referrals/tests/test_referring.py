"""Only what was consented to for that organisation leaves; silence and a no are never the end."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, record_act, record_consent, record_facts
from cauce.custody.journal.models import Entry
from cauce.desk.sharing.referrals import forms_refer
from cauce.directory import freshness
from cauce.directory.models import Location
from cauce.sharing.referrals.actions import acknowledge, answer, withdraw
from cauce.sharing.referrals.facts import shared_of
from cauce.sharing.referrals.models import Referral
from tests.cast import shelter

HOUSTON = ZoneInfo("America/Chicago")


@pytest.fixture
def service(cast):
    return shelter(cast.jacaranda)


def agree(desk, case, service, *fields: str) -> None:
    record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=fields),
    )


def send(desk, case, service, **changes):
    form = {
        "need": "shelter",
        "priority": "urgent",
        "way": "none",
        "do": "send",
        "once": str(uuid.uuid4()),
    }
    address = f"/casos/{case.id}/canalizaciones/?service={service.id}"
    return desk.client.post(address, form | changes)


def sent(desk, service) -> tuple:
    case = desk.open()
    agree(desk, case, service, "needs", "language")
    send(desk, case, service, s_needs="Dormir hoy.", s_language="Español")
    return case, Referral.objects.get(case=case)


def asked_page(desk, case, service) -> str:
    address = f"/casos/{case.id}/canalizaciones/?service={service.id}"
    return desk.client.get(address).content.decode()


def test_the_request_opens_filled_with_what_is_known_and_agreed_for_this_service(desk, service):
    known = {
        "person__age": 24,
        "person__age_doubt": False,
        "person__with_children": True,
        "need__shelter": True,
    }
    case = desk.open(**known)
    agree(desk, case, service, "needs", "age_band")
    page = asked_page(desk, case, service)
    assert 'value="18 a 29 años"' in page and "Lugar seguro donde dormir</textarea>" in page
    assert re.search(r'<option value="shelter" selected', page)
    assert re.search(r'name="priority" value="urgent"[^>]* checked', page)
    assert "a su cuidado" not in page.partition('name="need"')[2], "nobody asked whether that may be told"


def test_a_danger_of_another_contact_is_no_haste_of_today(desk, service):
    case = desk.open(minutes=200, danger__immediate=True, need__shelter=True)
    agree(desk, case, service, "needs")
    given = {"actor": desk.actor, "case": case, "happened_at": timezone.now()}
    record_act(name="safe_contact_made", **given)
    page = asked_page(desk, case, service)
    assert not re.search(r'name="priority"[^>]* checked', page), "the officer says how soon"
    assert "Lugar seguro donde dormir</textarea>" in page
    record_act(name="safety_checked", facts={"danger.immediate": True}, **given)
    assert re.search(r'name="priority" value="emergency"[^>]* checked', asked_page(desk, case, service))


def test_a_doubt_about_the_age_says_no_figure(desk, service):
    case = desk.open(person__age=19, person__age_doubt=True)
    agree(desk, case, service, "needs", "age_band")
    page = asked_page(desk, case, service)
    assert "Con duda: se atiende como menor de edad" in page and "18 a 29" not in page


def test_nothing_is_filled_in_for_a_service_that_may_have_nothing(desk, service):
    case = desk.open(person__age=24, person__age_doubt=False, need__shelter=True)
    assert "18 a 29" not in asked_page(desk, case, service)


def test_it_sends_nothing_without_consent_and_says_how_to_ask(desk, service):
    case = desk.open()
    shown = send(desk, case, service).content.decode()
    assert "No se envió nada" in shown and "Pregunte a la persona" in shown
    assert "Falta consentimiento" in shown and f"para={service.organization_id}" in shown
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("known", "need"),
    [
        ({"need__shelter": True}, "shelter"),
        ({"need__shelter": True, "violence__sexual_recent": True}, "medical"),
        ({"need__shelter": True, "person__detained": True}, "legal"),
        ({"person__age": 15}, "children"),
    ],
)
def test_the_search_begins_with_what_cannot_wait(desk, known, need):
    case = desk.open(**known)
    page = desk.get(case, "canalizaciones/").content.decode()
    assert f"for={case.id}&amp;need={need}" in page


def test_whoever_is_owed_wages_is_looked_for_by_that_need(desk):
    case = desk.open()
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    record_facts(actor=desk.actor, case=case, facts={"labour.claim": True}, at=timezone.now())
    assert f"for={case.id}&amp;need=labour" in desk.get(case, "canalizaciones/").content.decode()


def test_it_offers_only_the_fields_consented_to_for_this_organisation(desk, service):
    case = desk.open()
    agree(desk, case, service, "needs")
    address = f"/casos/{case.id}/canalizaciones/?service={service.id}"
    shown = desk.client.get(address).content.decode()
    assert 'name="s_needs"' in shown and 'name="s_safe_contact"' not in shown
    assert "<li>Contacto seguro</li>" in shown


def test_it_sends_what_was_written_and_not_a_field_that_was_forced_in(desk, service):
    case = desk.open()
    agree(desk, case, service, "needs", "language")
    reply = send(desk, case, service, s_needs="Dormir hoy.", s_safe_contact="555", s_passport="G1")
    referral = Referral.objects.get()
    assert reply.headers["Location"] == f"/canalizaciones/{referral.id}/"
    assert shared_of(referral) == {"needs": "Dormir hoy."}


def test_an_empty_request_is_not_sent_and_nothing_that_was_written_is_lost(desk, service):
    case = desk.open()
    agree(desk, case, service, "needs", "language")
    shown = send(desk, case, service, s_language="Náhuatl", s_needs=" ").content.decode()
    assert "Diga en una frase qué se pide." in shown and "Náhuatl" in shown
    unnamed = send(desk, case, service, need="", s_needs="Dormir hoy.").content.decode()
    assert "Dormir hoy." in unnamed and not Referral.objects.exists()


def test_who_allowed_only_something_else_to_be_told_may_still_be_referred_with_it(desk, service):
    case = desk.open()
    agree(desk, case, service, "language")
    assert "Diga en una frase" in send(desk, case, service).content.decode()
    send(desk, case, service, s_language="Náhuatl")
    assert shared_of(Referral.objects.get()) == {"language": "Náhuatl"}


def test_it_asks_for_a_second_look_at_telling_words(desk, service):
    case = desk.open()
    agree(desk, case, service, "needs")
    words = "No tiene pasaporte."
    shown = send(desk, case, service, s_needs=words).content.decode()
    assert "Revise antes" in shown and words in shown and not Referral.objects.exists()
    send(desk, case, service, s_needs=words, do="anyway")
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("priority", "said", "unsaid"),
    [
        ("urgent", "Si a esa hora no contestan", "a los días:"),
        ("normal", "le avisa a usted a los días: 3, 7.", "esa hora no"),
    ],
)
def test_it_shows_the_line_and_when_silence_is_chased(desk, service, priority, said, unsaid):
    """What presses is chased when it is due, which both read alike; the rest on days that come before its
    end.
    """
    case = desk.open()
    agree(desk, case, service, "needs")
    send(desk, case, service, priority=priority, s_needs="Dormir hoy.")
    referral = Referral.objects.get(case=case)
    shown = desk.client.get(f"/canalizaciones/{referral.id}/").content.decode()
    assert "En espera de respuesta" in shown and "Dormir hoy." in shown
    assert "Quien recibe ve la misma hora." in shown and said in shown and unsaid not in shown
    after = shown[shown.index(said) :]
    assert "Buscar otra opción" in after and "Ver lo que sigue" in after, "it is no dead end while it waits"


@pytest.fixture
def calls_first(service):
    """A house that is called by its intake, with both telephones on record."""
    place = Location.objects.create(
        organization=service.organization, confidential=True, city="Houston", state="TX", source="tests"
    )
    service.places.create(location=place, source="tests")
    service.phones.create(number="(713) 555-0101", kind="intake", confidential=True, source="tests")
    service.phones.create(number="(713) 555-0199", kind="voice", confidential=True, source="tests")
    place.phones.create(number="(713) 555-0177", kind="intake", confidential=True, source="tests")
    service.intake = "phone"
    service.save()
    return service


def test_of_an_agreed_urgent_referral_the_number_of_the_intake_is_seen_and_never_the_houses(
    desk, calls_first
):
    _, referral = sent(desk, calls_first)
    address = f"/canalizaciones/{referral.id}/"
    shown = desk.client.get(address).content.decode()
    first = shown[shown.index("<h1>") : shown.index("Deben responder")]
    assert "Este servicio pide que llame antes de que la persona vaya" in first and "555-01" not in shown
    assert "Anotar lo que respondieron por teléfono" in first and shown.count('value="told"') == 1
    assert not Entry.objects.filter(what="referral.intake_number").exists()
    told = desk.client.post(address, {"do": "number", "once": str(uuid.uuid4())}).content.decode()
    assert 'href="tel:(713)555-0101"' in told
    assert "555-0199" not in told and "555-0177" not in told and "queda en el historial" in told
    assert Entry.objects.filter(what="referral.intake_number", about_id=str(referral.id)).count() == 1
    assert told.rindex('class="no-print"', 0, told.index("tel:")), "never printed"
    assert "555-01" not in desk.client.get(address).content.decode(), "nor left on the page"
    answer(actor=desk.cast.clara.actor, referral=referral, what="accept", at=timezone.now())
    assert '<details class="more no-print">' in desk.client.get(address).content.decode()


@pytest.mark.parametrize("why", ["not pressing", "withdrawn", "not called first"])
def test_otherwise_no_number_is_seen(desk, calls_first, why):
    if why == "not called first":
        calls_first.intake = "email"
        calls_first.save()
    case = desk.open()
    agree(desk, case, calls_first, "needs")
    send(desk, case, calls_first, priority="normal" if why == "not pressing" else "urgent", s_needs="Hoy.")
    referral = Referral.objects.get(case=case)
    if why == "withdrawn":
        withdraw(actor=desk.actor, referral=referral, at=timezone.now())
    address = f"/canalizaciones/{referral.id}/"
    assert "pide que llame antes" not in desk.client.get(address).content.decode()
    asked = desk.client.post(address, {"do": "number", "once": str(uuid.uuid4())})
    assert asked.status_code == 404 and "555-01" not in asked.content.decode()


def test_the_list_says_who_answered_and_when_or_by_when_they_must(desk, service):
    case, referral = sent(desk, service)
    listed = desk.get(case, "canalizaciones/").content.decode()
    assert "debe contestar:" in listed and "contestó el" not in listed
    answer(actor=desk.cast.clara.actor, referral=referral, what="accept", at=timezone.now())
    listed = desk.get(case, "canalizaciones/").content.decode()
    assert "contestó el" in listed and "debe contestar:" not in listed


def test_it_looks_for_another_when_it_was_declined(desk, service):
    case, referral = sent(desk, service)
    answer(
        actor=desk.cast.clara.actor, referral=referral, what="reject", reason="no_capacity", at=timezone.now()
    )
    shown = desk.client.get(f"/canalizaciones/{referral.id}/").content.decode()
    assert "No hay lugar" in shown and f"for={case.id}&amp;need=shelter" in shown


def test_consent_asked_for_a_request_leads_back_to_it(desk, service):
    case = desk.open()
    whom = str(service.organization_id)
    address = f"/casos/{case.id}/permisos/?para={whom}&service={service.id}"
    back = f"/casos/{case.id}/canalizaciones/?service={service.id}"
    assert back in desk.client.get(address).content.decode()
    key = f"referral-{whom}"
    form = {
        key: "no",
        "language": "spa",
        "interpreter": "none",
        "way": "voice",
        "happened_at": timezone.now().astimezone(HOUSTON).strftime("%Y-%m-%dT%H:%M"),
    }
    form |= {"once": str(uuid.uuid4()), "recipient": whom, "service": str(service.id)}
    led = desk.client.post(address, form, follow=True)
    assert "Anotado." in led.content.decode() and back in led.content.decode()
    yes = form | {key: "yes", f"{key}-fields": ["needs"], "once": str(uuid.uuid4())}
    led = desk.client.post(address, yes)
    assert led["Location"] == back, "with the yes it waited for, the request is next"
    plain = desk.client.get(f"/casos/{case.id}/permisos/?service=nonsense").content.decode()
    assert "Volver a la solicitud" not in plain


def test_it_takes_back_and_destroys_what_was_shared(desk, service):
    _, referral = sent(desk, service)
    address = f"/canalizaciones/{referral.id}/"
    desk.client.post(address, {"do": "withdraw", "once": str(uuid.uuid4())})
    referral.refresh_from_db()
    assert referral.state == "withdrawn" and shared_of(referral) == {}
    assert "Dormir hoy." not in desk.client.get(address).content.decode()


def test_it_hears_the_person_beside_the_receiver(desk, service):
    _, referral = sent(desk, service)
    for what in ("accept", "complete"):
        acknowledge(actor=desk.cast.clara.actor, referral=referral, at=timezone.now())
        answer(actor=desk.cast.clara.actor, referral=referral, what=what, at=timezone.now())
    address = f"/canalizaciones/{referral.id}/"
    assert "¿Qué dice la persona?" in desk.client.get(address).content.decode()
    desk.client.post(address, {"do": "not_given", "once": str(uuid.uuid4())})
    assert "dice que no recibió" in desk.client.get(address).content.decode()


def test_it_sends_once_what_is_pressed_twice(desk, service):
    case = desk.open()
    agree(desk, case, service, "needs")
    once = str(uuid.uuid4())
    first, second = (send(desk, case, service, s_needs="Hoy.", once=once) for _ in range(2))
    assert Referral.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_it_exists_for_nobody_else(desk, service):
    case, referral = sent(desk, service)
    cast = desk.cast
    for member in (cast.tomas, cast.lucia, cast.aurora, cast.sofia, cast.omar, cast.bruno):
        desk.client.force_login(member.user)
        assert desk.client.get(f"/canalizaciones/{referral.id}/").status_code == 404
        assert desk.get(case, "canalizaciones/").status_code == 404


def test_it_finds_no_service_under_an_address_that_is_none(desk):
    case = desk.open()
    for wrong in ("x", str(uuid.uuid4())):
        address = f"/casos/{case.id}/canalizaciones/?service={wrong}"
        assert desk.client.get(address).status_code == 404


def test_it_asks_the_database_few_questions(desk, service):
    case, referral = sent(desk, service)
    for address in (
        f"/casos/{case.id}/canalizaciones/",
        f"/casos/{case.id}/canalizaciones/?service={service.id}",
        f"/canalizaciones/{referral.id}/",
        # With a consent that names an organisation, the ribbon asks for its name.
        *(f"/casos/{case.id}/{part}/" for part in ("plan", "lectura", "entrevista", "riesgo")),
    ):
        assert len(desk.queries(address)) <= 17


def test_a_house_whose_own_edition_is_of_before_this_was_asked_refers_as_before(monkeypatch):
    """Its edition stands in its database until it takes the newer one; meanwhile nobody waits for a
    referral.
    """
    own = SimpleNamespace(catalogues={}, parameters={})
    monkeypatch.setattr(forms_refer, "current_edition", lambda: own)
    monkeypatch.setattr(freshness, "current_edition", lambda: own)
    field = forms_refer.way_field()
    forms_refer.offer_ways(field)
    assert field.clean([]) == [] and not field.choices
    assert freshness.sharing_since(dt.date(2026, 11, 28)) < dt.date(2026, 11, 28)
