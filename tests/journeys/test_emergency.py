"""A night in Laredo: a case of Houston is opened, read, ended, told and reviewed; and a role given by two."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.models import Entry
from cauce.staff.oversight.models import GlassOpening

from .casework import open_case

pytestmark = [pytest.mark.journey, pytest.mark.steps]
NAME = "Citlalmina"
WHY = "Está en la ventanilla y quien la busca espera afuera."


@pytest.fixture(scope="module")
def case(house):
    """A case of Houston with a name, an account and a plan."""
    made, ines, now = open_case(house), house.cast.ines.actor, timezone.now()
    facts = {"danger.immediate": True, "person.age": 24, "person.age_doubt": False}
    cases.record_act(actor=ines, case=made, name="safety_checked", facts=facts, happened_at=now)
    cases.record_consent(actor=ines, case=made, purpose="keeping", given=True, at=now)
    names = {"given_names": NAME}
    cases.save_identity(actor=ines, case=made, seen_version=0, fields=names, at=now)
    cases.save_section(actor=ines, case=made, kind="narrative", content="Contó lo que pasó.", seen=0)
    return made


def test_a_case_of_another_post_is_read_in_an_emergency_and_reviewed(house, case):
    tomas = house.person("tomas")
    status, absent = tomas.fetch(f"/casos/{case.id}/")
    assert status == 404 and "Peligro" not in absent
    tomas.go("/urgencias/")
    tomas.heading("Leer, por emergencia, un caso de otro consulado")
    tomas.look("emergency: begin")
    tomas.write("Folio del caso", "HOU-0000-9999")
    tomas.tick("La persona está aquí y no puede esperar")
    tomas.write("Por qué no puede esperar", "muy poco")
    tomas.press("Abrir y avisar")
    tomas.reads("Con ese folio no se abre nada aquí")
    assert not GlassOpening.objects.exists()
    tomas.write("Folio del caso", case.folio)
    tomas.press("Abrir y avisar")
    tomas.reads("Faltan palabras")
    tomas.look("emergency: too little")
    tomas.write("Por qué no puede esperar", WHY)
    tomas.press("Abrir y avisar")
    tomas.heading("Leer lo necesario y actuar")
    tomas.reads("Peligro inmediato")
    tomas.reads_not(NAME)
    tomas.look("emergency: reading")
    reading = tomas.page.url
    tomas.follow("Ver quién es")
    tomas.answer(re.compile("Para qué la abre"), "Hay peligro")
    tomas.press("Abrir")
    tomas.reads(NAME)
    tomas.look("emergency: who it is")
    # Everywhere else the case is as absent as before.
    assert tomas.fetch(f"/casos/{case.id}/") == (404, absent)
    assert tomas.fetch(f"/casos/{case.id}/identidad/")[0] == 404
    tomas.go(reading)
    tomas.press("Ya no hace falta")
    tomas.reads("La lectura terminó.")
    tomas.look("emergency: over")
    assert tomas.fetch(reading)[0] == 404
    row = GlassOpening.objects.get()
    under = Entry.objects.filter(kind="read", actor=row.opened_by, detail__glass=str(row.id))
    assert {one.what for one in under} == {"case.glass", "identity.open"}


def test_whoever_leads_that_post_says_whether_it_was_right(house, case):
    elena = house.person("elena")
    elena.go("/urgencias/revisiones/")
    elena.follow("La persona está aquí")
    elena.reads("La revisa la persona titular de ese consulado")
    elena.look("review: the auditor")
    aurora = house.person("aurora")
    aurora.go("/urgencias/revisiones/")
    aurora.heading("Revisar lo que se abrió en emergencia")
    aurora.look("reviews")
    aurora.follow("La persona está aquí")
    aurora.reads(WHY)
    aurora.reads("El expediente, Quién es")
    aurora.look("review")
    aurora.answer("¿Estuvo bien abrirlo?", "Estuvo bien")
    aurora.write("Su razón", "Hablé con él esa noche; hacía falta.")
    aurora.press("Guardar la revisión")
    aurora.reads("Nada pendiente de revisión")
    assert GlassOpening.objects.get().finding == "right"


def test_a_role_is_proposed_by_one_and_given_by_another(house):
    bruno = house.person("bruno")
    bruno.go("/cuentas/")
    bruno.heading("Administrar quién entra y a qué")
    bruno.look("accounts")
    bruno.follow("Dar de alta una cuenta")
    bruno.look("accounts: register")
    bruno.write("Nombre", "Ofelia Ejemplo")
    bruno.write("Usuario", "ofelia.ejemplo")
    bruno.press("Dar de alta")
    bruno.reads("Todavía sin accesos")
    bruno.follow("Proponer una función")
    bruno.look("accounts: role")
    bruno.page.get_by_label("Función").select_option("protection_officer")
    bruno.page.get_by_label("Dónde").select_option("post:HOU")
    bruno.write("Por qué", "Sustituye a Inés en diciembre.")
    bruno.press("Proponer", exact=True)
    bruno.reads("Quedó propuesto")
    bruno.go("/propuestas/")
    bruno.follow("Dar una función")
    bruno.reads("usted no puede aprobar lo que propuso")
    aurora = house.person("aurora")
    aurora.go("/propuestas/")
    aurora.heading("Decidir lo que otra persona propuso")
    aurora.look("proposals")
    aurora.follow("Dar una función: Ofelia Ejemplo")
    aurora.reads("Sustituye a Inés en diciembre.")
    aurora.look("proposal")
    aurora.press("Aprobar", exact=True)
    aurora.reads("Aprobado. Ya está hecho.")
    bruno.go("/cuentas/")
    bruno.follow("Ofelia Ejemplo")
    bruno.reads("Personal de protección")
    bruno.look("accounts: one")
    bruno.press("Quitar ahora")
    bruno.reads("La función terminó en este momento.")


def test_these_pages_speak_english(house, case):
    sofia = house.person("sofia")
    tomas = house.person("tomas")
    from . import checks

    for who, pages in (
        (
            sofia,
            (
                "/propuestas/",
                "/cuentas/",
                "/urgencias/revisiones/",
                f"/urgencias/revisiones/{GlassOpening.objects.get().id}/",
            ),
        ),
        (tomas, ("/urgencias/",)),
    ):
        who.context.add_cookies([{"name": "idioma", "value": "en", "url": house.server.url}])
        for address in pages:
            who.go(address)
            assert checks.english(who.page) == [], address
