"""Inés goes to a case by its folio from whatever page she is on, and to the help: by key, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cauce.cases.models import Case
from scripts.helpsite import __main__ as helpsite

from .casework import open_case
from .person import PHONE, seen

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def case(house) -> Case:
    made = open_case(house)
    Case.objects.filter(id=made.id).update(status="closed")
    return made


def test_two_keys_lead_to_the_box_one_alone_does_not_and_the_folio_to_its_closed_case(house, case):
    ines = house.person("ines")
    page = ines.page
    ines.go("/pendientes/")
    box = page.get_by_label("Buscar en Cauce")
    page.keyboard.press("/")
    expect(box).not_to_be_focused()
    page.keyboard.press("Control+/")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")  # in a field it is a letter like any other
    box.fill(case.folio)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{house.server.url}/casos/{case.id}/")
    page.get_by_label("Buscar en Cauce").fill("HOU-1999-00001")
    page.get_by_role("button", name="Ir", exact=True).click()
    ines.heading("Buscar")
    ines.reads("Con eso no se abre nada.")
    assert "1999" not in page.url and "1999" not in page.title()
    seen(ines, "find: nothing opens")


def test_on_a_phone_without_scripts_a_link_leads_to_the_same_box(house, case):
    ines = house.person("ines", viewport={"width": PHONE, "height": 740}, java_script_enabled=False)
    page = ines.page
    ines.go("/pendientes/")
    expect(page.get_by_label("Buscar en Cauce")).to_be_hidden()
    page.get_by_role("link", name="Buscar", exact=True).click()
    page.get_by_label("¿A dónde quiere ir?").fill(case.folio.lower())
    page.get_by_role("main").get_by_role("button", name="Ir", exact=True).click()
    expect(page).to_have_url(f"{house.server.url}/casos/{case.id}/")


def test_the_help_opens_at_its_part_and_finds_what_is_asked_in_ones_own_words(house, settings, tmp_path):
    site = tmp_path / "help"
    helpsite.lay_out(tmp_path / "pages", "es", generated=False)
    assert helpsite.sphinx("es", tmp_path / "pages", site / "es").wait() == 0
    helpsite.dress(site / "es")
    (site / "made-of").write_text("these")
    settings.HELP_ROOTS = (site,)
    ines = house.person("ines", viewport={"width": PHONE, "height": 740})
    page = ines.page
    ines.go("/pendientes/")
    page.get_by_role("link", name="Ayuda", exact=True).click()
    expect(page).to_have_url(f"{house.server.url}/ayuda/es/guides/protection.html#day")
    assert page.title() == "Ayuda · Cauce"
    ines.look("help: a guide")
    for asked, found in (
        ("¿cómo entrego un caso?", "Entregar un caso (relevo)"),
        ("traspasar un caso a otra persona", "El expediente y los colegas"),
        ("como restauro un respaldo", "Respaldar y restaurar"),
    ):
        page.get_by_label("Qué quiere hacer").fill(asked)
        page.keyboard.press("Enter")
        expect(page.locator("#found a").first).to_have_text(found)
    assert "respaldo" not in page.url and page.evaluate("localStorage.length") == 0
    page.get_by_role("link", name="Restaurar un respaldo").first.click()
    ines.heading("Respaldar y restaurar")
    page.get_by_label("Qué quiere hacer").fill("zzzz")
    page.keyboard.press("Enter")
    ines.reads("No se encontró nada con esas palabras.")
