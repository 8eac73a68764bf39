"""The thin line through everything: from two cues at the window to a shelter that accepts.

The first steps with the keyboard alone; then once more without JavaScript.
"""

from __future__ import annotations

import re

import pytest

from cauce.custody.journal.chain import verify
from cauce.staff.obligations.models import Obligation

from . import at_desk, at_numbers, at_partner, at_plan, at_talk, at_window
from .person import Person

pytestmark = pytest.mark.journey


def window_by_keyboard(lucia: Person, turn: str) -> str:
    """Two cues and a turn number; nothing is touched but the keys. The address that waits."""
    page, keys = lucia.page, lucia.page.keyboard
    lucia.go("/mostrador/")
    for cue in at_window.CUES:
        lucia.tab_to(page.get_by_label(cue))
        keys.press("Space")
    lucia.tab_to(page.get_by_role("button", name="Continuar"))
    keys.press("Enter")
    lucia.heading("Diga esto, con naturalidad")
    lucia.tab_to(page.get_by_label("Número de turno"))
    keys.type(turn)
    keys.press("Enter")
    lucia.heading(f"Turno {turn}")
    return page.url


def desk_by_keyboard(ines: Person, turn: str) -> str:
    """«I am coming», then a case without a name; nothing is touched but the keys."""
    page, keys = ines.page, ines.page.keyboard
    ines.go("/pendientes/")
    ines.tab_to(page.get_by_role("button", name=re.compile(f"Voy.*{turn}")))
    keys.press("Enter")
    ines.heading("Hablar a solas, sin prisa")
    ines.tab_to(page.get_by_role("button", name="Abrir caso, sin nombre"))
    keys.press("Enter")
    ines.heading("Preguntar a solas si está a salvo")
    return at_desk.CASE.search(page.url)[0]


def from_safety_to_sent(ines: Person, case: str) -> str:
    """Safety, rights, consent, questions, provider, request. The address of the request."""
    at_desk.ask_safety(ines, case)
    at_desk.explain_rights(ines, case)
    at_desk.ask_consent(ines, case, "[Gg]uardar", "Sí")
    at_talk.begin(ines, case)
    at_talk.tell(ines)
    at_plan.find_from_case(ines, case)
    return at_plan.ask_and_send(ines, case)


def answered(house, ines: Person, clara: Person, case: str, request: str) -> None:
    """The shelter accepts; the officer sees it, and the obligation is met."""
    id = case.rstrip("/").rsplit("/", 1)[1]
    assert Obligation.objects.get(subject_id=id, action="P4-04").state == "open"
    at_partner.open_request(clara)
    at_partner.accept(clara)
    ines.go(request)
    ines.heading("Aceptada")
    ines.go(case)
    ines.unfold("Hechas")
    ines.reads("Canalizar a los servicios")
    assert Obligation.objects.get(subject_id=id, action="P4-04").state == "met"


@pytest.mark.essential
def test_it_goes_from_two_cues_to_a_shelter_that_accepts_and_into_the_numbers(house):
    ines, aurora = house.person("ines"), house.person("aurora")
    before = at_numbers.open_cases(aurora)
    waiting = window_by_keyboard(house.person("lucia"), "A47")
    case = desk_by_keyboard(ines, "A47")
    at_window.see_it_cleared(house.person("lucia"), waiting, "A47")
    request = from_safety_to_sent(ines, case)
    answered(house, ines, house.person("clara"), case, request)
    at_numbers.of_post(aurora)
    assert at_numbers.open_cases(aurora) == before + 1
    assert verify()[1] == []
    for person in house.everybody():
        person.owes_nothing()


def test_it_goes_the_same_way_without_javascript(house):
    plain = {"java_script_enabled": False}
    lucia, ines = house.person("lucia", **plain), house.person("ines", **plain)
    at_window.notice(lucia)
    waiting = at_window.pass_turn(lucia, "B52")
    lucia.follow("Ver si ya respondieron")
    lucia.heading("Turno B52")
    at_desk.answer_turn(ines, "B52")
    at_window.see_it_cleared(lucia, waiting, "B52")
    case = at_desk.open_case(ines)
    request = from_safety_to_sent(ines, case)
    answered(house, ines, house.person("clara", **plain), case, request)
