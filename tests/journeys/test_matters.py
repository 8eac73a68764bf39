"""A file leaves with its passphrase; a person's copy is read and made; a record reaches its end."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.rights.rights import actions as rights
from cauce.rights.rights.rules.retention import Due
from cauce.rules.permissions import SYSTEM

from . import casework
from .person import DESKTOP, PHONE

pytestmark = pytest.mark.journey


def seen(person, name: str) -> None:
    """What every page owes to everybody, on a phone and on a desk."""
    for width in (PHONE, DESKTOP):
        person.page.set_viewport_size({"width": width, "height": 900})
        person.look(f"{name} {width}")


@pytest.fixture
def case(house):
    made, now = casework.open_case(house), timezone.now()
    ines = house.cast.ines.actor
    cases.record_consent(actor=ines, case=made, purpose="keeping", given=True, at=now)
    cases.save_section(actor=ines, case=made, kind="narrative", content="Me llevó Ramiro de noche.", seen=0)
    return made


def test_it_takes_a_row_out_once(house, case):
    mateo = house.person("mateo")
    mateo.go(f"/casos/{case.id}/salida/")
    seen(mateo, "why a file leaves")
    mateo.page.get_by_label("Motivo de la exportación").select_option(label="Coordinación con quien atiende")
    mateo.write("¿Para qué, en una frase?", "Para coordinar la atención (ejemplo).")
    mateo.press("Crear el archivo")
    mateo.heading("Anote la frase de paso: se muestra una sola vez")
    seen(mateo, "passphrase shown once")
    phrase = mateo.page.locator(".passphrase").inner_text()
    with mateo.page.expect_download() as got:
        mateo.press("Ya la anoté: bajar")
    assert got.value.suggested_filename == "registro.zip"
    mateo.go("/archivos/")
    mateo.reads("Ya se bajó")
    mateo.reads_not(phrase)
    seen(mateo, "own files")
    elena = house.person("elena")
    elena.go("/archivos/salidas/")
    elena.reads("Mateo Villegas")
    seen(elena, "everything that left")


def test_it_answers_what_a_person_asks_of_her_data(house, case):
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/solicitudes/")
    ines.answer("¿Qué solicita?", "Conocer sus datos")
    ines.write("En sus palabras", "Quiero saber qué dice de mí.")
    seen(ines, "a request")
    ines.press("Anotar")
    ines.heading("Conocer sus datos")
    seen(ines, "a request to answer")
    ines.follow("Crear la copia")
    ines.reads("Me llevó █████ de noche.")
    seen(ines, "her copy")
    ines.go("/asuntos/solicitudes/")
    ines.reads(case.folio)
    seen(ines, "requests with a deadline")


def test_it_confirms_what_reached_its_end_and_notes_what_got_out(house, case):
    now = timezone.now()
    cases.close_case(actor=house.cast.ines.actor, case=case, reason="goals_met", note="", at=now)
    one = rights.propose_erasure(
        actor=SYSTEM, case=case, due=Due("record", now.date(), "retention-record", 12), at=now
    )
    aurora = house.person("aurora")
    aurora.go("/asuntos/plazos/")
    seen(aurora, "keeping periods")
    aurora.go(f"/asuntos/plazos/{one.id}/")
    aurora.reads("Ilegible en el sistema en menos de 5 minutos")
    seen(aurora, "a record at its end")
    aurora.write(re.compile("¿Por qué\\?"), "Terminó su plazo de guarda.")
    aurora.press("Confirmar y bloquear")
    aurora.heading(re.compile("Bloqueado"))
    aurora.go("/asuntos/registros/nuevo/")
    seen(aurora, "what got out")
    aurora.answer("¿Qué pasó?", "Se perdió o se dañó")
    aurora.write("Lo que se sabe", "Se perdió una libreta (ejemplo).")
    aurora.press("Guardar y seguir con los avisos")
    seen(aurora, "warnings to people")
    sofia = house.person("sofia")
    sofia.go("/asuntos/plazos/oficios/")
    seen(sofia, "authorisations")
