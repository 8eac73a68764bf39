"""Aid from nothing configured to accounted for: headquarters, officer, consul, head of post."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from cauce.aid import actions
from cauce.aid.models import AidRequest
from cauce.cases import actions as cases
from cauce.rules.permissions import SYSTEM
from tests.aid import today
from tests.transfers import moved

from .casework import open_case

pytestmark = [pytest.mark.journey, pytest.mark.steps]


@pytest.fixture(scope="module")
def case(house):
    made, now = open_case(house), timezone.now()
    cases.record_consent(actor=house.cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    cases.record_facts(actor=house.cast.ines.actor, case=made, facts={"person.age": 31}, at=now)
    return made


def a_day(someone, label: str, on) -> None:
    group = someone.page.get_by_role("group", name=label)
    group.get_by_label("Día").fill(str(on.day))
    group.get_by_label("Mes").select_option(str(on.month))
    group.get_by_label("Año").fill(str(on.year))


def test_from_nothing_configured_to_every_cent_accounted_for(house, case):
    ines, mateo, sofia, ximena = (house.person(w) for w in ("ines", "mateo", "sofia", "ximena"))
    aurora = house.person("aurora")
    ines.go(f"/casos/{case.id}/apoyos/")
    ines.heading("Pedir un apoyo económico")
    ines.reads("No hay montos configurados")
    ines.look("aid: nothing configured")
    ines.page.get_by_label("Para qué").select_option(label="Alimentos")
    ines.write("Por qué hace falta", "No ha comido desde ayer.")
    ines.press("Dejarlo escrito")
    ines.reads("Quedó escrito y espera")
    ines.look("aid: waits")

    sofia.go("/apoyos/tipos/")
    sofia.heading("Configurar tipos y topes")
    for label, text in (
        ("Clave", "ejemplo-comida"),
        ("Nombre en español", "Alimentos (ejemplo)"),
        ("Nombre en inglés", "Food (example)"),
        ("Tope", "11.11"),
    ):
        sofia.write(label, text)
    for label in ("Persona adulta", "por día", "USD", "Cónsul de protección", "Solicitud firmada"):
        sofia.tick(label)
    a_day(sofia, "Rige desde", today())
    sofia.press("Proponer")
    sofia.reads("Quedó propuesto")
    sofia.look("aid: type proposed")
    ximena.go("/apoyos/tipos/")
    ximena.press("Aprobar")
    ximena.reads("Rige hoy")
    ximena.go("/apoyos/presupuestos/")
    ximena.page.get_by_label("Consulado").select_option(label="Houston")
    ximena.tick("USD")
    ximena.write("Monto", "50.00")
    ximena.tick("Asignar o ampliar")
    ximena.write("Por qué", "Oficio de ejemplo 12.")
    ximena.press("Proponer")
    ximena.reads("Quedó propuesto.")
    ximena.reads("Lo propuso usted: lo confirma otra persona.")
    ximena.look("aid: budget proposed")
    sofia.go("/apoyos/presupuestos/")
    sofia.look("aid: budget to confirm")
    sofia.follow("Houston · asignar USD 50.00")
    sofia.reads("Oficio de ejemplo 12.")
    sofia.look("aid: confirm the budget")
    sofia.press("Aprobar", exact=True)
    sofia.reads("Aprobado. Ya está hecho.")
    sofia.go("/apoyos/presupuestos/")
    sofia.reads("50.00")
    sofia.look("aid: budgets")

    row = AidRequest.objects.get()
    here = f"/apoyos/{row.id}/"
    ines.go(here)
    ines.reads("Todo lo de esta página es ejemplo")
    ines.tick("Alimentos (ejemplo) · hasta USD 11.11 por día")
    ines.write("Monto total", "20.00")
    ines.press("Pedirlo")
    ines.reads("el tope es USD 11.11")
    ines.look("aid: above the ceiling")
    ines.write("Monto total", "11.00")
    ines.press("Pedirlo")
    ines.reads("Faltan comprobantes")
    ines.page.get_by_text("Marcar comprobantes").click()
    ines.tick("Solicitud firmada")
    ines.press("Anotar")

    mateo.go("/apoyos/")
    mateo.heading("Decidir las solicitudes pendientes")
    mateo.look("aid: to decide")
    mateo.go(here)
    mateo.look("aid: decide")
    mateo.press("Aprobar")
    mateo.reads("El monto quedó apartado")
    ines.go(here)
    ines.look("aid: to hand over")
    ines.press("Se entregó")
    ines.reads("Faltan los recibos")
    ines.write("Número o seña del recibo", "A-7")
    ines.write("Renglón 1: qué", "Comida")
    ines.write("Renglón 1: cuánto", "10.00")
    ines.write("Total que dice el recibo", "10.50")
    ines.press("Anotar el recibo")
    ines.reads("la diferencia es USD 0.50")
    ines.look("aid: does not add up")
    ines.write("Renglón 1: cuánto", "11.00")
    ines.write("Total que dice el recibo", "11.00")
    ines.press("Anotar el recibo")
    ines.reads("El recibo cuadra")
    mateo.go(here)
    mateo.press("Cerrar la cuenta")
    mateo.heading("Comprobado")
    mateo.look("aid: accounted for")
    aurora.go("/apoyos/")
    aurora.reads("39.00")
    aurora.look("aid: head of post")


def test_the_post_that_receives_the_case_finds_it_and_asks_anew(house, case):
    cast, now = house.cast, timezone.now()
    row = actions.ask_aid(
        actor=cast.ines.actor,
        case=case,
        asked=actions.AidAsked(
            need="food",
            starts_on=today(),
            ends_on=today(),
            words="",
            kind="ejemplo-comida",
            amount=Decimal(10),
            evidence=["signed_request"],
        ),
        at=now,
    )
    actions.approve_aid(actor=cast.mateo.actor, aid=row, at=now)
    moved(case, by=cast.mateo, to=cast.laredo, received_by=cast.tomas)
    actions.lapse_aid(actor=SYSTEM, aid=AidRequest.objects.get(id=row.id), at=timezone.now())
    tomas = house.person("tomas")
    tomas.go("/pendientes/")
    tomas.look("aid: lapsed, worklist")
    tomas.follow("Ver un apoyo y solicitarlo de nuevo")
    tomas.look("aid: lapsed, list")
    tomas.go(f"/apoyos/{row.id}/")
    tomas.page.set_viewport_size({"width": 390, "height": 800})
    tomas.look("aid: lapsed")
    tomas.follow("Solicitarlo de nuevo")
    tomas.heading("Pedir un apoyo económico")
    assert tomas.page.get_by_label("Para qué").input_value() == "food"
