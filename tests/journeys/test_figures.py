"""Figures for everybody: an analyst prepares, headquarters signs, and a stranger downloads them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from cauce.measurement.indicators import figures as source
from cauce.measurement.publishing import announced
from cauce.measurement.tests.fake_figures import People
from tests.cast import today

from .person import PHONE

pytestmark = pytest.mark.journey
TABLES = ("attended-by-region", "attended-by-channel", "attended-by-aid", "assisted-by-sex")


@pytest.fixture
def people(monkeypatch, house):
    """Nine hundred invented people of last year, in a few of the announced tables."""
    invented = People()
    invented.add(900, year=today().year - 1)
    monkeypatch.setattr(source, "figures", invented.figures)
    rows = [announced.table(id) for id in TABLES]
    monkeypatch.setattr(announced, "tables_of", lambda kind: [one for one in rows if kind in one.releases])
    return invented


def test_two_people_publish_and_a_stranger_downloads(house, people):
    year = str(today().year - 1)
    raul = house.person("raul")
    raul.go("/")
    raul.heading("Preparar cifras que no identifiquen a nadie")
    raul.look("figures list")
    raul.page.get_by_label("Qué publicación").select_option(f"yearbook:{year}")
    raul.press("Preparar", exact=True)
    raul.heading(f"Anuario {year}: Borrador")
    raul.reads("Ninguna pudo averiguarse.")
    raul.look("figures draft")
    raul.page.set_viewport_size({"width": PHONE, "height": 740})
    raul.look("figures draft")
    raul.page.set_viewport_size({"width": 1280, "height": 800})
    raul.press("Proponer")
    raul.reads("Falta que oficinas centrales la lea y la firme.")

    sofia = house.person("sofia")
    sofia.go("/cifras/")
    sofia.follow(re.compile(f"Anuario {year}"))
    sofia.heading("Espera a oficinas centrales")
    sofia.look("figures to sign")
    sofia.press("Firmar y publicar")
    sofia.heading(f"Anuario {year}: Publicada")

    for size in (PHONE, 1280):
        reader = house.stranger(viewport={"width": size, "height": 740})
        reader.go("/datos/")
        reader.heading("Datos abiertos")
        reader.unfold("Comprobar que un archivo está completo")
        reader.look("open data")
        assert reader.context.cookies() == []
    with reader.page.expect_download() as begun:
        reader.follow("CSV: todas las cifras")
    body = Path(begun.value.path()).read_bytes()
    assert begun.value.suggested_filename == f"anuario-{year}.csv"
    reader.reads(hashlib.sha256(body).hexdigest())
    reader.follow("English")
    reader.heading("Open data")
    reader.look("open data in English")
