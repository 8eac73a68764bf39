"""Inés reads which programmes fit a case and why, from the directory and from the options of the case."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases import actions as cases

from .casework import open_case
from .person import seen

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def case(house):
    made, now = open_case(house), timezone.now()
    ines = house.cast.ines.actor
    cases.record_consent(actor=ines, case=made, purpose="keeping", given=True, at=now)
    cases.record_facts(
        actor=ines,
        case=made,
        at=now,
        facts={"person.age": 17, "person.nationality": "mx", "need.legal": True, "wish.return": False},
    )
    return made


def test_from_the_options_of_a_case_to_the_programmes_that_fit_and_what_to_ask(house, case):
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/opciones/")
    ines.follow("Ver qué programas de los dos gobiernos encajan")
    ines.heading("Programas de los dos gobiernos")
    ines.reads("Corresponden a lo que se sabe")
    ines.reads("la persona lo necesita o lo pidió")
    ines.reads("La edad de la persona: 17 años.")
    ines.page.locator("summary", has_text="Qué ofrece, dónde y con qué reglas").first.click()
    seen(ines, "programmes: of a case")
    ines.go("/directorio/")
    ines.follow("Programas de los dos gobiernos, con sus reglas")
    ines.heading("Programas de los dos gobiernos")
    ines.page.locator("summary", has_text="RENAVI").click()
    ines.reads("Nadie de esa autoridad ha confirmado esta hoja.")
    seen(ines, "programmes: all of them")
