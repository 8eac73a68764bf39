"""The interview supports: prepared, agreed to, the account first, and nothing is asked twice."""

from __future__ import annotations

import re
import uuid

import pytest
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.actions import record_act, record_consent, record_facts, save_section
from cauce.cases.facts import plan_of
from cauce.intake.screenings.actions import finish, save_answers, start
from cauce.intake.screenings.models import Sitting
from tests.cast import shelter


@pytest.fixture
def case(desk):
    """Thirty-one years old; keeping and screening agreed; she said that she is threatened."""
    made, now = desk.open(person__age=31), timezone.now()
    for purpose in ("keeping", "screening"):
        record_consent(actor=desk.actor, case=made, purpose=purpose, given=True, at=now)
    made.refresh_from_db()
    sitting = start(actor=desk.actor, case=made, instrument="protection-desk", at=now)
    save_answers(
        actor=desk.actor, sitting=sitting, seen=1, at=now, answers={"threats_self": "yes", "under_18": "no"}
    )
    finish(actor=desk.actor, sitting=sitting, at=now)
    return made


def prepare(desk, case):
    return desk.post(
        case,
        "entrevista/",
        do="prepare",
        who=desk.actor.user,
        prefers="woman",
        interpreter="none",
        room="Sala 2",
        recording_off="on",
        childcare="yes",
        apart="on",
    )


def acts(case) -> set[str]:
    return set(case.acts.values_list("name", flat=True))


def ready(desk, case) -> Sitting:
    prepare(desk, case)
    desk.post(case, "entrevista/", do="yes")
    desk.post(case, "entrevista/", do="begin")
    return Sitting.objects.get(case=case, kind="interview")


def test_it_is_prepared_with_the_recording_off(desk, case):
    answer = desk.post(case, "entrevista/", do="prepare", who=desk.actor.user, room="Sala 2")
    assert "Falta" in answer.content.decode() and "interview_prepared" not in acts(case)
    prepare(desk, case)
    note = cases.notes(case)[0]["note"]
    assert "Inés Carranza" in note and "Grabación: apagada" in note


def test_it_keeps_whom_the_person_prefers_and_never_lets_the_partner_in(desk, case):
    answer = desk.post(
        case,
        "entrevista/",
        do="prepare",
        who=desk.actor.user,
        prefers="woman",
        interpreter="none",
        room="Sala 2",
        recording_off="on",
        childcare="not_asked",
    )
    assert "la pareja" in answer.content.decode() and "interview_prepared" not in acts(case)
    prepare(desk, case)
    known = cases.page_for(desk.actor, case.id, "page", timezone.now()).facts
    assert known["interview.interviewer"] == "woman" and known["interview.childcare"] is True
    guide = desk.get(case, "guias/t8/").content.decode()
    assert "con una mujer" in guide and "también la pareja" in guide


def test_it_begins_only_with_a_yes_of_its_own(desk, case):
    prepare(desk, case)
    desk.post(case, "entrevista/", do="begin")
    assert not Sitting.objects.filter(kind="interview").exists()
    desk.post(case, "entrevista/", do="no")
    assert "Los apoyos siguen igual" in desk.get(case, "entrevista/").content.decode()
    assert "interview_declined" in acts(case)


def test_it_shows_what_was_told_and_asks_only_the_rest(desk, case):
    sitting = ready(desk, case)
    save_answers(actor=desk.actor, sitting=sitting, seen=1, answers={}, at=timezone.now(), left=["safety"])
    shown = desk.client.get(f"/sesiones/{sitting.id}/?parte=gain").content.decode()
    assert "Ya lo contó" in shown and "¿Alguien le ha amenazado" in shown
    assert 'name="forced_work"' in shown
    # A threat is known, so no law needs another way of compelling.
    for item in ("threats_self", "threats_family"):
        assert f'name="{item}"' not in shown


def test_it_keeps_the_account_as_a_summary_and_shows_it_beside_the_questions(desk, case):
    assert "Lo que contó, resumido por usted" in desk.get(case, "entrevista/relato/").content.decode()
    desk.post(case, "entrevista/relato/", text="Llegó por un anuncio de empleo.", seen=0, do="save")
    assert cases.section(case, "narrative")[1] == "Llegó por un anuncio de empleo."
    sitting = ready(desk, case)
    shown = desk.client.get(f"/sesiones/{sitting.id}/").content.decode()
    assert "Llegó por un anuncio" in shown


