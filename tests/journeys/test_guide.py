"""The public guide at a browser: small, without a trace, and left in one movement."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from . import checks
from .person import PHONE

pytestmark = pytest.mark.journey
SMALL = {"viewport": {"width": PHONE, "height": 740}}
PAGES = ("/guia/", "/guia/telefonos/", "/guia/derechos/", "/guia/en/consulado/", "/guia/sala/")


def test_it_weighs_less_than_fifty_kilobytes_with_everything_it_fetches(house):
    reader = house.stranger(**SMALL)
    weight: list[int] = []
    reader.page.on("response", lambda response: weight.append(len(response.body())))
    reader.go("/guia/")
    reader.page.wait_for_load_state("networkidle")
    assert len(weight) >= 5, "the page, its style and its scripts"
    assert sum(weight) < 50_000, weight
    assert reader.elsewhere == []


@pytest.mark.parametrize("path", PAGES)
def test_it_can_be_read_by_voice_and_on_a_narrow_phone(house, path):
    reader = house.stranger(**SMALL)
    reader.go(path)
    for one in reader.page.locator("details").all()[:3]:
        one.locator("summary").click()
    checks.nothing_for_axe(reader.page)
    checks.never_sideways(reader.page)
    checks.neutral_title(reader.page)


@pytest.mark.parametrize("way", ["the link", "three times Esc", "without JavaScript"])
def test_it_is_left_in_one_movement_and_back_shows_nothing_of_it(house, way):
    scripted = way != "without JavaScript"
    reader = house.stranger(java_script_enabled=scripted, **SMALL)
    reader.go("/salud/viva/")
    reader.go("/guia/")
    if scripted:
        # However many pages were read, the history holds one: the one that leaving replaces.
        reader.page.get_by_role("link", name="A quién llamar").click()
        expect(reader.page.locator("h1")).to_have_text("A quién llamar")
        reader.page.get_by_role("link", name="Volver al principio").click()
        expect(reader.page).to_have_url(f"{house.server}/guia/")
    expect(reader.page.locator("footer")).to_contain_text("historial de su navegador")
    keys = reader.page.get_by_text("o Esc tres veces")
    expect(keys).to_have_count(1)
    promised = keys.and_(reader.page.locator(":not([hidden])"))
    expect(promised, "promised only where it works").to_have_count(int(scripted))
    if way == "three times Esc":
        for _ in range(3):
            reader.page.keyboard.press("Escape")
    else:
        reader.page.get_by_role("link", name="Salir de esta página").click()
    expect(reader.page).to_have_url(f"{house.server}/salir/")
    expect(reader.page).to_have_title("Trámites consulares")
    if scripted:
        reader.page.go_back()
        expect(reader.page).to_have_url(f"{house.server}/salud/viva/")


def test_it_puts_nothing_on_the_telephone_and_sends_nothing_that_was_opened(house):
    reader = house.stranger(**SMALL)
    reader.go("/guia/")
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    for one in reader.page.locator("details summary").all():
        one.click()
    assert asked == []
    assert reader.context.cookies() == []
    assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("path", ["/guia/", "/guia/telefonos/"])
def test_nothing_is_under_the_way_out_once_read_to_the_end(house, path):
    reader = house.stranger(viewport={"width": 1280, "height": 800})
    reader.go(path)
    reader.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    bar = reader.page.locator(".leave-bar").bounding_box()
    last = reader.page.locator("footer").locator("p").last.bounding_box()
    assert last["y"] + last["height"] <= bar["y"]


def test_the_screen_of_the_waiting_room_finishes_with_one_touch(house):
    waiting = house.stranger()
    waiting.go("/guia/sala/en/derechos/")
    waiting.page.get_by_role("link", name="I am done").click()
    expect(waiting.page).to_have_url(f"{house.server}/guia/sala/")
    expect(waiting.page.locator("details[open]")).to_have_count(0)


def test_the_screen_of_the_waiting_room_forgets_whoever_walked_away(house):
    waiting = house.stranger()
    waiting.page.clock.install()
    waiting.go("/guia/sala/telefonos/")
    waiting.page.locator("details summary").first.click()
    waiting.page.clock.run_for(60_000)
    expect(waiting.page).to_have_url(f"{house.server}/guia/sala/telefonos/")
    waiting.page.mouse.click(5, 5)  # somebody is still there: the time begins again
    waiting.page.clock.run_for(60_000)
    expect(waiting.page).to_have_url(f"{house.server}/guia/sala/telefonos/")
    waiting.page.clock.run_for(40_000)
    expect(waiting.page).to_have_url(f"{house.server}/guia/sala/")
