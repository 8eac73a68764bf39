"""A man and his daughter need a place: who fits and why, what was not found, and a house that says it has
room.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.sharing.referrals.actions import record_unmet
from cauce.sharing.referrals.models import Unmet

from .casework import open_case
from .person import DESKTOP, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.steps]


@pytest.fixture(scope="module")
def case(house):
    made, now, ines = open_case(house), timezone.now(), house.cast.ines.actor
    cases.record_consent(actor=ines, case=made, purpose="keeping", given=True, at=now)
    cases.record_act(
        actor=ines,
        case=made,
        name="urgent_needs_checked",
        happened_at=now,
        facts={
            "need.shelter": True,
            "person.sex": "man",
            "person.age": 41,
            "person.age_doubt": False,
            "person.with_children": True,
            "labour.situation": True,
        },
    )
    for back in range(1, 9):  # as other days had it, so that the map has a number to show
        record_unmet(actor=ines, case=made, need="shelter", reasons=["men"], at=now - dt.timedelta(days=back))
    return made


def at_both(person, name):
    person.look(name)
    person.page.set_viewport_size({"width": PHONE, "height": 800})
    person.look(f"{name} phone")
    person.page.set_viewport_size({"width": DESKTOP, "height": 800})


def test_an_officer_sees_who_fits_and_writes_down_that_nothing_does(house, case):
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/canalizaciones/")
    ines.follow("Buscar un servicio")
    ines.heading("Quién puede recibir a la persona")
    ines.reads("hombre, 41 años, viene con familia")
    ines.reads("Pregunte si recibe a la familia.")
    ines.unfold("No encajan")
    ines.reads("Solo recibe mujeres.")
    ines.reads_not("4821 Paper Moon")
    at_both(ines, "matching: who fits")
    ines.page.set_viewport_size({"width": PHONE, "height": 740})
    first = ines.page.locator(".worklist .do").first.bounding_box()
    assert first["y"] + first["height"] <= 740, "on a phone somebody who may receive the person is in sight"
    ines.page.set_viewport_size({"width": DESKTOP, "height": 800})
    ines.press("Registrar que ninguna opción es adecuada")
    ines.reads("Oficinas centrales lo ve sin saber de quién se trata")
    assert set(Unmet.objects.get(case=case, on=max(Unmet.objects.values_list("on", flat=True))).reasons)
    at_both(ines, "matching: written down")


def test_headquarters_sees_where_something_is_lacking(house, case):
    sofia = house.person("sofia")
    sofia.go("/red/")
    sofia.follow("Dónde no se encontró servicio")
    sofia.heading("Ver dónde no se encontró servicio")
    sofia.reads_not(case.folio)
    at_both(sofia, "matching: what is lacking")


def test_a_house_says_by_a_link_that_it_has_room_and_an_officer_takes_it_over(house, case):
    ines = house.person("ines")
    nopal = house.services[house.cast.nopal.name]
    ines.go(f"/directorio/{nopal.id}/?for={case.id}&need=shelter")
    at_both(ines, "matching: an entry")
    ines.follow(re.compile("Corregir, decir cuántos lugares hay"))
    at_both(ines, "matching: keep")
    ines.press("Hacer un enlace para la organización")
    address = ines.page.locator("#enlace").inner_text()
    at_both(ines, "matching: the link")

    house_there = house.stranger()
    house_there.go(address[address.index("/fichas/") :])
    house_there.heading("Actualizar la ficha de Casa Nopal")
    at_both(house_there, "matching: by link")
    house_there.press("Enviar")
    house_there.reads("No cambió nada")
    house_there.write("Lugares libres hoy", "2")
    house_there.page.get_by_label("Recibe familias").select_option(label="Sí")
    house_there.page.get_by_label("Recibe casos de trabajo").select_option(label="Sí")
    house_there.press("Enviar")
    house_there.heading("Gracias")
    house_there.go(address[address.index("/fichas/") :])
    house_there.heading("Este enlace no abre")
    at_both(house_there, "matching: link over")

    ines.go("/directorio/")
    ines.follow("Revisar los cambios que informan las organizaciones")
    at_both(ines, "matching: to review")
    ines.follow(re.compile("Casa Nopal"))
    ines.heading("Decidir qué cambios se aceptan")
    for one in ines.page.get_by_label("Tomarlo").all():
        one.check()
    at_both(ines, "matching: review")
    ines.press("Guardar mis decisiones")
    ines.reads("2 lugares libres")
    ines.go(f"/directorio/?for={case.id}&need=shelter")
    ines.reads("Dijo hace poco que tiene lugar.")
    ines.reads("Recibe a la familia.")
    at_both(ines, "matching: now it fits")


def test_whoever_answers_for_a_house_corrects_it_signed_in(house):
    clara = house.person("clara")
    clara.go("/solicitudes/")
    clara.follow("Directorio")
    clara.heading("Información de su organización")
    clara.follow(re.compile("Casa Jacaranda"))
    clara.write("Lugares libres hoy", "0")
    at_both(clara, "matching: own entry")
    clara.press("Enviar")
    clara.reads("Se verá cuando alguien lo revise")
    at_both(clara, "matching: own entries")