def test_it_shows_two_accounts_side_by_side_and_can_join_them(desk, case):
    save_section(actor=desk.cast.mateo.actor, case=case, kind="narrative", content="De Mateo.", seen=0)
    shown = desk.post(case, "entrevista/relato/", text="De Inés.", seen=0, do="save")
    page = shown.content.decode()
    assert "De Mateo." in page and "De Inés." in page and 'name="seen" value="1"' in page
    desk.post(case, "entrevista/relato/", text="De Inés.", seen=1, do="both")
    assert cases.section(case, "narrative")[1] == "De Mateo.\n\nDe Inés."


def test_it_keeps_a_sealed_draft_before_keeping_is_agreed(desk):
    case = desk.open()
    desk.post(case, "entrevista/relato/", text="Un borrador.", seen=0, do="save")
    assert cases.section(case, "draft")[1] == "Un borrador."
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=False, at=timezone.now())
    assert "aquí no se escribe nada" in desk.get(case, "entrevista/relato/").content.decode()


def test_it_pauses_for_distress_and_goes_on_another_day(desk, case):
    sitting = ready(desk, case)
    desk.client.post(
        f"/sesiones/{sitting.id}/?parte=control",
        {"seen": 1, "do": "pause", "reason": "distress", "once": str(uuid.uuid4())},
    )
    assert "interview_paused" in acts(case)
    assert "Seguir después de la pausa" in desk.get(case, "entrevista/").content.decode()


def test_it_ends_as_an_interview_and_leads_to_the_risk(desk, case):
    sitting = ready(desk, case)
    answer = desk.client.post(
        f"/sesiones/{sitting.id}/?parte=fin",
        {"seen": 1, "do": "finish", "once": str(uuid.uuid4())},
        follow=True,
    )
    assert "interview_done" in acts(case)
    assert "Revisar el riesgo" in answer.content.decode()


def test_the_account_that_was_kept_is_the_interview_held_once(desk, case):
    desk.post(case, "entrevista/relato/", text="Antes del permiso.", seen=0)
    assert "interview_done" not in acts(case), "nobody had agreed to it"
    prepare(desk, case)
    desk.post(case, "entrevista/", do="yes")
    for seen in (1, 2):
        desk.post(case, "entrevista/relato/", text=f"Le deben {seen} meses.", seen=seen)
    assert case.acts.filter(name="interview_done").count() == 1
    owed = {one.action: one.state for one in plan_of(case, timezone.now())}
    assert owed["P3-04"] == "met" and owed["P3-08"] != "blocked", "the conclusion waits for no step"


def test_who_has_no_children_in_care_is_not_asked_who_looks_after_them(desk, case):
    assert "quien cuide a sus hijas" in desk.get(case, "entrevista/").content.decode()
    facts = {"person.with_children": False}
    record_facts(actor=desk.actor, case=case, facts=facts, at=timezone.now())
    assert "quien cuide a sus hijas" not in desk.get(case, "entrevista/").content.decode()
    desk.post(
        case,
        "entrevista/",
        do="prepare",
        who=desk.actor.user,
        prefers="either",
        interpreter="none",
        room="Sala 2",
        recording_off="on",
        apart="on",
    )
    assert "interview_prepared" in acts(case)


def test_what_a_talk_leads_to_has_one_first_button_and_says_which_one_concludes(desk, case):
    sitting = Sitting.objects.get(case=case)
    page = desk.client.get(f"/sesiones/{sitting.id}/resultado/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert len(re.findall(r'class="button"', main)) == 1, "one first button; the others are quiet"
    assert "Concluir con lo que ya se sabe" in main and "Aceptó: guardar y escuchar ahora" in main
    assert "Buscar un lugar para hoy" not in main
    record_facts(actor=desk.actor, case=case, facts={"need.shelter": True}, at=timezone.now())
    page = desk.client.get(f"/sesiones/{sitting.id}/resultado/").content.decode()
    assert "Hoy no tiene dónde dormir a salvo" in page and "need=shelter" in page


def test_it_becomes_a_dialogue_when_the_age_is_doubted(desk, case):
    record_act(
        actor=desk.actor,
        case=case,
        name="age_checked",
        happened_at=timezone.now(),
        facts={"person.age_doubt": True},
    )
    assert "Diálogo con niñas" in desk.get(case, "entrevista/").content.decode()
    sitting = ready(desk, case)
    finish(actor=desk.actor, sitting=sitting, at=timezone.now())
    assert "child_dialogue_done" in acts(case) and "interview_done" not in acts(case)


def test_it_asks_the_database_few_questions(desk, case):
    sitting = ready(desk, case)
    service = shelter(desk.cast.jacaranda)
    record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
    )
    parts = (
        f"casos/{case.id}/entrevista/",
        f"casos/{case.id}/entrevista/relato/",
        f"sesiones/{sitting.id}/",
    )
    for part in parts:
        assert len(desk.queries(f"/{part}")) <= 16
