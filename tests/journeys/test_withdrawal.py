"""A yes taken back ends at once, at the page that the shelter has open; and the pages of what leaves."""

from __future__ import annotations

import os

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Consent
from cauce.disclosures import actions

from . import casework

pytestmark = pytest.mark.journey


def picture(who, name: str) -> None:
    """Kept only where somebody asks for pictures to look at."""
    if folder := os.environ.get("CAUCE_LOOK_AT"):
        size = who.page.viewport_size
        for width in (1280, 390):
            who.page.set_viewport_size({"width": width, "height": 900})
            who.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
        who.page.set_viewport_size(size)


def test_a_yes_taken_back_reaches_the_page_that_the_shelter_has_open(house):
    case = casework.open_case(house)
    sent = casework.send(house, case, house.shelter)
    clara, ines = house.person("clara"), house.person("ines")
    clara.go(f"/solicitudes/{sent.id}/")
    clara.reads("Lo que la persona aceptó compartir")
    row = Consent.objects.get(case=case, purpose="referral")
    ines.go(f"/mesa/caso/{case.id}/permisos/{row.id}/")
    ines.press("Retirar", exact=True)
    ines.reads("Lo compartido se destruyó también para quien lo recibió.")
    clara.press("Aceptar", exact=True)
    clara.reads("Esta solicitud fue retirada")
    clara.reads_not("Lo que la persona aceptó compartir")
    clara.go(f"/solicitudes/{sent.id}/")
    clara.reads_not("Lo que la persona aceptó compartir")
    picture(clara, "partner")
    ines.go(f"/salidas/caso/{case.id}/")
    ines.reads("Hoy ya no ven nada")
    ines.look("with whom it was shared")
    picture(ines, "log")


def test_the_pages_of_what_leaves_are_readable_by_whoever_decides(house):
    ines, case = house.person("ines"), casework.open_case(house)
    actor = house.cast.ines.actor
    cases.record_consent(
        actor=actor, case=case, purpose="us_authority", given=True, at=timezone.now(),
        recipient="us_local_police", fields=("what_happened", "language"),
    )  # fmt: skip
    told = actions.propose_exception(
        actor=actor, case=case, exception="child_abuse", us_state="TX", recipient="us_hhs_otip",
        fields=("age_band",), reason="Lo contó con detalle.", at=timezone.now(),
    )  # fmt: skip
    asked = actions.record_demand(
        actor=actor, case=case, who="Juzgado (ejemplo)", paper="Citatorio 12",
        asked="Todo lo que se sepa.", received_on=timezone.now().date(), at=timezone.now(),
    )  # fmt: skip
    here = f"/salidas/caso/{case.id}/"
    for part in (
        "",
        "oficina/",
        "oficina/?a=us_local_police",
        "sin-permiso/",
        "papel/",
        "contacto/",
    ):
        ines.go(here + part)
        ines.look(f"what leaves {part or 'log'}")
        picture(ines, (part or "log2").replace("/", "").replace("?", "-"))
    ines.go(here + "hoja/?lengua=es")
    ines.reads_not(case.folio)
    picture(ines, "hoja")
    mateo, valeria = house.person("mateo"), house.person("valeria")
    mateo.go("/salidas/")
    mateo.look("what waits for a second person")
    mateo.go(f"/salidas/aviso/{told.id}/")
    mateo.look("a second person decides")
    picture(mateo, "second")
    valeria.go(f"/salidas/papel/{asked.id}/")
    valeria.look("a legal reviewer reads a demand")
    picture(valeria, "demand")
    elena = house.person("elena")
    elena.go("/salidas/cuenta/")
    elena.look("how many times something left")
    picture(elena, "count")
