"""The menu on a desk and as a drawer on a phone; and of a case, on a phone, the heading before all else."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cauce.cases.actions import record_act
from cauce.desk.cases.frame.parts import groups
from cauce.ui.addresses import address_of

from .casework import open_case

pytestmark = pytest.mark.journey
PHONE = {"width": 360, "height": 740}
ROLES = ("lucia", "ines", "mateo", "aurora", "sofia")
TOP = "e => e.getBoundingClientRect().top"
# What a page of a case shows first under its heading: not the frame that all of them have.
FIRST = """() => {
  const main = document.querySelector("main"), h1 = main.querySelector("h1");
  const after = [...main.querySelectorAll("p, li, form, table, h2, fieldset, details")].filter(
    e => h1.compareDocumentPosition(e) & 4 && e.offsetParent !== null);
  return after.length ? after[0].getBoundingClientRect().top : -1;
}"""


@pytest.mark.parametrize("who", ROLES)
def test_a_phone_shows_the_menu_when_it_is_asked_for_and_never_covers_the_way_out(house, who):
    person = house.person(who, viewport=PHONE)
    person.go("/avisos/")
    groups_, button = person.page.locator("#menu > .groups"), person.page.locator("#menu > details > summary")
    expect(groups_).to_be_hidden()
    box = button.bounding_box()
    assert box["height"] >= 44 and box["y"] + box["height"] <= PHONE["height"]
    out = person.page.locator("[data-leave]").bounding_box()
    assert out["x"] >= box["x"] + box["width"] and out["width"] >= 150
    button.click()
    expect(groups_).to_be_visible()
    list_ = groups_.bounding_box()
    assert list_["y"] >= 0 and list_["y"] + list_["height"] <= out["y"]
    person.page.keyboard.press("Escape")
    expect(groups_).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    person.look(f"menu of {who} on a phone")


def test_without_scripts_the_drawer_opens_a_group_and_a_page(house):
    lucia = house.stranger(viewport=PHONE, java_script_enabled=False)
    lucia.username = "lucia"
    lucia.sit_down()
    lucia.go("/mostrador/")
    lucia.page.locator("#menu > details > summary").click()
    lucia.page.locator("#menu summary", has_text="Capacitación").click()
    lucia.follow("Lecciones", exact=True)
    lucia.heading("Lecciones")


def test_a_desk_reaches_every_group_by_keyboard_and_has_the_present_one_open(house):
    ines = house.person("ines")
    ines.go("/directorio/")
    assert not ines.page.locator("#menu > details").is_visible()
    present = ines.page.locator("#menu details[open]")
    assert present.count() == 1 and "Canalización" in present.locator("summary").inner_text()
    papers = ines.page.locator("#menu summary", has_text="Formatos y oficios")
    ines.tab_to(papers)
    ines.page.keyboard.press("Enter")
    ines.tab_to(ines.page.get_by_role("link", name="Captura de papel"))
    ines.look("menu on a desk")


def test_on_a_phone_every_page_of_a_case_begins_with_its_heading_and_shows_what_it_is_for(house):
    case = open_case(house)
    record_act(
        actor=house.cast.ines.actor,
        case=case,
        name="safety_checked",
        happened_at=timezone.now(),
        facts={"danger.immediate": True},
    )
    ines = house.person("ines", viewport=PHONE)
    late = []
    for part in (part for _, pages in groups() for part in pages):
        ines.go(address_of(part.route, case.id))
        heading, first = ines.page.locator("h1").evaluate(TOP), ines.page.evaluate(FIRST)
        if not (heading < 300 and 0 < first < PHONE["height"]):
            late.append((part.route, round(heading), round(first)))
    assert late == []


def test_on_a_phone_the_parts_of_a_case_and_what_was_agreed_open_from_one_line_each(house):
    case = open_case(house)
    ines = house.person("ines", viewport=PHONE)
    ines.go(f"/casos/{case.id}/seguridad/")
    line = ines.page.locator("nav.parts > details > summary")
    expect(line).to_contain_text("La persona · Seguridad")
    line.click()
    ines.look("parts of a case on a phone")
    ines.follow("Consentimiento", exact=True)
    expect(line).to_contain_text("Consentimiento")
    agreed = ines.page.locator(".ribbon li").first
    expect(agreed).to_be_hidden()
    ines.page.locator(".ribbon summary").click()
    expect(agreed).to_be_visible()
    ines.page.keyboard.press("Escape")
    expect(agreed).to_be_hidden()
