"""The counter of Houston: thirty seconds, one hand, and afterwards nothing to see."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cauce.intake.screenings.actions import acknowledge
from cauce.intake.screenings.models import Encounter

from . import at_window
from .person import PHONE

pytestmark = pytest.mark.journey
PHONE_IN_HAND = {"width": PHONE, "height": 640}


def test_it_passes_a_turn_from_a_phone_with_one_thumb(house):
    lucia = house.person("lucia", viewport=PHONE_IN_HAND, has_touch=True)
    lucia.go("/mostrador/")
    for box in lucia.page.locator("main .choices label, main button").all():
        size = box.bounding_box()
        if size is not None:  # None: folded away
            assert size["height"] >= 44, box.inner_text()
    for cue in at_window.CUES:
        lucia.page.get_by_text(cue).tap()
    lucia.page.get_by_role("button", name="Continuar").tap()
    at_window.pass_turn(lucia, "P12")


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}, PHONE_IN_HAND], ids=["desk", "phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_continue_is_in_sight_however_far_one_has_read_and_three_presses_pass_a_turn(
    house, viewport, scripts
):
    lucia = house.person("lucia", viewport=viewport, java_script_enabled=scripts)
    lucia.go("/mostrador/")
    going_on = lucia.page.get_by_role("button", name="Continuar")
    telling = lucia.page.get_by_role("button", name="Avisar a protección")
    away = lucia.page.locator(".leave")
    expect(telling).to_be_in_viewport(ratio=1)
    expect(going_on).to_be_hidden()
    for cue in at_window.CUES:
        lucia.page.get_by_label(cue).check()
        expect(going_on).to_be_in_viewport(ratio=1)
        expect(telling).to_be_hidden()
        box, leave = going_on.bounding_box(), away.bounding_box()
        assert box["y"] + box["height"] <= leave["y"], "nothing lies over it"
    going_on.click()
    lucia.heading("Diga esto, con naturalidad")
    expect(lucia.page.get_by_label("Número de turno")).to_be_focused()
    lucia.page.keyboard.type("S4")
    lucia.page.keyboard.press("Enter")
    lucia.heading("Turno S4")


def test_it_asks_nobody_for_a_name(house):
    lucia = house.person("lucia")
    lucia.go("/mostrador/")
    assert lucia.page.locator("main input:not([type=checkbox]):not([type=hidden])").count() == 0
    lucia.reads_not("Nombre")


def test_it_goes_on_with_the_service_when_one_cue_alone_was_ticked(house):
    lucia = house.person("lucia")
    lucia.go("/mostrador/")
    lucia.tick(at_window.CUES[0])
    lucia.press("Continuar")
    lucia.reads("Siga con el trámite")
    assert lucia.page.locator("input:checked").count() == 0


def test_it_keeps_nothing_of_whoever_preferred_not_to(house):
    lucia = house.person("lucia")
    before = Encounter.objects.count()
    at_window.notice(lucia)
    lucia.press("La persona prefirió que no")
    lucia.reads("Está bien")
    lucia.page.go_back()
    lucia.reads_not(at_window.CUES[0] + " ✓")
    assert lucia.page.locator("input:checked").count() == 0
    assert Encounter.objects.count() == before


def test_it_clears_the_counter_by_itself_when_protection_answers(house):
    lucia = house.stranger()
    lucia.username = "lucia"
    lucia.context.clock.install()
    lucia.sit_down()
    at_window.notice(lucia)
    at_window.pass_turn(lucia, "C31")
    acknowledge(actor=house.cast.ines.actor, encounter=Encounter.objects.get(turn="C31"))
    # Every ten seconds the page asks by itself; nobody touches it here.
    lucia.context.clock.run_for(10_000)
    expect(lucia.page).to_have_url(f"{house.server}/mostrador/")
    lucia.reads_not("C31")
    lucia.owes_nothing()


def test_it_passes_a_turn_once_when_the_button_is_pressed_twice(house):
    lucia = house.person("lucia")
    at_window.notice(lucia)
    lucia.write("Número de turno", "D5")
    lucia.page.get_by_role("button", name="Pasar", exact=True).dblclick()
    lucia.heading("Turno D5")
    assert Encounter.objects.filter(turn="D5").count() == 1


def test_it_says_what_is_missing_beside_the_field_when_no_turn_is_written(house):
    lucia = house.person("lucia")
    at_window.notice(lucia)
    lucia.press("Pasar", exact=True)
    lucia.reads("Falta. Escríbalo como aparece en el papel.")
    lucia.look("window offer with an error")
