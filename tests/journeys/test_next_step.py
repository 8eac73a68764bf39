"""At the head of a case: *Begin* opens the field, one question is answered there, danger comes first."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cauce.cases.actions import conclude, record_act, record_consent
from cauce.cases.facts import facts_of

from . import casework, checks
from .person import PHONE

pytestmark = pytest.mark.journey
SMALL = {"viewport": {"width": PHONE, "height": 740}}
IN_SIGHT = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return document.activeElement.matches('input, select, textarea')
    && box.top >= 0 && box.bottom <= window.innerHeight;
}"""


def test_begin_leads_to_the_first_field_of_the_step_open_and_focused(house):
    ines = house.person("ines", **SMALL)
    case = casework.open_case(house)
    ines.go(f"/casos/{case.id}/")
    ines.follow("Empezar", exact=True)
    expect(ines.page).to_have_url(re.compile("#empezar$"))
    assert ines.page.evaluate(IN_SIGHT)


def test_a_question_beside_the_headline_takes_one_press(house):
    ines = house.person("ines", **SMALL)
    case = casework.open_case(house)
    ines.go(f"/casos/{case.id}/")
    box = ines.page.locator("section.next", has_text="Una pregunta")
    before = len(facts_of(case))
    ines.press(re.compile("^No"), within=box)
    ines.reads("El plan ya lo tomó en cuenta")
    assert len(facts_of(case)) == before + 1
    checks.never_sideways(ines.page)


def test_in_danger_the_red_box_stands_right_under_the_heading_that_says_the_same(house):
    ines = house.person("ines", **SMALL)
    case = casework.open_case(house)
    record_act(
        actor=house.cast.ines.actor,
        case=case,
        name="safety_checked",
        happened_at=timezone.now(),
        facts={"danger.immediate": True},
    )
    ines.go(f"/casos/{case.id}/")
    words = "Primero, poner a salvo a la persona"
    heading, box = ines.page.locator("h1"), ines.page.locator(".notice.danger").first
    expect(heading).to_have_text(words)
    expect(box).to_contain_text(words)
    head, red = heading.bounding_box(), box.bounding_box()
    assert 0 <= red["y"] - (head["y"] + head["height"]) < 60, "nothing stands between"
    checks.nothing_for_axe(ines.page)
    ines.follow("Empezar", exact=True)
    ines.heading("Poner a salvo a la persona")


def test_a_word_of_four_hundred_letters_widens_nothing_where_the_conclusion_is_read(house):
    ines, at = house.person("ines", **SMALL), timezone.now()
    case = casework.open_case(house)
    actor = house.cast.ines.actor
    record_consent(actor=actor, case=case, purpose="keeping", given=True, at=at)
    conclude(
        actor=actor,
        case=case,
        conclusion="presumed",
        reasons="a" * 400,
        concepts={"concepts": [], "not_known": [], "added": [], "removed": []},
        verdicts={},
        at=at,
    )
    ines.go(f"/casos/{case.id}/lectura/")
    ines.reads("a" * 400)
    checks.never_sideways(ines.page)
