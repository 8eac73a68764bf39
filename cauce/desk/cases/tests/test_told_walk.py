"""After each invented person's talk: no page asks as if nobody knew what was told, and nothing is made up."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases.actions import record_consent
from cauce.cases.facts import acts_of
from cauce.cases.models import Case
from cauce.content.loader import load_edition
from cauce.desk.cases.risk.forms import PLACES as RISK
from cauce.desk.cases.safety.forms import PLACES as SAFETY
from cauce.intake.screenings.actions import finish, save_answers, start
from cauce.intake.screenings.known import Known, known_in
from cauce.rules.screening import answers_told_by

EDITION = load_edition()
TOLD = [one for one in EDITION.cases.values() if one.scope == "case" and one.concepts]
AT_DESK = next(one for one in TOLD if one.space == "protection_desk")
GROUPS = [TOLD[i::4] for i in range(4)]
PAGES = {"seguridad/": SAFETY, "riesgo/": RISK}
# Answers about safety that stop no talk, beside what follows from the concepts of the story.
PASSING = {"phone_watched": "yes", "bed_and_food": "yes", "hurt_or_ill": "no"}


def instrument_of(space: str):
    """The one of a space where a case is talked about; else that of the desk."""
    known = EDITION.spaces[space].in_case
    return next(
        one for one in EDITION.instruments.values() if (space if known else "protection_desk") in one.spaces
    )


def talk(desk, case: Case, story) -> None:
    """The talk of the story: what the person told, in the words of its space."""
    instrument = instrument_of(story.space)
    ids = {item.id for item in instrument.items}
    told = answers_told_by(instrument, story.concepts)
    told |= {item: answer for item, answer in PASSING.items() if item in ids}
    now = timezone.now()
    record_consent(actor=desk.actor, case=case, purpose="screening", given=True, at=now)
    sitting = start(actor=desk.actor, case=case, instrument=instrument.id, at=now)
    save_answers(actor=desk.actor, sitting=sitting, seen=1, answers=told, at=now)
    finish(actor=desk.actor, sitting=sitting, at=now)


def chosen(page: str, name: str) -> str:
    found = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return next((re.search(r'value="([^"]*)"', one)[1] for one in found if " checked" in one), "")


def asked_blindly(desk, case: Case, known: Known) -> list[str]:
    """The questions that a page shows empty although the answer stands, or answered though nobody said it."""
    wrong = []
    for part, places in PAGES.items():
        page = desk.get(case, part).content.decode()
        for name, place in places.items():
            told = known.at(place)
            expected = {told.answer} if told is not None and told.stands else {"", "not_asked"}
            if chosen(page, name) not in expected:
                wrong.append(f"{part}{name}")
    return wrong


def asked_again(desk, case: Case, known: Known) -> list[str]:
    """What a second talk at each place asks though it was told."""
    wrong = []
    for instrument in EDITION.instruments.values():
        if not EDITION.spaces[instrument.spaces[0]].in_case:
            continue
        sitting = start(actor=desk.actor, case=case, instrument=instrument.id, at=timezone.now())
        beyond = [one.id for one in instrument.sections]  # each page, also beyond one that may stop it
        save_answers(actor=desk.actor, sitting=sitting, seen=1, answers={}, at=timezone.now(), left=beyond)
        for section in instrument.sections:
            page = desk.client.get(f"/sesiones/{sitting.id}/?parte={section.id}").content.decode()
            for item in known.answers_to(instrument):
                if f'name="{item}"' in page:
                    wrong.append(f"{instrument.id}: {item}")
        finish(actor=desk.actor, sitting=sitting, at=timezone.now())
    return wrong


@pytest.mark.parametrize("stories", GROUPS, ids=range(len(GROUPS)))
def test_nothing_told_is_asked_as_if_nobody_knew_it(desk, stories):
    told = 0
    for story in stories:
        case = desk.open()
        talk(desk, case, story)
        known = known_in(case, acts_of(case), timezone.now())
        told += len(known.told)
        assert asked_blindly(desk, case, known) == [], story.id
    assert told > 20, "a walk over stories that told nothing proves nothing"


def test_no_talk_at_any_place_asks_again_what_was_told(desk):
    for story in TOLD[::12]:
        case = desk.open()
        talk(desk, case, story)
        assert asked_again(desk, case, known_in(case, acts_of(case), timezone.now())) == [], story.id


def test_the_walk_sees_a_page_that_asks_blindly(desk, monkeypatch):
    case = desk.open()
    talk(desk, case, AT_DESK)
    known = known_in(case, acts_of(case), timezone.now())
    monkeypatch.setattr("cauce.desk.cases.frame.told.Already.put_into", lambda self, form, own=(): None)
    assert asked_blindly(desk, case, known), "with nothing filled in, the walk must complain"
