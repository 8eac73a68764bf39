"""Saved in one part of a case, whoever wants to goes on to the next with the same press."""

from __future__ import annotations

import re
import uuid

from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.actions import record_facts
from cauce.cases.facts import acts_of
from cauce.cases.models import Assessment, Consent, PlanItem, RiskReview
from cauce.intake.screenings.models import Sitting
from tests.cast import minute_now

from .test_risk_plan import add, judge
from .test_told import chosen

SAID = {"language": "spa", "interpreter": "none", "way": "voice", "giver": "person", "into": "spa"}


def test_consent_leads_to_the_conversation_which_is_not_asked_for_again(desk):
    case, once = desk.open(), str(uuid.uuid4())
    said = SAID | {"happened_at": minute_now(), "keeping": "yes", "screening": "yes"}
    for _ in range(2):
        reply = desk.post(case, "permisos/", onward="1", once=once, **said)
    [begun] = Sitting.objects.filter(case=case)
    assert reply.headers["Location"] == f"/sesiones/{begun.id}/" and begun.state == "open"
    given = set(Consent.objects.filter(case=case, given=True).values_list("purpose", flat=True))
    assert given == {"keeping", "screening"}
    first = desk.client.get(f"/sesiones/{begun.id}/").content.decode()
    assert "Le voy a hacer algunas preguntas" in first and "Puede parar cuando quiera" in first
    asked = desk.open()
    assert "La entrevista guiada será en: Área de protección" in desk.get(asked, "permisos/").content.decode()


def test_the_yes_to_the_talk_may_be_the_button_that_begins_it_and_never_against_an_answer(desk):
    case = desk.open()
    shown = desk.get(case, "permisos/").content.decode()
    [button] = re.findall(r'<button[^>]*name="screening"[^>]*>[^<]*', shown)
    assert 'value="yes"' in button and "Aceptó conversar: guardar y empezar" in button
    assert f'formaction="/casos/{case.id}/permisos/?onward=1"' in button
    said = SAID | {"happened_at": minute_now(), "keeping": "yes"}
    both = desk.post(case, "permisos/?onward=1", screening=["no", "yes"], **said)
    assert both.status_code == 200 and "Llegaron dos respuestas distintas" in both.content.decode()
    assert not Consent.objects.filter(case=case).exists() and not Sitting.objects.exists()
    reply = desk.post(case, "permisos/?onward=1", screening="yes", **said)
    [begun] = Sitting.objects.filter(case=case)
    assert reply.headers["Location"] == f"/sesiones/{begun.id}/"
    after = desk.get(case, "permisos/").content.decode()
    assert "Sí a conversar" not in after and "Guardar y conversar" in after, "she said it already"


def test_a_talk_begins_with_its_own_button_alone_also_when_that_one_was_refused(desk):
    """The page comes back at the address of that button: to save there is to save."""
    case = desk.open()
    said = SAID | {"happened_at": minute_now(), "keeping": "yes", "screening": "yes"}
    back = desk.post(case, "permisos/?onward=1", **(said | {"way": ""})).content.decode()
    [address] = re.findall(r'<form method="post" action="([^"]+)"[^>]*data-keep', back)
    assert address == f"/casos/{case.id}/permisos/"
    desk.client.post(address, said | {"once": str(uuid.uuid4())})
    assert Consent.objects.filter(case=case, given=True, purpose="screening").exists()
    assert not Sitting.objects.exists()


def test_consent_begins_no_talk_that_was_refused_or_that_danger_stands_before(desk):
    for answer, facts in (("no", {}), ("yes", {"danger__immediate": True})):
        case = desk.open(**facts)
        said = SAID | {"happened_at": minute_now(), "keeping": "yes", "screening": answer}
        reply = desk.post(case, "permisos/", onward="1", **said)
        assert reply.headers["Location"] == f"/casos/{case.id}/preguntas/"
    unkept = desk.open()
    said = SAID | {"happened_at": minute_now(), "keeping": "no", "screening": "yes"}
    assert desk.post(unkept, "permisos/", onward="1", **said).headers["Location"].endswith("/preguntas/")
    assert not Sitting.objects.exists()


def test_what_is_known_to_be_needed_stands_in_the_plan_and_leads_to_a_service(desk):
    case = desk.open(need__shelter=True)
    shown = desk.get(case, "plan/").content.decode()
    picked = re.compile(r'<option value="(\w*)" selected')
    assert picked.search(shown)[1] == "shelter"
    reply = add(desk, case, do="add_find", need="shelter")
    assert reply.headers["Location"] == f"/directorio/?for={case.id}&need=shelter"
    there = desk.client.get(reply.headers["Location"]).content.decode()
    assert "Anotado: la persona está de acuerdo con el plan." in there, "it says that the line was kept"
    assert [one.name for one in acts_of(case)].count("plan_agreed") == 1
    assert picked.search(desk.get(case, "plan/").content.decode())[1] == "", "it has its line"


