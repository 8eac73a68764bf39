"""A post gets ready: its head says since when, writes an agreement, and sees it warn; by keyboard and
phone.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import today

from .person import PHONE

pytestmark = pytest.mark.journey


def test_the_head_says_since_when_and_sees_what_is_missing(house):
    aurora = house.person("aurora", viewport={"width": PHONE, "height": 740})
    aurora.go("/preparacion/")
    aurora.heading("Tener listo el consulado antes de que alguien llegue")
    aurora.look("readiness before")
    aurora.follow("Decir la fecha")
    aurora.look("adopting")
    aurora.press("Guardar")
    aurora.reads("Quedó anotado")
    aurora.follow("Volver a la lista")
    aurora.reads("0 de 9 tareas listas")
    aurora.unfold("Por qué: Preparar y actualizar la ficha de contexto local")
    aurora.look("readiness after")


def test_an_agreement_that_ends_soon_is_written_and_warns(house):
    aurora = house.person("aurora")
    aurora.go("/preparacion/acuerdos/")
    aurora.look("agreements")
    aurora.write("Con quién", "Oficina laboral (ejemplo)")
    aurora.write("Enlace de esa parte, por su función", "Guardia de quejas")
    aurora.press("Guardar")
    aurora.reads("Falta. Complételo para seguir.")
    assert aurora.page.get_by_label("Con quién").input_value() == "Oficina laboral (ejemplo)"
    aurora.write("Enlace aquí, por su función", "Consulado de protección")
    ends = today() + dt.timedelta(days=60)
    for part, value in (("day", ends.day), ("year", ends.year)):
        aurora.page.locator(f"#id_expires_on_{part}").fill(str(value))
    aurora.page.locator("#id_expires_on_month").select_option(str(ends.month))
    aurora.press("Guardar")
    aurora.go("/preparacion/lista/")
    aurora.reads("Acuerdos que vencen")
    aurora.follow("Oficina laboral (ejemplo)")
    aurora.look("one agreement")


def test_each_step_and_ones_own_page_owe_what_every_page_owes(house):
    mateo, lucia = house.person("mateo"), house.person("lucia")
    for step in (
        "contexto",
        "directorio",
        "enlace",
        "capacitacion",
        "espacio",
        "jornadas",
        "aviso",
    ):
        mateo.go(f"/preparacion/{step}/")
        mateo.look(step)
    lucia.go("/preparacion/")
    lucia.heading("Ver mi capacitación y darme un momento")
    lucia.look("own")
    lucia.go("/preparacion/condados/?state=CT")
    lucia.reads("sin verificar")
    lucia.look("counties")
    sofia = house.person("sofia")
    sofia.go("/preparacion/")
    sofia.reads("Todos, por nombre")
    sofia.look("network readiness")
