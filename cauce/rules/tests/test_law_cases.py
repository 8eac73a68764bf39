"""The cases of law: data that a lawyer reads, and what each law must answer to them."""

from __future__ import annotations

import pytest

from cauce.content.loader import load_edition
from cauce.content.model_lawcases import LawCase
from cauce.rules.law import ENOUGH, assess

EDITION = load_edition()
CASES = list(EDITION.law_cases.values())
NEW = {"purp_organ_removal", "purp_illegal_adoption", "purp_biomedical", "person_no_capacity"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_law_answers_a_case_of_law_as_it_says_and_for_that_element(case):
    for name, wanted in case.expect.items():
        found = assess(EDITION.laws[name], case.known(), case.not_known(), EDITION.concepts)
        assert found.verdict == wanted.verdict, name
        assert found.elements[wanted.decides].state == wanted.state, name
        if wanted.verdict == "unclear":
            assert wanted.decides in found.missing, "the element that decides is one that is missing"
        elif wanted.verdict == "met":
            assert wanted.state in ENOUGH
        else:
            assert (wanted.decides, wanted.state) == ("purpose", "no")


def test_there_are_many_and_they_stand_on_both_sides_of_every_article():
    assert len(CASES) >= 40
    for name, law in EDITION.laws.items():
        for form in law.forms:
            said = {
                one.verdict
                for case in CASES
                for law_id, one in case.expect.items()
                if law_id == name
                and one.form in (form.id, None)
                and dict(assess(law, case.known(), case.not_known()).forms)[form.id] == one.verdict
            }
            assert {"met", "unclear", "not_met"} <= said, (name, form.id)


def test_each_element_decides_somewhere_in_each_law_by_being_there_and_by_missing():
    for name in EDITION.laws:
        said = {
            (one.decides, one.verdict) for case in CASES for law, one in case.expect.items() if law == name
        }
        assert {("act", "unclear"), ("means", "unclear"), ("means", "met")} <= said, name
        assert {("purpose", "unclear"), ("purpose", "met"), ("purpose", "not_met")} <= said, name


def test_every_new_concept_is_in_a_case_and_makes_a_difference_to_the_law_that_names_it():
    mexico = EDITION.laws["lgt_mx"]
    assert NEW <= {slug for case in CASES for slug in case.known()}
    for slug in NEW:
        moved = [
            case.id
            for case in CASES
            if slug in case.known()
            and assess(mexico, case.known()).verdict != assess(mexico, case.known() - {slug}).verdict
        ]
        assert moved, slug


def test_what_was_denied_changes_no_answer():
    """A no in one talk is not evidence: with it or without it the three laws say the same."""
    denied = [case for case in CASES if case.denied]
    assert denied
    for case in denied:
        bare = LawCase.model_validate(case.model_dump() | {"denied": []})
        assert (bare.known(), bare.not_known()) == (case.known(), case.not_known())


def test_the_age_is_said_once():
    row = CASES[0].model_dump() | {"present": ["person_minor"]}
    with pytest.raises(ValueError, match="said in age and capacity"):
        LawCase.model_validate(row)
    twice = CASES[0].model_dump() | {"denied": [CASES[0].present[0]]}
    with pytest.raises(ValueError, match="listed twice"):
        LawCase.model_validate(twice)


# --- where the new concepts may be asked

ASKED = {"protection-desk", "shelter-followup"}  # alone, with time, by somebody trained


def telling(slug):
    return {
        (one.id, item.id)
        for one in EDITION.instruments.values()
        for item in one.items
        if slug in (*item.tells_yes, *item.tells_no)
    }


@pytest.mark.parametrize("slug", sorted(NEW))
def test_a_new_concept_is_asked_where_it_may_be_and_nowhere_else(slug):
    assert {instrument for instrument, _ in telling(slug)} == ASKED
    bearing = {one.id for one in EDITION.instruments.values() if any(slug in i.bears_on for i in one.items)}
    assert bearing == ({"self-check"} if slug == "purp_organ_removal" else set())


def asked_of(instrument, answers):
    from cauce.rules.screening import next_items

    safe = {"alone_and_safe": "yes", "recording_off": "yes", "child_plan": "yes"}
    return {item.id for item in next_items(EDITION.instruments[instrument], safe | answers)}


@pytest.mark.parametrize("instrument", sorted(ASKED))
def test_a_child_is_asked_neither_about_organs_nor_tests_nor_adoption(instrument):
    child = asked_of(instrument, {"under_18": "yes", "minor_today": "yes"})
    assert not child & {"organ_taken", "medical_tests"}
    doubt = asked_of(instrument, {"under_18": "does_not_know", "minor_today": "prefers_not_to_say"})
    assert not doubt & {"organ_taken", "medical_tests"}, "an age in doubt is that of a child"
    grown = asked_of(instrument, {"under_18": "no"})
    assert {"organ_taken", "medical_tests"} <= grown and "child_given_away" not in grown
    then = asked_of(instrument, {"under_18": "yes", "minor_today": "no"})
    assert {"organ_taken", "medical_tests", "child_given_away"} <= then
    for name in ("child_given_away", "capacity_stated"):
        text = EDITION.bank[name].text
        assert text.es.startswith("Quien entrevista, sin preguntarlo a la"), "noted, never asked"
        assert text.en.startswith("Interviewer, without asking the")


def test_what_gained_a_question_is_a_new_version_and_the_old_one_asks_what_it_asked():
    for name, newest in {"protection-desk": 3, "shelter-followup": 3, "self-check": 2}.items():
        old, new = (EDITION.instrument_versions[name, number] for number in (1, 2))
        assert EDITION.instruments[name].version == newest
        before, after = ([item.id for item in one.items] for one in (old, new))
        assert [one for one in after if one in before] == before
        told = {slug for item in old.items for slug in (*item.tells_yes, *item.bears_on)}
        assert not NEW & told
