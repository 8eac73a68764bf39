"""A page that was left open: it leaves the screen when its session would, and keeps what was typed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import expect

from cauce.cases import actions as cases
from cauce.rules.signin import IDLE_STAFF
from cauce.staff.accounts.models import SignIn

from .casework import open_case
from .person import PHONE, Person

pytestmark = [pytest.mark.journey, pytest.mark.steps]
TOLD = "Pidió que la llamen después de las seis."
MINUTE = 60
A_WHILE = int(IDLE_STAFF.total_seconds()) + 2 * MINUTE


@pytest.fixture(scope="module")
def case(house):
    made, ines, now = open_case(house), house.cast.ines.actor, timezone.now()
    for purpose in ("keeping", "screening"):
        cases.record_consent(actor=ines, case=made, purpose=purpose, given=True, at=now)
    cases.save_section(actor=ines, case=made, kind="narrative", content=TOLD, seen=0)
    return made


def seated(house, **context) -> Person:
    """Inés at a browser of her own, whose clock is in our hands."""
    ines = house.stranger(**context)
    ines.username = "ines"
    ines.context.clock.install()
    ines.sit_down()
    return ines


def told(who: Person):
    return who.page.get_by_label("Lo que contó").first


def waits(who: Person, seconds: int) -> None:
    """Time passes for the browser and, since whoever works there was last seen, for the server."""
    ago = F("seen_at") - dt.timedelta(seconds=seconds)
    SignIn.objects.filter(ended_at=None).update(seen_at=ago)
    who.context.clock.fast_forward(seconds * 1000)


def test_a_page_that_nobody_touches_leaves_the_screen_with_its_session(house, case):
    ines = seated(house)
    ines.go(f"/casos/{case.id}/entrevista/relato/")
    waits(ines, A_WHILE - 3 * MINUTE)
    assert told(ines).input_value() == TOLD
    waits(ines, 4 * MINUTE)
    expect(ines.page).to_have_url(f"{house.server.url}/entrar/?pausa")
    ines.reads("Su sesión se cerró, por falta de uso")
    assert TOLD not in ines.page.content()


def test_a_page_that_is_read_stays_and_its_session_with_it(house, case):
    ines = seated(house)
    ines.go(f"/casos/{case.id}/entrevista/relato/")
    for _ in range(4):
        waits(ines, 6 * MINUTE)
        with ines.page.expect_response("**/sigue/") as answer:
            ines.page.keyboard.press("PageDown")
        assert answer.value.status == 204
    assert told(ines).input_value() == TOLD


def test_the_end_of_the_session_elsewhere_takes_the_page_from_the_screen(house, case):
    ines = seated(house)
    ines.go(f"/casos/{case.id}/entrevista/relato/")
    other = ines.context.new_page()
    other.goto("/salir/")
    waits(ines, 6 * MINUTE)
    ines.page.keyboard.press("PageDown")
    expect(ines.page).to_have_url(f"{house.server.url}/entrar/?pausa")


@pytest.mark.parametrize("width", [1280, PHONE])
def test_what_was_typed_is_covered_and_opens_to_nobody_but_who_wrote_it(house, case, width):
    ines = seated(house, viewport={"width": width, "height": 720})
    ines.go(f"/casos/{case.id}/entrevista/relato/")
    more = f"{TOLD} Y que no escriban: {width}."
    told(ines).fill(more)
    waits(ines, A_WHILE)
    ines.reads("Esta página descansa")
    expect(told(ines)).to_be_hidden()
    assert TOLD not in ines.page.inner_text("body")
    ines.look("a page at rest")
    ines.page.keyboard.press("Tab")
    other = ines.context.new_page()
    ines.press("Seguir aquí")
    ines.reads("Todavía no ha entrado")
    for username, answer in (("lucia", "Entró otra persona"), ("ines", None)):
        ines.page, kept = other, ines.page
        ines.username = username
        ines.enter()
        ines.page = kept
        ines.press("Seguir aquí")
        if answer:
            ines.reads(answer)
            ines.look("a page of somebody else")
            other.goto("/salir/")
    expect(told(ines)).to_be_visible()
    ines.press("Guardar", exact=True)
    ines.reads_not("La página estuvo abierta mucho tiempo")
    ines.go(f"/casos/{case.id}/entrevista/relato/")
    assert told(ines).input_value() == more


def test_a_form_that_came_back_to_be_corrected_is_covered_too(house, case):
    ines = seated(house)
    ines.go("/casos/nuevo/")
    ines.press("Abrir y preguntar por su seguridad")
    ines.reads("Falta corregir algo")
    waits(ines, A_WHILE)
    ines.reads("Esta página descansa")


def test_a_server_that_is_busy_takes_no_page_away(house, case):
    ines = seated(house)
    ines.go(f"/casos/{case.id}/entrevista/relato/")
    ines.page.route("**/sigue/", lambda route: route.fulfill(status=503))
    waits(ines, 6 * MINUTE)
    with ines.page.expect_response("**/sigue/"):
        ines.page.keyboard.press("PageDown")
    waits(ines, MINUTE)
    expect(told(ines)).to_be_visible()
    ines.complaints.clear()  # the browser says 503 in the console
