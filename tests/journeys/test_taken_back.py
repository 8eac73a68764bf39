"""A case opened by mistake, an officer who is a party, and drafts that nobody agreed to keep."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.rights.rights.actions import follow_draft
from cauce.rules.permissions import SYSTEM

from .casework import open_case

pytestmark = pytest.mark.journey
TOLD = "Dijo que la dueña de la casa guarda su pasaporte."


def test_a_case_opened_by_mistake_is_voided_by_two_people(house):
    case, ines, mateo = open_case(house), house.person("ines"), house.person("mateo")
    ines.go(f"/casos/{case.id}/cierre/")
    ines.follow("Si se abrió por error")
    ines.heading("Si el caso se abrió por error")
    ines.press("Pedir a otra persona que lo acepte")
    ines.reads("Falta")
    ines.look("voided: why is missing")
    ines.page.locator("textarea").first.fill("Se abrió dos veces al pulsar de nuevo.")
    ines.page.get_by_role("checkbox").first.check()
    ines.press("Pedir a otra persona que lo acepte")
    ines.reads("Espera la respuesta de otra persona.")
    ines.look("voided: it waits")
    mateo.go("/propuestas/")
    mateo.page.locator("main a[href^='/propuestas/']").first.click()
    mateo.reads(case.folio)
    mateo.reads("Se abrió dos veces al pulsar de nuevo.")
    mateo.look("voided: to agree")
    mateo.write("Su razón", "Sí, lo vi yo.")
    mateo.press("Aprobar", exact=True)
    mateo.reads("Aprobado.")
    ines.go(f"/casos/{case.id}/anulacion/")
    ines.reads("Mateo Villegas está de acuerdo.")
    ines.press("Anular el caso")
    ines.reads("El caso quedó anulado")
    ines.reads_not(case.folio)
    ines.go(f"/casos/{case.id}/anulacion/")
    ines.heading("Anulado: se abrió por error")
    ines.look("voided: done")
    assert Case.objects.get(id=case.id).status == "voided"


def test_an_officer_says_that_he_is_a_party_and_the_head_of_post_gives_the_case_to_another(house):
    case, mateo, aurora = open_case(house), house.person("mateo"), house.person("aurora")
    cases.assign(actor=house.cast.ines.actor, case=case, officer=house.cast.mateo.user)
    mateo.go(f"/casos/{case.id}/")
    mateo.follow("Accesos", exact=True)
    mateo.heading("Accesos")
    mateo.look("access: said on the case")
    mateo.page.get_by_label("¿Quién?").select_option(label="Yo")
    mateo.page.locator("input[name=relation][value=relative]").check()
    mateo.press("Quitar el acceso")
    mateo.reads("Usted ya no ve este caso; otra persona lo toma.")
    mateo.reads_not(case.folio)
    assert mateo.fetch(f"/casos/{case.id}/")[0] == 404
    aurora.go("/accesos/")
    aurora.look("access: to decide")
    aurora.follow("Decidir quién sigue")
    aurora.reads("Mateo Villegas")
    aurora.look("access: who goes on")
    aurora.page.get_by_label("¿Quién sigue con el caso?").select_option(label="Inés Carranza")
    aurora.press("Confirmar quién sigue")
    aurora.reads("Anotado.")
    aurora.reads("Decidido")
    assert Case.objects.get(id=case.id).officer == house.cast.ines.user
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/accesos/")
    ines.reads("Acceso retirado")
    assert mateo.fetch(f"/casos/{case.id}/")[0] == 404


@pytest.fixture
def drafts(house):
    """Two that wait for Mateo, because there was danger, and one that ended by its period."""
    now, made = timezone.now(), []
    for danger in (True, True, False):
        case = open_case(house)
        ines = house.cast.ines.actor
        cases.save_section(actor=ines, case=case, kind="draft", content=TOLD, seen=0)
        cases.record_facts(actor=ines, case=case, facts={"danger.immediate": danger}, at=now)
        follow_draft(actor=SYSTEM, case=case, at=now + dt.timedelta(days=92))
        made.append(case)
    return made


def test_a_draft_is_postponed_another_ends_and_a_third_had_ended_by_itself(house, drafts):
    first, second, _ = drafts
    mateo = house.person("mateo")
    mateo.go("/asuntos/borradores/")
    mateo.heading("Borradores por borrarse")
    mateo.reads_not(TOLD)
    mateo.reads("Ya se borraron")
    mateo.look("drafts: to decide")
    mateo.follow(first.folio)
    mateo.heading("Decidir si el borrador se borra o se conserva más tiempo")
    mateo.reads_not(TOLD)
    mateo.press("Aplazar", exact=True)
    mateo.reads("obligatorio")
    mateo.look("drafts: why is missing")
    mateo.page.locator("textarea").first.fill("Regresa el lunes y se le pregunta.")
    mateo.press("Aplazar", exact=True)
    mateo.reads("Quedó aplazado.")
    mateo.follow(second.folio)
    mateo.page.locator("textarea").first.fill("Está a salvo y no quiere que quede nada.")
    mateo.press("Borrar ahora")
    mateo.reads("Se borró.")
    mateo.reads(first.folio)
    mateo.reads_not(second.folio)
    mateo.look("drafts: decided")
    ines = house.person("ines")
    ines.go(f"/casos/{second.id}/relato/")
    ines.reads_not(TOLD)
    ines.go(f"/casos/{first.id}/relato/")
    ines.reads(TOLD)
