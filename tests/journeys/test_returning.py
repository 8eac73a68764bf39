"""Somebody chose to go back: every gate, the reception in Puebla, and a call after thirty days."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from cauce.demo import returning as demo
from cauce.family.reunification.access_returning import newest
from cauce.family.reunification.models import Return
from cauce.operations.loop.tick import tick
from tests.cast import today
from tests.returns import houston

from .casework import open_case
from .person import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.steps]
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def who(house):
    return houston(house.cast)


@pytest.fixture(scope="module")
def case(who):
    return demo.willing(who, timezone.now() - dt.timedelta(hours=1))


def gate(person, name: str):
    """One gate of the list, unfolded."""
    found = person.page.locator(f"#paso-{name}")
    for fold in found.locator("details").all():
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
    return found


def both(person, name: str) -> None:
    """Look at the page at a desk and on a telephone."""
    person.look(name)
    size = person.page.viewport_size
    person.page.set_viewport_size({"width": PHONE, "height": 700})
    person.look(f"{name} (phone)")
    person.page.set_viewport_size(size)


def local(at: dt.datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


def test_what_nobody_asked_for_cannot_be_begun(house):
    ines, other = house.person("ines"), open_case(house)
    ines.go(f"/casos/{other.id}/")
    ines.follow("Viaje a México")
    ines.heading("Preparar un viaje que la persona eligió")
    ines.reads("no se le ha preguntado si quiere volver")
    assert ines.page.get_by_role("button", name="Empezar a prepararlo").count() == 0
    ines.look("journey: not asked")


def test_the_wish_taken_back_stops_it(house, who):
    ines, nora = house.person("ines"), house.person("nora")
    other = demo.willing(who, timezone.now() - dt.timedelta(hours=1))
    trip = demo.advised(who, other, timezone.now())
    demo.arranged(who, trip, timezone.now() + 2 * DAY, timezone.now())
    assert nora.fetch(f"/viajes/llegadas/{trip.id}/")[0] == 200
    ines.go(f"/casos/{other.id}/viaje/")
    ines.unfold("Cancelar el viaje")
    ines.tick("La persona cambió de opinión")
    ines.press("Detenerlo")
    ines.heading("Ese viaje se canceló")
    ines.look("journey: stopped")
    assert nora.fetch(f"/viajes/llegadas/{trip.id}/")[0] == 404
    assert Return.objects.get(id=trip.id).state == "stopped"


def test_from_the_wish_to_a_call_after_thirty_days(house, who, case):
    ines, nora = house.person("ines"), house.person("nora")
    ines.go(f"/casos/{case.id}/viaje/")
    ines.look("journey: begin")
    ines.page.get_by_label("A qué entidad de México").select_option(label="Puebla")
    ines.press("Empezar a prepararlo")
    ines.reads("Se abrió la preparación")
    ines.look("journey: begun")

    ines.press("Anotar que salió")
    ines.heading("Preparar el viaje a Puebla")
    for words in (
        "Todavía no se puede salir",
        "Falta su declaración",
        "Falta ofrecer asesoría legal",
        "Falta valorar el riesgo",
        "Falta la constancia médica",
        "T17",
        "T19",
        "medio seguro",
    ):
        ines.reads(words)
    both(ines, "journey: refused")

    now, day = timezone.now(), today() - dt.timedelta(days=1)
    advice = gate(ines, "advice")
    advice.get_by_label("La habló con una abogada").check()
    advice.get_by_label("Quién la dio o la ofreció").fill("Bufete Ceiba (ejemplo), abogada")
    advice.get_by_label("Día").fill(str(day.day))
    advice.get_by_label("Mes").select_option(str(day.month))
    advice.get_by_label("Año").fill(str(day.year))
    ines.press("Guardar", within=advice)
    ines.reads("La tomó con Bufete Ceiba")
    risk = gate(ines, "risk")
    risk.get_by_label("Medio").check()
    risk.get_by_label("Razones").fill("Vuelve con su hermana, lejos de donde ocurrió.")
    risk.get_by_label("Qué se hará").fill("El consulado llama al llegar.")
    ines.press("Guardar", within=risk)
    ines.reads("Se hará: El consulado llama al llegar.")
    travel = gate(ines, "travel")
    departs = now + dt.timedelta(minutes=1)
    travel.get_by_label("Sale", exact=True).fill(local(departs, "America/Chicago"))
    travel.get_by_label("Llega", exact=True).fill(
        local(departs + dt.timedelta(hours=8), "America/Mexico_City")
    )
    travel.get_by_label("Viaja sin acompañante").check()
    ines.press("Guardar", within=travel)
    ines.reads("Personas: 1.")
    reception = gate(ines, "reception")
    reception.get_by_label("Quién recibe").select_option(label="Oficina en Puebla (ejemplo)")
    reception.get_by_label("Qué necesita al llegar").fill("Cama por tres noches.")
    reception.get_by_label("La persona aceptó, sabiendo qué organización es").check()
    ines.press("Pedirlo", within=reception)
    ines.reads("falta su respuesta")
    both(ines, "journey: half ready")

    nora.go("/viajes/llegadas/")
    nora.look("journey: arrivals")
    nora.follow("Llegada V-")
    nora.heading("¿Pueden recibir?")
    nora.reads("Cama por tres noches.")
    nora.reads_not(case.folio)
    both(nora, "journey: asked to receive")
    nora.press("Sí, estaremos ahí")
    nora.reads("El consulado ya lo sabe")
    nora.look("journey: confirmed")

    trip = newest(case)
    for form in (demo.declare, demo.fitness, demo.receipt):
        form(who.actor, case, timezone.now())
    demo.travel(
        who.actor,
        case,
        dt.date.fromisoformat(local(departs, "America/Chicago")[:10]),
        timezone.now(),
    )
    ines.go(f"/casos/{case.id}/viaje/")
    money = gate(ines, "money")
    money.get_by_label("Lo que se contó").fill("100.50")
    ines.press("Guardar", within=money)
    ines.reads("faltan 20.00")
    ines.look("journey: does not add up")
    gate(ines, "money").get_by_label("Lo que se contó").fill("120.50")
    ines.press("Guardar", within=gate(ines, "money"))
    gate(ines, "contact").get_by_label("La persona quiere que se le contacte").check()
    ines.press("Guardar", within=gate(ines, "contact"))
    ines.heading("Todo está listo para salir")
    ines.look("journey: ready")
    ines.press("Anotar que salió")
    ines.heading("En camino a Puebla")
    ines.look("journey: on the way")

    nora.go(f"/viajes/llegadas/{trip.id}/")
    nora.heading("Viene en camino")
    nora.look("journey: coming")
    nora.press("Ya llegó con nosotros")
    nora.reads("El consulado ya lo sabe")
    ines.go(f"/casos/{case.id}/viaje/")
    ines.heading("Llegó a Puebla")
    both(ines, "journey: received")

    with time_machine.travel(timezone.now() + 30 * DAY, tick=True):
        tick(timezone.now())
        later = house.person("ines", locale="es-MX")
        later.go("/pendientes/")
        later.follow("Contactar a una persona que regresó")
        later.heading("A quién contactar hoy")
        later.reads(case.folio)
        both(later, "journey: whom to reach")
        later.follow(case.folio)
        later.reads("Para estos contactos, ahora se le puede contactar")
        later.reads("Anotar el contacto de los 30 días")
        later.look("journey: to note")
        later.tick("Se habló con la persona")
        later.tick(re.compile("^Llamada"))
        later.write("Cómo está", "Está bien; empezó un curso.")
        later.press("Guardar")
        later.reads("Está bien; empezó un curso.")
        later.reads("A los 7 días · Pasó el día y nadie lo intentó")  # it never disappears
        later.look("journey: reached")
