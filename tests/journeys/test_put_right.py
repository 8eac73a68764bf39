"""What was written wrong is put right: an hour by two people, an answer by one; whoever audits says what was
known on each day."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import CaseAct
from cauce.intake.screenings import actions as talks
from cauce.intake.screenings.models import Sitting
from tests.cast import today

from .casework import open_case

pytestmark = [pytest.mark.journey, pytest.mark.steps]
WHY = "Se escribió la hora de otro expediente."
HOUR = dt.timedelta(hours=1)


@pytest.fixture(scope="module")
def case(house):
    """Contact thirty hours ago; the safety check stands with an hour that is late, and a talk ended."""
    now, ines = timezone.now(), house.cast.ines.actor
    made = open_case(house, now - 30 * HOUR)
    facts = {"danger.immediate": False, "person.age": 31}
    cases.record_act(actor=ines, case=made, name="safety_checked", happened_at=now - 2 * HOUR, facts=facts)
    for purpose in ("keeping", "screening"):
        cases.record_consent(actor=ines, case=made, purpose=purpose, given=True, at=now)
    talk = talks.start(actor=ines, case=made, instrument="protection-desk", at=now)
    answers = {"alone_and_safe": "yes", "can_leave": "no"}
    talks.save_answers(actor=ines, sitting=talk, seen=1, answers=answers, at=now)
    talks.finish(actor=ines, sitting=talk, at=now)
    return made


def on_the_clock(house, at):
    return at.astimezone(ZoneInfo(house.cast.houston.time_zone)).strftime("%Y-%m-%dT%H:%M")


def test_an_hour_is_corrected_by_one_officer_and_confirmed_by_another(house, case):
    ines, mateo = house.person("ines"), house.person("mateo")
    ines.go(f"/casos/{case.id}/")
    ines.follow("Correcciones", exact=True)
    ines.heading("Corregir lo que se anotó")
    ines.reads("No se ha corregido nada.")
    ines.look("corrections: nothing yet")
    ines.follow(re.compile("seguridad"))
    ines.heading("Corregir una anotación")
    early = on_the_clock(house, timezone.now() - 30 * HOUR + dt.timedelta(minutes=2))
    ines.write("Cuándo ocurrió", early)
    ines.press("Corregir", exact=True)
    ines.reads("Falta")
    ines.look("corrections: why is missing")
    assert ines.page.get_by_label("Cuándo ocurrió").input_value() == early
    ines.write("Por qué se corrige", WHY)
    ines.press("Corregir", exact=True)
    ines.reads("así que lo confirma otra persona")
    ines.reads("en espera de otra persona")
    ines.look("corrections: it waits")

    mateo.go("/propuestas/")
    mateo.follow("Confirmar una corrección")
    mateo.reads(case.folio)
    mateo.reads(WHY)
    mateo.reads("Quedaría")
    mateo.look("corrections: to confirm")
    mateo.write("Su razón", "Lo vi en la hoja de turnos.")
    mateo.press("Aprobar", exact=True)
    mateo.reads("Aprobado. Ya está hecho.")
    row = CaseAct.objects.get(case=case, name="safety_checked")
    assert on_the_clock(house, row.happened_at) == early

    ines.go(f"/casos/{case.id}/correcciones/")
    ines.reads("confirmó Mateo Villegas")
    ines.look("corrections: made")


def test_an_answer_of_a_talk_that_ended_opens_filled_and_the_auditor_says_what_was_known(house, case):
    ines, elena = house.person("ines"), house.person("elena")
    talk = Sitting.objects.get(case=case)
    ines.go(f"/casos/{case.id}/correcciones/")
    ines.page.locator(f"a[href$='/correcciones/{talk.id}/']").click()
    ines.heading("Corregir respuestas")
    question = re.compile("Si quisiera dejar ese trabajo")
    group = ines.page.get_by_role("group", name=question).first
    assert group.get_by_label("No", exact=True).is_checked()
    ines.look("corrections: answers, filled")
    ines.answer(question, "No sabe")
    ines.write("Por qué se corrige", "Se marcó en el renglón de arriba.")
    ines.press("Corregir", exact=True)
    ines.reads("Corregido. Los plazos ya lo toman en cuenta.")
    ines.reads("No → No sabe")

    elena.go(f"/bitacora/lecturas/?caso={case.id}")
    elena.page.locator(f"a[href='/casos/{case.id}/constancia/']").first.click()
    elena.heading("Ver qué constaba cada día")
    elena.reads("Respuestas de una conversación")
    elena.reads_not(WHY)
    elena.reads_not("No → No sabe")
    elena.look("corrections: audited")
    elena.write("Lo que constaba al terminar el día", (today() - dt.timedelta(days=9)).isoformat())
    elena.press("Ver", exact=True)
    elena.reads("Ese día no constaba nada todavía.")
    elena.look("corrections: a day before")
