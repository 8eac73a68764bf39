"""A family is threatened: Inés asks Puebla, Mateo signs, Nora does it on her telephone, and the step is
met.
"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.sharing.binational.models import Petition

from . import at_desk
from .casework import open_case
from .person import PHONE

pytestmark = pytest.mark.journey
WHO = "Su madre y dos hermanas"


@pytest.fixture(scope="module")
def case(house):
    made, now = open_case(house), timezone.now()
    ines = house.cast.ines
    cases.assign(actor=ines.actor, case=made, officer=ines.user)
    cases.record_consent(actor=ines.actor, case=made, purpose="keeping", given=True, at=now)
    cases.record_act(
        actor=ines.actor,
        case=made,
        name="safety_checked",
        happened_at=now,
        facts={"danger.immediate": False, "danger.family": True, "risk.level": "high"},
    )
    return made


def test_a_family_in_mexico_is_protected(house, case):
    ines, mateo = house.person("ines"), house.person("mateo")
    ines.go(f"/casos/{case.id}/")
    ines.follow("Proteger a la familia en México")
    ines.heading("Peticiones a México")
    ines.look("to mexico: case")
    ines.tick(re.compile("Proteger a la familia"))
    ines.page.get_by_label("A qué oficina").select_option(label="Oficina en Puebla (ejemplo)")
    ines.press("Seguir")
    ines.heading("Proteger a la familia")
    ines.reads("Se envía sin nombres")
    ines.look("to mexico: without a yes")

    # The person is asked, datum by datum, and the way leads back.
    ines.follow("Preguntar a la persona")
    ines.reads("Oficina en Puebla")
    ines.look("to mexico: consent")
    question = at_desk.answered_apart(ines, "Oficina en Puebla")
    question.get_by_label("Sí", exact=True).check()
    for datum in ("Quiénes son los familiares", "Dónde está la familia", "De qué peligro se trata"):
        question.get_by_label(datum).check()
    ines.press("Guardar las respuestas")
    ines.heading("Proteger a la familia")
    ines.page.get_by_label("Estado de la República").select_option(label="Puebla")
    ines.answer("Cuántas personas", "Dos o tres")
    ines.write("Quiénes son los familiares", WHO)
    ines.write("Dónde está la familia", "Atlixco, cerca del mercado")
    ines.look("to mexico: ask")
    ines.press("Solicitarlo")
    ines.reads("Espera la firma de otra persona")
    ines.look("to mexico: waits for a signature")

    nora = house.person("nora")
    nora.go("/")
    nora.heading("Nada por hacer ahora")
    mateo.go("/pendientes/")
    mateo.follow("Peticiones a México")
    mateo.look("to mexico: of the post")
    mateo.follow("Proteger a la familia")
    mateo.reads(WHO)
    mateo.look("to mexico: sign")
    mateo.press("Firmar y enviar")
    mateo.reads("Firmado y enviado.")

    nora.page.set_viewport_size({"width": PHONE, "height": 740})
    nora.go("/")
    nora.heading("Peticiones recibidas")
    nora.look("to mexico: office list")
    nora.follow("Proteger a la familia")
    nora.reads(WHO)
    nora.reads_not(case.folio)
    nora.look("to mexico: office")
    nora.press("Ya empezamos")
    nora.unfold("Ya se hizo")
    nora.look("to mexico: office under way")
    nora.press("Decir que se hizo")
    nora.reads("Falta. Complételo para seguir.")
    nora.answer("¿Cómo quedó?", "Hay medidas de protección")
    nora.press("Decir que se hizo")
    nora.reads("Gracias. El consulado ya lo sabe")
    nora.reads_not(WHO)
    nora.look("to mexico: office done")

    ines.go(f"/casos/{case.id}/peticiones/")
    ines.reads("Hay medidas de protección")
    ines.look("to mexico: answered")
    page = ines.fetch(f"/casos/{case.id}/")[1]
    assert "Proteger a la familia en México" in page  # under what is done
    assert Petition.objects.get(case_id=case.id).shared is None


def test_the_desk_of_somebody_who_leaves_is_handed_on(house, case):
    mateo = house.person("mateo")
    mateo.go("/traslados/")
    mateo.follow("Repartir los casos de quien se va")
    mateo.heading("Cuando alguien se va")
    mateo.look("handing on: desks")
    mateo.follow("Inés Carranza")
    mateo.heading("Repartir los casos de Inés Carranza")
    mateo.look("handing on: desk")
    mateo.press("Repartirlos")
    mateo.reads("Falta. Complételo para seguir.")
    mateo.tick("Mateo Villegas")
    mateo.press("Repartirlos")
    mateo.heading("Pasaron todos: 1")
    mateo.reads(case.folio)
    mateo.look("handing on: done")
