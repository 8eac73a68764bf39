"""Writing down what was done, what was declined, a departure, and what was already told."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases.actions import record_act, record_consent, record_facts, save_section
from cauce.cases.facts import acts_of, edition_of, facts_of, plan_of
from cauce.cases.models import CaseAct
from cauce.desk.cases.frame.saying import title_of


def state(case, action):
    return next(o.state for o in plan_of(case, timezone.now()) if o.action == action)


def test_an_act_may_have_happened_before_it_is_typed(desk):
    case = desk.open(minutes=60)
    desk.post(
        case,
        "actos/P2-05/",
        act="nationality_presumed",
        happened_at="2026-01-05T10:00",
        reported="on",
        note="no se pidió ningún papel",
    )
    made = CaseAct.objects.get(case=case, name="nationality_presumed")
    assert made.happened_at.isoformat() == "2026-01-05T16:00:00+00:00"
    assert made.typed_at > made.happened_at
    assert b"papel" not in bytes(made.note)
    assert state(case, "P2-05") == "met"
    page = desk.get(case).content.decode()
    assert "no se pidió ningún papel" in page and "se anotó el" in page


def test_the_page_of_a_step_says_how_it_is_done_and_what_if_the_answer_is_no(desk):
    """At the port of entry she reads it on the step itself, and not in the manual."""
    page = desk.get(desk.open(), "actos/P2-07d/").content.decode()
    assert "Cómo se hace" in page and "Nunca lo que la niña o el niño contó" in page
    assert "Si dice que no:" in page and "se pide de todos modos" in page
    assert "ni firma una entrega" in page
    assert "Con qué formato:" in page and "«Solicitud de la revisión de las 48 horas», en Cartas" in page
    six = desk.get(desk.open(), "actos/P4-10i/").content.decode()
    assert "<li>¿Está a salvo aquí?</li>" in six and "Si no hay privado, solo la 3 y la 6" in six


def test_before_any_notice_the_page_asks_who_takes_part_and_not_to_know_is_an_answer(desk):
    """It asked nothing, and the step stayed to do: what proves it is the answer."""
    case = desk.open(person__age=15)
    page = desk.get(case, "actos/P2-07c/").content.decode()
    assert "¿Alguien de la familia puede participar" in page
    form = {"act": "collusion_weighed", "happened_at": "2026-10-01T10:00", "note": "no dijo más"}
    form["reported"] = "on"
    silent = desk.post(case, "actos/P2-07c/", **form).content.decode()
    assert "Conteste, o diga que no se sabe." in silent and "no dijo más" in silent
    assert state(case, "P2-07c") != "met"
    desk.post(case, "actos/P2-07c/", collusion_family="yes", collusion_authority="does_not_know", **form)
    assert state(case, "P2-07c") == "met" and state(case, "P4-11b") != "not_required"
    known = facts_of(case)
    assert known["collusion.family"] is True and "collusion.authority" not in known


def test_a_step_never_asks_what_only_the_person_may_bring_up(desk):
    page = desk.get(desk.open(), "actos/P2-04b/").content.decode()
    assert 'name="act"' in page and 'name="person_lgbti"' not in page


def test_an_act_of_tomorrow_is_refused_and_the_note_stays(desk):
    case = desk.open()
    page = desk.post(
        case, "actos/P2-05/", act="nationality_presumed", happened_at="2099-01-05T10:00", note="mañana será"
    )
    text = page.content.decode()
    assert "están en el futuro" in text and "mañana será" in text
    assert state(case, "P2-05") != "met"


def test_an_act_before_the_contact_is_refused_unless_somebody_else_reports_it(desk):
    case = desk.open()
    form = {"act": "nationality_presumed", "happened_at": "2026-01-05T10:00", "note": "lo dijo ella"}
    text = desk.post(case, "actos/P2-05/", **form).content.decode()
    assert "antes de que empezara el contacto" in text and "lo dijo ella" in text
    assert state(case, "P2-05") != "met"
    absurd = desk.post(case, "actos/P2-05/", reported="on", **form | {"happened_at": "0026-01-05T10:00"})
    assert "El año 26 no puede ser" in absurd.content.decode()
    assert state(case, "P2-05") != "met"


def test_offered_and_declined_closes_it_and_is_no_departure(desk):
    case = desk.open(need__shelter=True)
    assert "no es apartarse" in desk.get(case, "actos/P4-04/").content.decode()
    form = {"act": "shelter_declined", "why": "other_help", "happened_at": "2026-10-01T10:00"}
    desk.post(case, "actos/P4-04/", reported="on", **form)
    assert state(case, "P4-04") == "declined"


def test_what_only_the_program_records_is_never_typed(desk):
    case = desk.open(need__shelter=True)
    page = desk.post(case, "actos/P4-04/", act="referral_accepted", happened_at="2026-10-01T10:00")
    assert page.status_code == 200
    assert state(case, "P4-04") != "met"


@pytest.mark.parametrize("action", ["P1-01", "P9-99", "nada"])
def test_an_action_of_no_case_is_not_found(desk, action):
    case = desk.open()
    assert desk.get(case, f"actos/{action}/").status_code == 404
    assert desk.get(case, f"excepciones/{action}/").status_code == 404


def test_a_departure_needs_a_sentence_and_stays_in_sight(desk):
    case = desk.open()
    form = {"reason": "safety", "agreed_with": "cónsul de protección", "happened_at": "2026-10-01T10:00"}
    short = desk.post(case, "excepciones/P2-05/", note="no", **form).content.decode()
    assert "Falta decir por qué" in short and "cónsul de protección" in short
    desk.post(case, "excepciones/P2-05/", note="Quien acompaña estaba en la puerta.", **form)
    page = desk.get(case).content.decode()
    assert "No se siguió, con motivo" in page and "Quien acompaña estaba en la puerta." in page
    assert state(case, "P2-05") == "waived"


def test_a_double_click_writes_one_act(desk):
    case, once = desk.open(), str(uuid.uuid4())
    form = {"act": "nationality_presumed", "happened_at": "2026-10-01T10:00", "reported": "on"}
    for _ in range(2):
        desk.post(case, "actos/P2-05/", once=once, **form)
    assert CaseAct.objects.filter(case=case, name="nationality_presumed").count() == 1


def test_what_was_told_is_shown_and_showing_it_meets_the_step(desk):
    case = desk.open()
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    save_section(actor=desk.actor, case=case, kind="narrative", content="vino por un trabajo", seen=0)
    record_facts(actor=desk.actor, case=case, facts={"case.told_before": True}, at=timezone.now())
    for _ in range(2):
        assert "vino por un trabajo" in desk.get(case, "relato/").content.decode()
    assert [a.name for a in acts_of(case)].count("told_shown") == 1
    assert state(case, "P3-06") == "met"


def test_before_consent_what_was_told_is_shown_as_a_draft(desk):
    case = desk.open()
    save_section(actor=desk.actor, case=case, kind="draft", content="empezó a contar", seen=0)
    page = desk.get(case, "relato/").content.decode()
    assert "Borrador" in page and "empezó a contar" in page


def test_nobody_of_another_post_reads_what_was_told(desk, client, cast):
    case = desk.open()
    save_section(actor=desk.actor, case=case, kind="draft", content="empezó a contar", seen=0)
    client.force_login(cast.tomas.user)
    assert desk.get(case, "relato/").content == desk.get(case, "actos/").content
    assert desk.get(case, "relato/").status_code == 404


def test_a_step_that_is_agreed_and_not_done_leads_to_a_note_for_colleagues(desk):
    case = desk.open()
    assert f'href="/casos/{case.id}/notas/"' in desk.get(case, "actos/P2-07/").content.decode()


CONFIRM, TO_AGREE = "Confirmar que llegó la persona", "Acordar cómo llega"


def shown(at):
    return at.astimezone(ZoneInfo("America/Chicago")).strftime("%Y-%m-%dT%H:%M")


def test_the_way_to_a_place_begins_with_how_it_is_done_and_is_noted_with_its_hour(desk):
    case, at = desk.open(need__shelter=True), timezone.now()
    agreed = {"need.shelter_agreed": True}
    given = {"name": "place_accepted", "happened_at": at, "action": "P4-04e", "facts": agreed}
    record_act(actor=desk.actor, case=case, **given)
    page = desk.get(case, "actos/P4-04e/").content.decode()
    how = page.index("Cómo se hace")
    assert page.index('id="empezar"') < how < page.index("Se acordó cómo y a qué hora")
    way = {"act": "way_agreed", "happened_at": shown(at)}
    assert "Escriba el día y la hora." in desk.post(case, "actos/P4-04e/", **way).content.decode()
    early = desk.post(case, "actos/P4-04e/", **way, hour=shown(at - dt.timedelta(hours=1)))
    assert "después de cuando se acordó" in early.content.decode()
    hour = shown(at + dt.timedelta(hours=1))
    assert desk.post(case, "actos/P4-04e/", **way, hour=hour).status_code == 302
    page = desk.get(case).content.decode()
    assert '/actos/P4-04e/#empezar">Confirmar la llegada' in page and 'id="grupo-awaits"' in page
    assert CONFIRM in page and TO_AGREE not in page, "though the place agreed within the same minute"
    listed = desk.client.get("/pendientes/").content.decode()
    assert TO_AGREE not in listed and "Llegada acordada:" in listed, "whoever is on the way is not forgotten"
    there = desk.get(case, "actos/P4-04e/").content.decode()
    assert f'value="{hour}"' in there and CONFIRM in there
    assert there.index('id="empezar"') < there.index("Se confirmó que") < there.index("Cómo se hace")
    assert re.search(r'value="arrival_confirmed"[^>]*checked', there)
    assert 'class="next danger"' not in page, "red once the hour is past, and not before"
    [late] = [one for one in plan_of(case, at + dt.timedelta(hours=2)) if one.action == "P4-04e"]
    assert late.state == "overdue" and title_of(edition_of(case), late).es == CONFIRM
