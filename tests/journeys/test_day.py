"""The day of two colleagues: one takes a case in danger, the other is told who has it, and is given it."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case

from .casework import open_case

pytestmark = pytest.mark.journey
SCREENS = ((1280, 800), (360, 740))
MOST_WORDS = 600


def test_what_nobody_has_is_on_the_first_screen_is_taken_once_and_given_on(house):
    case = open_case(house)
    cases.record_act(
        actor=house.cast.ines.actor,
        case=case,
        name="safety_checked",
        facts={"danger.immediate": True},
        happened_at=timezone.now(),
    )
    ines, mateo = house.person("ines"), house.person("mateo")
    mateo.go("/pendientes/")
    for width, height in SCREENS:
        ines.page.set_viewport_size({"width": width, "height": height})
        ines.go("/pendientes/")
        box = ines.page.locator("main ul.worklist li", has_text="Peligro inmediato").first.bounding_box()
        assert box and box["y"] + box["height"] < height, (
            f"the first case stands at {box} of {width} × {height}"
        )
        ines.look(f"day: {width}")
    ines.page.set_viewport_size({"width": 1280, "height": 800})
    assert len(ines.page.locator("body").inner_text().split()) <= MOST_WORDS
    ines.press(re.compile("^Lo tomo"))
    ines.page.wait_for_url(f"**/casos/{case.id}/")

    mateo.press(re.compile("^Lo tomo"))
    mateo.reads("Ya lo tomó Inés Carranza")
    mateo.look("day: somebody was first")

    ines.go("/pendientes/")
    ines.follow("Elegir varios: dar o imprimir")
    ines.page.get_by_role("checkbox", name=case.folio).check()
    ines.press("Dar los marcados")
    ines.reads("Falta.")
    assert ines.page.get_by_role("checkbox", name=case.folio).is_checked()
    ines.page.get_by_label("Dar a").select_option(label="Mateo Villegas")
    ines.look("day: choose")
    ines.press("Dar los marcados")
    ines.reads("Ahora lo atiende Mateo Villegas.")
    assert Case.objects.get(id=case.id).officer == house.cast.mateo.user
    mateo.go("/pendientes/")
    mateo.reads(case.folio)
    mateo.follow("Del consulado")
    mateo.follow("Filtrar")
    mateo.page.get_by_label("Solo los casos").select_option(label="Con peligro")
    mateo.press("Aplicar")
    mateo.press("Guardar este filtro")
    mateo.reads("Se guardó el filtro.")
    mateo.look("day: filters")
