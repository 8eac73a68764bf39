"""Somebody moves to Laredo: Houston asks, Laredo receives, and only then does the case change hands."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case

from .casework import open_case

pytestmark = pytest.mark.journey
NOTE = "Llega el lunes con su hija. Habla mixteco. No hay peligro ahora."


@pytest.fixture(scope="module")
def case(house):
    made, now = open_case(house), timezone.now()
    cases.record_consent(actor=house.cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    return made


def test_a_case_goes_along_with_whoever_moves(house, case):
    ines, tomas = house.person("ines"), house.person("tomas")
    ines.go(f"/casos/{case.id}/")
    ines.follow("Que otro consulado lo reciba")
    ines.heading("Que otro consulado lo reciba")
    ines.look("between posts: ask")
    ines.page.get_by_label("A qué consulado").select_option(label="Laredo")
    ines.tick("La persona se muda")
    ines.write("Qué necesita saber quien recibe", NOTE)
    ines.press("Pedir que lo reciba")
    ines.reads("Pregúnteselo antes")  # she was not asked: nothing was sent, and nothing is lost
    ines.look("between posts: not asked her")
    ines.tick("La persona lo sabe y quiere")
    ines.press("Pedir que lo reciba")
    ines.reads("Laredo tiene la solicitud")
    ines.look("between posts: waits")

    assert tomas.fetch(f"/casos/{case.id}/")[0] == 404
    tomas.go("/pendientes/")
    tomas.look("between posts: worklist")
    tomas.follow("Contestar si pueden recibir un caso")
    tomas.heading("Entre consulados")
    tomas.look("between posts: to answer")
    tomas.follow("Contestar a Houston")
    tomas.heading("Houston pide que reciban un caso")
    tomas.reads(NOTE)
    tomas.look("between posts: answer")
    tomas.press("Decir que no")
    tomas.reads("Falta. Complételo para seguir.")
    tomas.press("Recibir el caso")
    tomas.reads("El caso es de ustedes desde ahora.")
    tomas.reads(case.folio)
    tomas.look("between posts: received")

    assert Case.objects.get(id=case.id).post_id == "LAR"
    assert ines.fetch(f"/casos/{case.id}/")[0] == 404
    ines.go("/pendientes/")
    ines.follow("Entre consulados")
    ines.reads(re.compile("Dígale a la persona que ahora la atiende Tomás"))
    ines.look("between posts: tell her")
