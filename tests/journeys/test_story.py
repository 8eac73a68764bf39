"""The steps of one person's way, in their order: each test goes on where the last one ended.

Houston, turn A47. Lucía is at the window, Inés at the protection desk, Mateo signs, Clara answers
for Casa Jacaranda, Aurora heads the post, Sofía sees the network.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from . import at_desk, at_window

pytestmark = pytest.mark.journey
TURN = "A47"


class Story(SimpleNamespace):
    """What the steps so far left behind; a step that needs more than that fails at once."""

    def __getattr__(self, name: str):
        pytest.fail(f"an earlier step did not leave {name!r}")


@pytest.fixture(scope="module")
def story():
    return Story()


@pytest.fixture
def ines(house):
    return house.person("ines")


def test_it_01_ticks_two_cues_at_the_window_and_passes_a_turn(house, story):
    lucia = house.person("lucia")
    at_window.notice(lucia, shot="01-window")
    story.waiting = at_window.pass_turn(lucia, TURN)


def test_it_02_finds_the_turn_first_on_the_worklist_and_opens_a_case_without_a_name(
    house, story, ines
):
    at_desk.answer_turn(ines, TURN, shot="02-worklist")
    at_window.see_it_cleared(house.person("lucia"), story.waiting, TURN)
    story.case = at_desk.open_case(ines)
    ines.reads(re.compile(r"HOU-\w"))


def test_it_03_asks_about_safety_then_rights_then_each_consent_apart(story, ines):
    at_desk.ask_safety(ines, story.case)
    ines.reads("Anotado. Vea lo que sigue.")
    ines.look("case", shot="03-case")
    at_desk.explain_rights(ines, story.case)
    ines.look("consent", shot="04-consent")
    at_desk.see_ribbon(ines, "Guardar lo que cuenta", "Autoridad de EE. UU.")
    at_desk.ask_consent(ines, story.case, "[Gg]uardar", "Sí")
    at_desk.see_ribbon(ines, "Guardar lo que cuenta")
