"""Saved in one part of a case, whoever wants to goes on to the next with the same press."""

from __future__ import annotations

import uuid

from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.actions import record_facts
from cauce.cases.facts import acts_of
from cauce.cases.models import Assessment, Consent, PlanItem, RiskReview
from tests.cast import minute_now

from .test_risk_plan import add, judge
from .test_told import chosen

SAID = {"language": "spa", "interpreter": "none", "way": "voice", "giver": "person", "into": "spa"}


def test_consent_leads_to_the_conversation_which_is_not_asked_for_again(desk):
    case = desk.open()
    said = SAID | {"happened_at": minute_now(), "keeping": "yes", "screening": "yes"}
    reply = desk.post(case, "permisos/", onward="1", **said)
    assert reply.headers["Location"] == f"/casos/{case.id}/preguntas/"
    given = set(Consent.objects.filter(case=case, given=True).values_list("purpose", flat=True))
    assert given == {"keeping", "screening"}
    assert "Empezar" in desk.get(case, "preguntas/").content.decode()


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
