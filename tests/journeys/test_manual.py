"""Somebody reads the manual: finds an action by a word, sees what it rests on, and goes on from there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .checks import neutral_title, never_sideways, nothing_for_axe

pytestmark = [pytest.mark.journey]


def test_ines_finds_an_action_by_a_word_and_reads_what_it_rests_on(house):
    ines = house.person("ines")
    ines.go("/")
    ines.follow("Manual", exact=True)
    ines.write("Buscar en el manual", "interes superior")
    ines.press("Buscar")
    ines.follow("P2-07")
    page = ines.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("P2-07")
    expect(page.get_by_text("Propuesta: no es texto oficial").first).to_be_visible()
    neutral_title(page)
    ines.follow("Read this page in English")
    expect(page.locator(".manual")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    "where", ["", "partes/phase-2/", "partes/sources/", "acciones/P2-07/", "herramientas/T14/"]
)
def test_each_kind_of_page_fits_a_telephone_and_has_nothing_for_axe(house, where):
    ines = house.person("ines")
    ines.go(f"/protocolo/{where}")
    nothing_for_axe(ines.page)
    never_sideways(ines.page)