def test_safety_leads_to_rights_until_they_were_explained(desk):
    case = desk.open()
    leads = "Guardar y ver derechos"
    assert leads in desk.get(case, "seguridad/").content.decode()
    reply = desk.post(case, "seguridad/", onward="1", alone="yes", danger="no", happened_at=minute_now())
    assert reply.headers["Location"] == f"/casos/{case.id}/derechos/"
    said = {"answer": "accepted", "language": "spa", "interpreter": "none", "happened_at": minute_now()}
    assert desk.post(case, "derechos/", **said).headers["Location"] == f"/casos/{case.id}/permisos/"
    assert leads not in desk.get(case, "seguridad/").content.decode()


def test_an_interview_prepared_and_agreed_to_leads_to_the_account_or_neither_is(desk, case):
    said = {
        "who": desk.actor.user,
        "prefers": "woman",
        "childcare": "no",
        "apart": "on",
        "interpreter": "none",
        "room": "Sala",
        "recording_off": "on",
    }
    short = desk.post(case, "entrevista/", do="prepare_yes", **(said | {"room": ""}))
    assert short.status_code == 200 and "interview_consented" not in [one.name for one in acts_of(case)]
    once = str(uuid.uuid4())
    for _ in range(2):
        reply = desk.post(case, "entrevista/", do="prepare_yes", once=once, **said)
        assert reply.headers["Location"] == f"/casos/{case.id}/entrevista/relato/"
    done = [one.name for one in acts_of(case)]
    assert (done.count("interview_prepared"), done.count("interview_consented")) == (1, 1)


def test_nothing_leads_on_that_was_not_saved(desk):
    case = desk.open()
    said = SAID | {"happened_at": minute_now()}
    reply = desk.post(case, "permisos/", onward="1", **said)
    assert reply.status_code == 200 and "No hay ninguna respuesta" in reply.content.decode()
    assert judge(desk, case, onward="1", staff_reasons="").status_code == 200
    assert not RiskReview.objects.filter(case=case).exists()
    assert desk.post(case, "lectura/", do="onward", reasons="Falta saber.").status_code == 200
    assert not Assessment.objects.filter(case=case).exists()


def test_the_account_leads_to_what_is_known(desk, case):
    reply = desk.post(case, "entrevista/relato/", text="Contó lo que pasó.", seen="0", onward="1")
    assert reply.headers["Location"] == f"/casos/{case.id}/lectura/"
    assert cases.section(case, "narrative")[1] == "Contó lo que pasó."


def test_the_conclusion_leads_to_the_risk(desk, case):
    said = {"conclusion": "possible", "reasons": "Falta saber cómo llegó a ese trabajo."}
    reply = desk.post(case, "lectura/", do="onward", **said)
    assert reply.headers["Location"] == f"/casos/{case.id}/riesgo/"
    assert Assessment.objects.filter(case=case).exists()


def test_the_risk_leads_to_the_plan(desk, case):
    reply = judge(desk, case, onward="1")
    assert reply.headers["Location"] == f"/casos/{case.id}/plan/"
    assert RiskReview.objects.filter(case=case).exists()


def test_a_line_is_added_and_agreed_with_one_press_or_neither_is(desk):
    case, once = desk.open(), str(uuid.uuid4())
    for _ in range(2):
        add(desk, case, do="add_agree", once=once)
    assert PlanItem.objects.filter(case=case).count() == 1
    assert "Anotado: la persona está de acuerdo con el plan." in desk.get(case, "plan/").content.decode()
    assert [one.name for one in acts_of(case)].count("plan_agreed") == 1
    missing = add(desk, case, do="add_agree", agreed="")
    assert missing.status_code == 200 and PlanItem.objects.filter(case=case).count() == 1
    assert "plan_reviewed" not in [one.name for one in acts_of(case)]


def test_the_preparation_begins_with_who_is_there_and_what_was_said_and_ticks_nothing(desk, case):
    fresh = desk.get(case, "entrevista/").content.decode()
    assert f'<option value="{desk.actor.user}" selected' in fresh
    assert chosen(fresh, "interpreter") == "none", "as the last talk was held"
    assert [chosen(fresh, name) for name in ("prefers", "childcare", "apart", "recording_off")] == [""] * 4
    wished = {"interview.interviewer": "woman", "interview.childcare": True}
    record_facts(actor=desk.actor, case=case, facts=wished, at=timezone.now())
    page = desk.get(case, "entrevista/").content.decode()
    assert chosen(page, "prefers") == "woman" and chosen(page, "childcare") == "yes"


def test_what_leads_on_is_the_strong_button_and_the_first_that_enter_presses(desk, case):
    """The short way stands second; a yes that the person has to say is never what Enter says."""
    pages = {
        "riesgo/": "Guardar y acordar el plan",
        "lectura/": "Concluir, pasar a firma y valorar el riesgo",
        "entrevista/relato/": "Guardar y leer lo que se sabe",
    }
    for part, words in pages.items():
        shown = desk.get(case, part).content.decode()
        form = shown[: shown.index(words)].rindex("<form")
        first = re.search(r"<button(?P<how>[^>]*)>(?P<words>[^<]*)", shown[form:])
        assert words in first["words"] and "quiet" not in first["how"], part
    plan = desk.get(case, "plan/").content.decode()
    find = r'value="add">Agregar</button><button\s+class="button"\s+name="do"\s+value="add_find"'
    assert re.search(find, plan)
