"""What was told is not asked again, and an age that nobody can say stays open."""

from __future__ import annotations

from cauce.content.loader import load_edition
from cauce.intake.screenings.asking import (
    concepts_of,
    instrument_for,
    needed,
    of_space,
    spaces_in_case,
    to_ask,
)
from cauce.intake.screenings.reading import evidence, verdicts

DESK = load_edition().instruments["protection-desk"]


def ids(known, elements=("act", "means", "purpose", "contrast", "condition")):
    return {item.id for item in to_ask(DESK, known, elements)}


def test_it_asks_no_more_what_was_told_and_asks_again_only_about_this_moment():
    asked = ids({"alone_and_safe": "yes", "told_directly": "yes", "threats_self": "yes"})
    assert "threats_self" not in asked and "threats_family" in asked
    assert {"alone_and_safe", "needs_pause"} <= asked


def test_it_asks_only_what_a_law_still_lacks():
    assert {"recruited", "journey"} <= ids({})
    assert not {"recruited", "journey", "threats_self"} & ids({}, elements=("purpose",))
    assert ids({}, elements=()) == {i.id for i in DESK.items if i.kind == "safety"} - {
        "family_danger",
        "in_danger",
        "minor_today",
        "child_plan",
    }


def test_it_needs_nothing_more_when_every_law_is_met():
    told = {"recruited": "yes", "threats_self": "yes", "forced_work": "yes", "under_18": "no"}
    found = evidence([(DESK, told)], {"person.age": 31})
    read = verdicts(found.known, found.not_known)
    assert {one.verdict for one in read.values()} == {"met"} and needed(read.values()) == frozenset()
    assert [item for _, item in found.told_by["purp_forced_labour"]] == ["forced_work"]


def test_it_treats_an_age_that_nobody_said_as_open_and_never_as_adult():
    assert "person_minor" in evidence([], {}).not_known
    assert "person_minor" in evidence([], {"person.age": 16}).known
    assert "person_minor" in evidence([], {"person.age": 31, "person.age_doubt": True}).not_known
    grown = evidence([(DESK, {"under_18": "no"})], {"person.age": 31})
    assert "person_minor" not in grown.known | grown.not_known


def test_it_keeps_as_known_what_one_instrument_told_and_another_left_open():
    phone = load_edition().instruments["phone-line"]
    known, open_ = concepts_of([(phone, {}), (DESK, {"can_leave": "no", "unpaid": "does_not_know"})])
    assert "cond_cannot_leave" in known and "cond_no_pay" in open_


def test_it_uses_the_telephone_instrument_for_calls():
    assert instrument_for("ciam_call") == "phone-line"
    assert instrument_for(None) == instrument_for("walk_in") == "protection-desk"


def test_it_uses_the_instrument_of_the_space_that_somebody_came_through():
    assert instrument_for("prison_visit") == "detention-visit"
    assert instrument_for("vds") == "health-window"
    assert instrument_for("labour_complaint") == "labour-week"
    assert instrument_for("window") == "protection-desk"  # a counter only notices
    assert {one.id for one in spaces_in_case()} & {"passport_window", "online_self"} == set()
    assert {of_space(one.id).answers for one in spaces_in_case()} == {"four_valued"}
