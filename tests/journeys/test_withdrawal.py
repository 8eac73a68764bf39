"""A yes taken back ends at once, at the page that the shelter has open; and the pages of what leaves."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Consent
from cauce.sharing.disclosures import actions
from tests.cast import today

from . import casework

pytestmark = pytest.mark.journey


def test_a_yes_taken_back_reaches_the_page_that_the_shelter_has_open(house):
    case = casework.open_case(house)
    sent = casework.send(house, case, house.shelter)
    clara, ines = house.person("clara"), house.person("ines")
    clara.go(f"/solicitudes/{sent.id}/")
    clara.reads("Lo que la persona aceptó compartir")
    row = Consent.objects.get(case=case, purpose="referral")
    ines.go(f"/casos/{case.id}/permisos/{row.id}/")
    ines.press("Retirar", exact=True)
    ines.reads("Lo compartido se destruyó también en el portal de quien lo recibió")
    clara.press("Aceptar", exact=True)
    clara.reads("Esta solicitud fue retirada")
    clara.reads_not("Lo que la persona aceptó compartir")
    clara.go(f"/solicitudes/{sent.id}/")
    clara.reads_not("Lo que la persona aceptó compartir")
    clara.look("partner")
    ines.go(f"/casos/{case.id}/comunicaciones/")
    ines.reads("Hoy ya no ven nada")
    ines.look("with whom it was shared")
    ines.look("log")


def test_the_pages_of_what_leaves_are_readable_by_whoever_decides(house):
    ines, case = house.person("ines"), casework.open_case(house)
    actor = house.cast.ines.actor
    cases.record_consent(
        actor=actor,
        case=case,
        purpose="us_authority",
        given=True,
        at=timezone.now(),
        recipient="us_local_police",
        terms=cases.ConsentTerms(fields=("what_happened", "language")),
    )
    told = actions.propose_exception(
        actor=actor,
        case=case,
        told=actions.ToldWithout(
            exception="child_abuse",
            us_state="TX",
            recipient="us_hhs_otip",
            fields=("age_band",),
            reason="Lo contó con detalle.",
        ),
        at=timezone.now(),
    )
    asked = actions.record_demand(
        actor=actor,
        case=case,
        who="Juzgado (ejemplo)",
        paper="Citatorio 12",
        asked="Todo lo que se sepa.",
        received_on=today(),
        at=timezone.now(),
    )
    here = f"/casos/{case.id}/comunicaciones/"
    for part in (
        "",
        "oficina/",
        "oficina/?a=us_local_police",
        "sin-permiso/",
        "papel/",
        "../contacto/",
    ):
        ines.go(here + part)
        ines.look(f"what leaves {part or 'log'}")
        ines.look((part or "log2").replace("/", "").replace("?", "-"))
    ines.go(here + "hoja/?lengua=es")
    ines.reads_not(case.folio)
    ines.look("hoja")
    mateo, valeria = house.person("mateo"), house.person("valeria")
    mateo.go("/comunicaciones/")
    mateo.look("what waits for a second person")
    mateo.go(f"/comunicaciones/avisos/{told.id}/")
    mateo.look("a second person decides")
    mateo.look("second")
    valeria.go(f"/comunicaciones/papeles/{asked.id}/")
    valeria.look("a legal reviewer reads a demand")
    valeria.look("demand")
    elena = house.person("elena")
    elena.go("/comunicaciones/cifras/")
    elena.look("how many times something left")
    elena.look("count")
