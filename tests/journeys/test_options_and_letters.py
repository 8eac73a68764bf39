"""Somebody of 17: the dates that do not wait; a letter that lacks a name; two people, one number."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Letter
from tests.cast import today as cast_today

from .casework import open_case
from .person import seen

pytestmark = pytest.mark.journey


@pytest.fixture
def case(house):
    made, now = open_case(house), timezone.now()
    ines = house.cast.ines.actor
    cases.record_consent(actor=ines, case=made, purpose="keeping", given=True, at=now)
    cases.record_facts(
        actor=ines,
        case=made,
        at=now,
        facts={"person.age": 17, "danger.immediate": False, "wish.legal_status": True},
    )
    return made


def born(house, case, days: int = 200) -> None:
    day = cast_today() + dt.timedelta(days=days)
    cases.save_identity(
        actor=house.cast.ines.actor,
        case=case,
        seen_version=0,
        at=timezone.now(),
        fields={"given_names": "Lupita", "birth_date": day.replace(year=day.year - 18).isoformat()},
    )


def test_the_sheet_of_a_17_year_old_says_the_two_dates_and_their_reminders(house, case):
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/")
    ines.follow("Opciones legales", exact=True)
    ines.heading("Opciones y fechas que no esperan")
    ines.reads("Primero la abogada o el abogado, después cualquier autoridad")
    ines.reads("Pedir la ayuda a OTIP, antes de cumplir 18 años")
    ines.reads("Acudir al tribunal del estado, antes de su límite de edad")
    ines.reads("puede ser cualquier día de este periodo")
    seen(ines, "options: by a said age")
    ines.press("Calcular con la fecha de nacimiento")
    ines.reads("No hay fecha de nacimiento guardada")
    born(house, case)
    ines.go(f"/casos/{case.id}/opciones/")
    ines.reads("Según la fecha de nacimiento")
    ines.reads("Se recuerda en la semana del")
    ines.page.get_by_label("Cuál").select_option(label="Presencia continua")
    ines.tick("Concedido")
    ines.tick("Lo dijo la abogada o el abogado")
    ines.press("Anotar", exact=True)
    ines.reads("Falta el día")
    seen(ines, "options: a day is missing")
    today = cast_today()
    ines.page.get_by_label("Día", exact=True).fill(str(today.day - 1 or 1))
    ines.page.get_by_label("Mes").select_option(index=today.month)
    ines.page.get_by_label("Año").fill(str(today.year))
    ines.press("Anotar", exact=True)
    ines.reads("Termina la presencia continua")
    seen(ines, "options: exact and noted")


def test_a_letter_is_completed_approved_and_leaves_with_number_one(house, case):
    born(house, case)
    ines, mateo = house.person("ines"), house.person("mateo")
    ines.go(f"/casos/{case.id}/")
    ines.follow("Oficios y cartas", exact=True)
    ines.go(f"/casos/{case.id}/cartas/")
    ines.heading("Oficios y cartas")
    seen(ines, "letters: begin")
    ines.tick("Constancia de comparecencia")
    ines.press("Empezar")
    ines.write("Qué día se presentó", "3 de noviembre de 2026")
    ines.tick("La persona sabe de esta carta")
    ines.press("Solicitar revisión")
    ines.reads("Falta: De qué hora a qué hora. Se llena aquí mismo.")
    seen(ines, "letters: a blank is missing")
    ines.write("De qué hora a qué hora", "de 9:00 a 11:30")
    ines.press("Solicitar revisión")
    ines.reads("en espera de revisión")
    seen(ines, "letters: waits")

    mateo.go("/cartas/")
    seen(mateo, "letters: to look at")
    mateo.follow("Constancia de comparecencia")
    mateo.reads("Lupita se presentó en esta oficina")
    seen(mateo, "letters: to issue")
    mateo.press("Emitirla")
    year = timezone.now().year
    mateo.reads(f"HOU-{year}-0001")
    seen(mateo, "letters: the book")

    letter = Letter.objects.get(case=case)
    ines.go(f"/casos/{case.id}/cartas/{letter.id}/")
    ines.reads(f"HOU-{year}-0001")
    seen(ines, "letters: issued")
    ines.follow("Exportar en PDF y DOCX")
    ines.page.get_by_label("Motivo de la exportación").select_option(index=1)
    ines.write("¿Para qué, en una frase?", "Para su trabajo (ejemplo).")
    seen(ines, "letters: why it leaves")
    ines.press("Preparar el archivo")
    ines.heading("Anote la frase de paso")
    with ines.page.expect_download() as got:
        ines.press("Ya la anoté: bajar")
    assert got.value.suggested_filename == "carta.zip"

    mateo.go(f"/casos/{case.id}/cartas/paquete/")
    seen(mateo, "letters: gather")
