"""Inés copies a case to another register and writes its folio down; then the person is moved overnight."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.access_registers import numbers_of
from cauce.cases.detention import held_of

from .casework import open_case
from .person import seen

pytestmark = pytest.mark.journey
HARRIS = "48201"


@pytest.fixture(scope="module")
def case(house):
    made, now, ines = open_case(house), timezone.now(), house.cast.ines.actor
    cases.record_consent(actor=ines, case=made, purpose="keeping", given=True, at=now)
    cases.save_identity(
        actor=ines,
        case=made,
        seen_version=0,
        at=now,
        fields={"given_names": "Guadalupe", "first_surname": "Xicale"},
    )
    cases.record_detention(
        actor=ines,
        case=made,
        seen=0,
        detention=cases.Detention(
            centre="Centro Montaña (ejemplo)",
            county=HARRIS,
            hearing_at=now + dt.timedelta(days=20),
            removal_on=(now + dt.timedelta(days=30)).date(),
        ),
        at=now,
    )
    return made


def test_a_case_is_copied_out_and_its_folio_in_and_a_move_goes_to_the_other_post(house, case):
    ines = house.person("ines")
    ines.go("/folios/")
    ines.heading("Registrar los folios que faltan")
    seen(ines, "folios: who waits")
    ines.follow(case.folio)
    ines.heading("Copiar el caso y escribir su folio")
    # Who somebody is goes to the ministry's register only with a yes of its own.
    ines.reads("no se prepara para este registro sin su permiso")
    cases.record_consent(
        actor=house.cast.ines.actor,
        case=case,
        purpose="ministry_register",
        given=True,
        at=timezone.now(),
    )
    ines.go(ines.page.url)
    ines.press("Abrir quién es para copiarlo")
    ines.page.get_by_role("button", name=re.compile("^Copiar.*Nombres$")).wait_for()
    seen(ines, "folios: the copy-sheet, opened")
    ines.page.get_by_label("Folio del SIPC").fill("EJEMPLO-1")
    ines.press("Guardar el folio")
    ines.reads("EJEMPLO-1")
    assert numbers_of(case) == {"sipc": "EJEMPLO-1"}
    ines.go(f"/casos/{case.id}/lugar/")
    ines.reads("presuma que toda llamada")
    seen(ines, "custody: where the person is")
    ines.page.get_by_label("Centro de detención").fill("Centro Llano (ejemplo)")
    ines.page.get_by_label("Condado del centro").fill("Webb")
    ines.press("Anotar", exact=True)
    ines.reads("Ese centro corresponde a otro consulado")
    seen(ines, "custody: asked of the other post")
    assert held_of(case, timezone.now()).goes_to("HOU") == "LAR"
    sofia = house.person("sofia")
    sofia.go("/folios/orden/?r=sipc")
    sofia.heading("Fijar el orden de la hoja para copiar")
    seen(sofia, "folios: the order of the sheet")
