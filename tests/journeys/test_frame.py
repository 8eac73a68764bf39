"""The frame of every page: coming in, going out in a hurry, languages, and what stays behind."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from . import at_window, checks

pytestmark = pytest.mark.journey
FIRST_PAGES = {
    "lucia": "/mostrador/",
    "clara": "/solicitudes/",
}


@pytest.mark.parametrize(("username", "first"), FIRST_PAGES.items())
def test_it_begins_where_the_work_of_each_role_is(house, username, first):
    person = house.person(username)
    person.go("/")
    expect(person.page).to_have_url(f"{house.server}{first}")
    person.look("first page")


def test_it_answers_a_wrong_password_with_one_sentence_that_tells_nothing(house):
    said = []
    for username in ("ines", "nadie"):
        somebody = house.stranger()
        somebody.go("/entrar/")
        somebody.look("sign in")
        somebody.write("Usuario", username)
        somebody.write("Contraseña", "no es esta de ninguna manera")
        somebody.write("Código", "AAAAA-AAAAA")
        somebody.press("Entrar")
        somebody.reads("no coinciden")
        somebody.look("sign in with an error")
        said.append(somebody.page.locator("main").inner_text().replace(username, ""))
    assert said[0] == said[1]


def test_it_sends_whoever_has_not_signed_in_to_the_door(house):
    somebody = house.stranger()
    for path in ("/", "/mostrador/", "/pendientes/", "/solicitudes/", "/red/", "/bitacora/"):
        somebody.go(path)
        expect(somebody.page).to_have_url(re.compile("/entrar/"))


def test_it_shows_nothing_when_going_back_after_signing_out(house):
    lucia = house.stranger()
    lucia.username = "lucia"
    lucia.sit_down()
    at_window.notice(lucia)
    at_window.pass_turn(lucia, "G2")
    lucia.leave()
    for _ in range(3):
        lucia.page.go_back()
        lucia.reads_not("G2")
        lucia.reads_not(at_window.CUES[0])


@pytest.mark.parametrize("way", ["the link", "three times Esc", "without JavaScript"])
def test_it_leaves_the_page_at_once_and_ends_the_session(house, way):
    lucia = house.stranger(java_script_enabled=way != "without JavaScript")
    lucia.username = "lucia"
    lucia.sit_down()
    lucia.go("/mostrador/")
    if way == "three times Esc":
        for _ in range(3):
            lucia.page.keyboard.press("Escape")
    else:
        lucia.follow("Salir y cerrar sesión")
    expect(lucia.page).to_have_url(f"{house.server}/salir/")
    expect(lucia.page).to_have_title("Trámites consulares")
    lucia.look("left")
    lucia.page.go_back()
    lucia.reads_not("Marque")
    lucia.go("/mostrador/")
    expect(lucia.page).to_have_url(re.compile("/entrar/"))


def test_it_shows_the_same_page_for_what_is_not_there_and_what_is_not_hers(house):
    lucia = house.person("lucia")
    seen = []
    for path in ("/pendientes/", "/solicitudes/", "/red/", "/no-existe/"):
        answer = lucia.go(path)
        assert answer.status == 404, path
        seen.append(answer.text())
    assert len(set(seen)) == 1
    lucia.look("nothing here")


@pytest.mark.parametrize(("username", "first"), FIRST_PAGES.items())
def test_it_speaks_english_wholly_after_one_touch_and_spanish_again(house, username, first):
    person = house.stranger()
    person.username = username
    person.sit_down()
    person.go("/")
    person.press("English")
    expect(person.page).to_have_url(f"{house.server}{first}")
    assert person.page.locator("html").get_attribute("lang") == "en"
    assert checks.english(person.page) == []
    person.look("in English")
    person.press("Español")
    assert person.page.locator("html").get_attribute("lang") == "es-MX"
