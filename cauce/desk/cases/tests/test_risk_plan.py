"""Risk by judgement with a date, and a plan that somebody answers for."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.actions import record_consent, record_facts
from cauce.cases.facts import facts_of
from tests.cast import today


def judge(desk, case, **changes):
    form = {
        "person": "high",
        "family": "medium",
        "staff": "low",
        "person_reasons": "Saben dónde vive.",
        "family_reasons": "La llaman.",
        "staff_reasons": "Nada hasta hoy.",
        "d_threats": "yes",
        "measures": "Señal acordada.",
    }
    return desk.post(case, "riesgo/", **(form | changes))


def test_it_keeps_a_level_with_reasons_for_each_and_comes_back_in_seven_days(desk):
    case = desk.open()
    judge(desk, case)
    row, said = cases.risks(case)[0]

    assert row.review_on == today() + dt.timedelta(days=7)
    assert said["domains"] == {"threats": "yes"} and facts_of(case)["risk.level"] == "high"
    assert "Riesgo alto" in desk.get(case, "riesgo/").content.decode()


def test_it_shows_the_previous_judgement_beside(desk):
    case = desk.open()
    judge(desk, case)
    shown = desk.get(case, "riesgo/").content.decode()
    assert "La valoración anterior" in shown and "Saben dónde vive." in shown


def test_it_says_when_the_risk_was_judged_before_and_asks_nothing_of_a_case_judged_once(
    desk, django_assert_num_queries
):
    case = desk.open()
    judge(desk, case)
    once = cases.case_for(desk.actor, case.id)
    with django_assert_num_queries(0):
        assert cases.judged_before(once) == []
    assert "Antes:" not in desk.get(case, "riesgo/").content.decode()

    judge(desk, case)
    assert cases.judged_before(cases.case_for(desk.actor, case.id)) == [once.risk_at]
    assert "Antes:" in desk.get(case, "riesgo/").content.decode()


def test_it_chooses_no_level_and_keeps_what_was_typed_when_a_reason_is_missing(desk):
    case = desk.open()
    assert "checked" not in desk.get(case, "riesgo/").content.decode()
    shown = judge(desk, case, staff_reasons="").content.decode()
    assert "Falta" in shown and "La llaman." in shown and not cases.risks(case)


def test_what_is_wrong_says_of_whom_the_reasons_are_missing_and_leads_there(desk):
    shown = judge(desk, desk.open(), person_reasons="", staff_reasons="").content.decode()
    box = shown[shown.index('id="errores"') :]
    box = box[: box.index("</div>")]
    assert re.findall(r'<a href="#(\w+)">([^<]+)</a>', box) == [
        ("id_person_reasons", "Razones, sobre la persona"),
        ("id_staff_reasons", "Razones, sobre el personal"),
    ]


def test_it_refuses_a_review_in_the_past(desk):
    case = desk.open()
    date = {"review_on_day": "1", "review_on_month": "3", "review_on_year": "2024"}
    assert "después de hoy" in judge(desk, case, **date).content.decode()


def test_what_was_told_of_risk_is_filled_in_and_keeps_its_hour(desk):
    case, at = desk.open(), timezone.now()
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=at)
    record_facts(actor=desk.actor, case=case, facts={"person.lacks_documents": False}, at=at)
    shown = desk.get(case, "riesgo/").content.decode()
    assert "Ya se sabe" in shown and re.search(
        r'value="no"[^>]*name="d_documents"|name="d_documents" value="no"', shown
    )
    judge(desk, case, d_documents="no")
    kept = cases.risks(case)[0][1]
    assert "documents" not in kept["hours"] and "documents" not in kept["domains"], "it was not said here"
    assert at <= dt.datetime.fromisoformat(kept["hours"]["threats"])
    shown = desk.get(case, "riesgo/").content.decode()
    assert "Ya se sabe" in shown and re.search(r'name="d_documents" value="no"[^>]* checked', shown)


def test_the_plan_requires_neither_a_visit_that_may_not_apply_nor_to_open_the_open_case(desk):
    case = desk.open(minutes=60 * 24, protection__accepted=True, screening__outcome="concerns")
    aside = desk.get(case, "plan/").content.decode().partition('id="pide"')[2]
    assert "Falta averiguar" not in aside and "Visitar a la persona detenida" not in aside
    assert "Abrir el caso" not in aside


def add(desk, case, **changes):
    day = today() + dt.timedelta(days=3)
    form = {
        "do": "add",
        "need": "shelter",
        "agreed": "Dormir hoy en un lugar seguro.",
        "responsible": desk.actor.user,
        "due_on_day": day.day,
        "due_on_month": day.month,
        "due_on_year": day.year,
    }
    return desk.post(case, "plan/", **(form | changes))


def test_it_adds_a_line_with_who_and_when_and_shows_what_the_protocol_asks(desk):
    case = desk.open()
    add(desk, case)
    shown = desk.get(case, "plan/").content.decode()
    assert "Dormir hoy en un lugar seguro." in shown and "Inés Carranza" in shown
    assert "Lo que requiere el Protocolo" in shown and "Nada se comparte todavía" in shown
    assert f"for={case.id}&amp;need=shelter" in shown


def test_it_says_what_is_missing_in_a_line_and_keeps_the_rest(desk):
    case = desk.open()
    shown = add(desk, case, due_on_day="31", due_on_month="2").content.decode()
    assert "ese día no existe" in shown and "Dormir hoy" in shown


def test_what_is_needed_today_begins_with_today_and_the_rest_with_this_month(desk):
    for needs, day in (({"need__shelter": True}, str(today().day)), ({"need__legal": True}, "")):
        page = desk.get(desk.open(**needs), "plan/").content.decode()
        box = re.search(r'<input[^>]*name="due_on_day"[^>]*>', page)[0]
        assert ("Escriba el día que acuerden" in page) is (day == "")
        assert (re.search(r'value="(\d*)"', box) or ["", ""])[1] == day


def test_the_plan_begins_with_the_needs_already_said(desk):
    case = desk.open(need__shelter=True, need__legal=True, need__food=False)
    shown = desk.get(case, "plan/").content.decode()
    known, _, rest = shown.partition("Agregar una acción")
    assert "Lugar seguro donde dormir" in known and "Orientación legal" in known and "ya lo dijo" in known
    assert "Alimentos" not in known and "?need=shelter#empezar" in known
    add(desk, case)
    known = desk.get(case, "plan/").content.decode().partition("Agregar una acción")[0]
    assert "?need=shelter#empezar" not in known and "?need=legal#empezar" in known


def test_it_agrees_only_on_a_plan_with_something_in_it(desk):
    case = desk.open()
    desk.post(case, "plan/", do="agree")
    assert "El plan no tiene ninguna acción" in desk.get(case, "plan/").content.decode()
    add(desk, case)
    desk.post(case, "plan/", do="agree")
    assert case.acts.filter(name="plan_agreed").exists()


def test_it_closes_a_line_that_was_offered_and_declined(desk):
    case = desk.open()
    add(desk, case)
    desk.post(case, "plan/", do="declined", line=str(case.plan_items.get().id))
    assert "Se ofreció y declinó" in desk.get(case, "plan/").content.decode()
    assert case.plan_items.get().state == "declined"


def test_it_knows_no_line_of_another_case(desk):
    case, other = desk.open(), desk.open()
    add(desk, other)
    line = str(other.plan_items.get().id)
    assert desk.post(case, "plan/", do="done", line=line).status_code == 404
    assert other.plan_items.get().state == "open"


def test_it_asks_the_database_few_questions(desk):
    case = desk.open()
    for _ in range(3):
        add(desk, case)
    judge(desk, case)
    assert len(desk.queries(f"/casos/{case.id}/plan/")) <= 15
    assert len(desk.queries(f"/casos/{case.id}/riesgo/")) <= 15
