"""Inés looks somebody up by name: each hit says how sure it is, and the surest stands first."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases.actions import save_identity
from tests.casework.conftest import consent, open_case

pytestmark = pytest.mark.django_db
CALLED = ("Guadalupe", "Lupita", "Lupitaa", "Elena")


def test_each_hit_says_how_sure_it_is_and_the_surest_stands_first(client, cast):
    folios = {}
    for called in CALLED:
        case = open_case(cast)
        consent(cast, case, "keeping")
        fields = {"given_names": called, "first_surname": "Prado"}
        save_identity(actor=cast.ines.actor, case=case, seen_version=0, at=timezone.now(), fields=fields)
        folios[case.folio] = called
    client.force_login(cast.ines.user)
    shown = client.post("/casos/", {"name": "Lupita"}).content.decode()
    rows = re.findall(r'<li class="\w+">(.*?)</li>', shown, re.S)
    found = [next(called for folio, called in folios.items() if folio in row) for row in rows]
    assert found == ["Lupita", "Guadalupe", "Lupitaa"] or found == ["Lupita", "Lupitaa", "Guadalupe"]
    said = dict(zip(found, rows, strict=True))
    assert "Coincide todo lo escrito" in said["Lupita"]
    assert "Parecido: por un apodo" in said["Guadalupe"]
    assert "Parecido" in said["Lupitaa"] or "Débil" in said["Lupitaa"]
    client.cookies["idioma"] = "en"
    assert "Everything typed matches" in client.post("/casos/", {"name": "Lupita"}).content.decode()
