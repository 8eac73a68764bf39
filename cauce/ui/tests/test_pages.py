"""The page of every part, in a real browser: readable by voice, narrow, zoomed, and left in a hurry."""

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("cauce.ui.tests.urls")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def open_page(chromium, live_server):
    opened = []

    def go(path: str, width: int = 1280, **more):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **more)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.blocked = []
        page.on("console", lambda m: page.blocked.append(m.text) if m.type == "error" else None)
        page.goto(live_server.url + path)
        opened.append(context)
        return page

    yield go
    for context in opened:
        context.close()


@pytest.mark.django_db
def test_it_shows_every_part_in_both_languages():
    client = Client()
    assert "Lo siguiente" in client.get("/estilo/").content.decode()
    client.cookies["idioma"] = "en"
    english = client.get("/estilo/").content.decode()
    assert '<html lang="en">' in english
    assert "Lo siguiente" not in english


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 640, 360])
def test_it_has_nothing_that_axe_objects_to_and_never_scrolls_sideways(open_page, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page("/estilo/?errors=1", width, color_scheme=scheme)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.blocked == []


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_it_leaves_at_the_third_escape_and_stays_out_of_the_history(open_page):
    page = open_page("/estilo/")
    before = page.evaluate("history.length")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert "/estilo/" in page.url
    page.keyboard.press("Escape")
    page.wait_for_url("**/salir/")
    assert page.evaluate("history.length") == before


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_it_can_be_left_without_javascript_and_under_the_thumb(open_page):
    page = open_page("/estilo/", 360, java_script_enabled=False)
    link = page.locator("[data-leave]")
    box = link.bounding_box()
    assert box["height"] >= 44 and box["y"] + box["height"] <= 800
    link.click()
    page.wait_for_url("**/salir/")
