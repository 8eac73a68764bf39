"""Headquarters changes a deadline: drafted, read in words, tried, approved by two, and then followed."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.operations.loop.tick import tick
from cauce.protocol.editions import access, schedule
from cauce.staff.obligations.models import Obligation

from . import casework
from .person import PHONE

pytestmark = pytest.mark.journey
ID = "2030.1"


def date(who, prefix: str, day: dt.date) -> None:
    """Write a day in the three boxes."""
    who.page.locator(f"#id_{prefix}_day").fill(str(day.day))
    who.page.locator(f"#id_{prefix}_month").select_option(str(day.month))
    who.page.locator(f"#id_{prefix}_year").fill(str(day.year))


def test_a_deadline_changes_for_every_post_once_two_people_approved_it(house):
    case = casework.open_case(house)
    since = schedule.day_of(timezone.now()) + dt.timedelta(days=1)
    sofia = house.person("sofia")
    sofia.go("/ediciones/")
    sofia.heading("Rige la edición")
    sofia.look("editions", shot="20-editions")
    sofia.write("Número", ID)
    date(sofia, "in_force_from", since)
    sofia.write("Para qué se cambia", "Clasificar en doce horas y no en un día.")
    sofia.press("Empezar el borrador")
    sofia.heading("Borrador")
    sofia.reads("Todavía dice lo mismo")
    _deadline(sofia)
    _wording(sofia)
    _mistake(sofia)
    # The whole content is checked here: on a busy machine that takes more than a page may.
    sofia.page.get_by_role("button", name="Probar").click(timeout=120_000)
    sofia.heading("Ver qué cambiaría")
    sofia.reads("sin errores")
    sofia.reads(re.compile("de 1 casos abiertos"))
    sofia.look("trial", shot="22-trial")
    sofia.follow("Volver a la edición")
    sofia.press("Proponer")
    sofia.heading("Propuesta: falta otra persona")
    assert sofia.page.get_by_role("button", name="Aprobar").count() == 0
    ximena = house.person("ximena")
    ximena.go(f"/ediciones/{ID}/")
    ximena.reads("24 horas → 12 horas")
    ximena.press("Aprobar como segunda persona")
    ximena.heading("Aprobada, aún no rige")
    ximena.look("approved edition")
    _followed(house, case, since)


def _deadline(sofia) -> None:
    sofia.follow("Un plazo")
    sofia.page.get_by_label("Cuál plazo").select_option("classification")
    sofia.press("Guardar en el borrador")
    sofia.reads("Falta. Complételo para seguir.")
    sofia.look("deadline with something missing")
    sofia.write("Valor nuevo", "12")
    sofia.write("Por qué, en español", "La persona espera menos.")
    sofia.write("Por qué, en inglés", "The person waits less.")
    sofia.press("Guardar en el borrador")
    sofia.reads("24 horas → 12 horas")
    sofia.reads("más estricto")


def _wording(sofia) -> None:
    sofia.follow("Las palabras de un paso")
    sofia.page.get_by_label("Cuál paso").select_option("P2-02")
    sofia.press("Seguir")
    sofia.write("Razón · español", "La seguridad va primero, siempre.")
    sofia.look("wording")
    sofia.press("Guardar en el borrador")
    sofia.reads("P2-02")
    assert sofia.page.locator("ins", has_text="siempre").count() == 1
    sofia.look("difference", shot="21-difference")


def _mistake(sofia) -> None:
    """A file with a mistake is kept as it was written, and the line is named."""
    sofia.go(f"/ediciones/{ID}/archivos/catalogues/channels.yaml")
    box = sofia.page.get_by_label("Texto del archivo")
    right = box.input_value()
    wrong = right + "\n- id: nuevo\n  title: solo español\n"
    box.fill(wrong)
    sofia.press("Guardar en el borrador")
    number = wrong.splitlines().index("  title: solo español") + 1
    sofia.reads(f"Renglón {number}")
    assert sofia.page.get_by_label("Texto del archivo").input_value().endswith("solo español\n")
    sofia.look("file with a mistake")
    sofia.page.get_by_label("Texto del archivo").fill(right)
    sofia.press("Guardar en el borrador")
    sofia.reads_not("Renglón")
    sofia.follow("Volver a los archivos")
    sofia.look("files")
    sofia.follow("Volver a la edición")


def _followed(house, case, since: dt.date) -> None:
    """On the date, after the round of the clock, Houston's open case counts with the new number."""
    with time_machine.travel(schedule.start_of(since) + dt.timedelta(hours=15), tick=True):
        tick(timezone.now())
        moved = Case.objects.get(id=case.id)
        assert (moved.edition, access.in_force(timezone.now())) == (ID, ID)
        at = timezone.now()
        cases.record_act(
            actor=house.cast.ines.actor,
            case=moved,
            name="screening_done",
            happened_at=at,
            facts={"screening.outcome": "concerns"},
        )
        uses = [
            a.id
            for a in access.current_edition().actions.values()
            if any(w.parameter == "classification" for w in a.within)
        ]
        row = Obligation.objects.get(subject_id=case.id, action__in=uses, due_at__isnull=False)
        assert row.due_at - at == dt.timedelta(hours=12)


def test_the_head_of_houston_adds_a_contact_and_a_step_from_a_phone_and_headquarters_approves(
    house,
):
    aurora = house.person("aurora", viewport={"width": PHONE, "height": 640})
    aurora.go("/ediciones/oficina/")
    aurora.heading("Agregar pasos y contactos propios de este consulado")
    aurora.unfold("Agregar un contacto")
    aurora.write("A quién se llama", "Red de Houston (ejemplo)")
    aurora.write("Cómo", "extensión 12, de 9 a 17 h")
    aurora.press("Guardar el contacto")
    aurora.unfold("Agregar un paso")
    for label in ("Qué se hace", "Por qué", "Qué lo comprueba"):
        aurora.write(f"{label}, en español", "Avisar a la red local")
    aurora.press("Guardar el paso")
    aurora.reads("Falta. Complételo para seguir.")
    for label in ("Qué se hace", "Por qué", "Qué lo comprueba"):
        aurora.write(f"{label}, en inglés", "Tell the local network")
    aurora.press("Guardar el paso")
    aurora.reads("L-HOU-01")
    aurora.look("annex", shot="23-annex")
    aurora.unfold("Escribirlo todo como texto")
    box = aurora.page.get_by_label("El anexo como texto")
    kept = box.input_value().replace("L-HOU-01", "P2-02")
    box.fill(kept)
    aurora.press("Guardar el texto")
    aurora.reads("no cambia, sustituye ni quita")
    assert aurora.page.get_by_label("El anexo como texto").input_value().strip() == kept.strip()
    aurora.go("/ediciones/oficina/")
    aurora.reads("lo aprueba otra persona, la titular u oficinas centrales")
    assert aurora.page.get_by_role("button", name="Aprobar para este consulado").count() == 0
    # The round of tomorrow, in the journey above, ended whoever was signed in.
    sofia = house.person("sofia", viewport={"width": PHONE, "height": 640})
    sofia.go("/ediciones/oficina/?oficina=HOU")
    sofia.press("Aprobar para este consulado")
    sofia.reads("Los casos abiertos del consulado")
    assert access.annex_number("HOU") == 1
