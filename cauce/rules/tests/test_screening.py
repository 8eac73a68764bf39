"""What a sitting offers: reasons, valid ends, never a label."""

from __future__ import annotations

import pytest

from cauce.content.errors import BadInput, Unknown
from cauce.content.loader import load_edition
from cauce.content.model_toolbox import Instrument
from cauce.rules.screening import (
    concepts_from,
    judges,
    next_items,
    outcome_fact,
    predictive_value,
    screen,
)

INSTRUMENTS = load_edition().instruments
WINDOW, DESK, PHONE = (INSTRUMENTS[n] for n in ("window-cues", "protection-desk", "phone-line"))
SAFE = {"alone_and_safe": "yes", "recording_off": "yes"}
LABELS = ("víctima", "trata", "sospech", "puntaje", "victim", "traffick", "suspect", "score")


def ticked(*cues):
    return dict.fromkeys(cues, "yes")


def ids(items):
    return [item.id for item in items]


# --- the window


def test_it_offers_a_private_talk_after_two_cues_and_not_after_one():
    two = screen(WINDOW, ticked("other_speaks", "visible_fear"))
    assert two.outcomes == ("offer_private_talk",)
    assert two.reasons[0].items == ("other_speaks", "visible_fear")
    assert screen(WINDOW, ticked("other_speaks")).outcomes == ("nothing_more_now",)


def test_it_offers_a_private_talk_when_the_person_asks_without_any_cue():
    found = screen(WINDOW, ticked("person_asks"))
    assert found.outcomes == ("offer_private_talk",)
    assert found.told_directly and outcome_fact(found) == "told_directly"


def test_it_does_not_count_a_cue_that_has_an_explanation():
    found = screen(WINDOW, ticked("other_speaks", "other_holds_papers", "chosen_companion"))
    assert found.outcomes == ("nothing_more_now",)
    assert found.cleared == ("other_holds_papers", "other_speaks")
    more = ticked("other_speaks", "visible_fear", "cannot_be_alone", "chosen_companion")
    assert screen(WINDOW, more).outcomes == ("offer_private_talk",)


def test_it_takes_the_threshold_that_is_in_force():
    three = screen(WINDOW, ticked("other_speaks", "visible_fear"), {"window-cue-threshold": 3})
    assert three.outcomes == ("nothing_more_now",)


def test_it_has_a_lower_threshold_for_children_with_an_unrelated_adult():
    assert screen(WINDOW, ticked("unrelated_children")).outcomes == ("offer_private_talk",)
    cleared = screen(WINDOW, ticked("unrelated_children", "accredited_children"))
    assert cleared.outcomes == ("nothing_more_now",)


def test_it_puts_immediate_danger_before_everything_and_stops():
    found = screen(WINDOW, ticked("person_asks", "life_at_risk"))
    assert found.outcomes[0] == "emergency_route"
    assert found.stopped.id == "danger_now"
    assert next_items(WINDOW, ticked("life_at_risk")) == ()


def test_it_asks_for_an_explanation_only_of_a_cue_that_was_noticed():
    assert "chosen_companion" not in ids(next_items(WINDOW, {}))
    assert "chosen_companion" in ids(next_items(WINDOW, ticked("other_speaks")))


def test_it_takes_no_prohibited_input_at_the_window():
    told = {slug for item in WINDOW.items for slug in item.tells_yes}
    assert not told & {"person_indigenous_language", "person_irregular_status", "person_tied_visa"}
    assert not told & {"x_independent_adult_sex_work"}
    assert {one.en for one in WINDOW.prohibited_inputs} >= {
        "Nationality",
        "Ethnic origin",
        "Language spoken",
        "Occupation",
        "Sex work",
        "Tattoos",
    }
    words = ("tattoo", "indigenous", "nationality", "accent", "cloth", "sex work")
    for item in WINDOW.items:
        assert not any(word in item.text.en.lower() for word in words), item.id


# --- the desk


def test_it_begins_with_safety_and_the_free_account_before_any_closed_item():
    kinds = [item.kind for item in next_items(DESK, {})]
    assert kinds.index("free_account") > max(i for i, k in enumerate(kinds) if k == "safety")
    assert DESK.items[0].id == "alone_and_safe"
    first_closed = ids(DESK.items).index("can_leave")
    assert ids(DESK.items).index("free_account") < first_closed


@pytest.mark.parametrize(
    ("answers", "stop", "offer"),
    [
        ({"alone_and_safe": "no"}, "not_alone", "offer_private_talk"),
        ({"alone_and_safe": "prefers_not_to_say"}, "not_alone", "offer_private_talk"),
        ({"recording_off": "no"}, "recording", "offer_private_talk"),
        ({"in_danger": "yes"}, "red_flag", "emergency_route"),
        ({"expected_back": "yes"}, "red_flag", "emergency_route"),
        ({"expected_back": "yes", "in_danger": "does_not_know"}, "red_flag", "emergency_route"),
        ({"thoughts_of_dying": "yes"}, "red_flag", "emergency_route"),
        ({"needs_pause": "yes"}, "distress", "offer_private_talk"),
        (
            {"under_18": "yes", "minor_today": "yes", "child_plan": "no"},
            "child_without_plan",
            "full_interview",
        ),
        ({"told_directly": "yes"}, "told", "full_interview"),
    ],
)
def test_it_ends_validly_and_says_why(answers, stop, offer):
    found = screen(DESK, answers)
    assert found.stopped.id == stop
    assert offer in found.outcomes
    assert found.reasons[0].text == found.stopped.why
    lifts = ["in_danger"] if answers == {"expected_back": "yes"} else []
    assert ids(next_items(DESK, answers)) == lifts


def test_it_accepts_that_she_told_me_as_a_valid_end():
    found = screen(DESK, SAFE | {"told_directly": "yes"})
    assert found.told_directly and outcome_fact(found) == "told_directly"
    assert found.outcomes == ("full_interview",)


def test_it_offers_the_labour_route_alone_when_she_can_leave():
    answers = SAFE | {"can_leave": "yes", "unpaid": "yes", "wage_claim": "yes"}
    found = screen(DESK, answers)
    assert found.outcomes == ("labour_route",)
    assert found.ask_again_in_days == 30 and outcome_fact(found) == "labour_concerns"


def test_it_goes_on_to_the_interview_at_one_discriminator_and_keeps_the_labour_route():
    found = screen(DESK, SAFE | {"can_leave": "no", "unpaid": "yes"})
    assert found.outcomes == ("full_interview", "labour_route")


def test_it_never_counts_a_missing_answer_as_no():
    nothing = screen(DESK, {})
    assert nothing.outcomes == ("nothing_more_now",)
    assert "Nothing has been asked yet" in nothing.reasons[0].text.en
    assert concepts_from(DESK, {}) == (frozenset(), frozenset())
    assert "can_leave" in nothing.not_asked


@pytest.mark.parametrize("answer", ["does_not_know", "prefers_not_to_say"])
def test_it_keeps_what_is_not_known_apart_from_no(answer):
    found = screen(DESK, SAFE | {"can_leave": answer})
    assert found.unknown == ("can_leave",)
    assert found.outcomes == ("full_interview",)
    known, open_ = concepts_from(DESK, {"can_leave": answer})
    assert known == frozenset() and open_ == {"x_free_to_leave", "cond_cannot_leave"}


def test_it_tells_concepts_by_yes_and_by_no():
    known, open_ = concepts_from(DESK, {"can_leave": "no", "has_papers": "yes", "unpaid": "no"})
    assert known == {"cond_cannot_leave", "x_keeps_documents"} and not open_


def test_it_keeps_a_date_to_ask_again_when_there_is_nothing_more_now():
    found = screen(DESK, SAFE | {"can_leave": "yes", "has_papers": "yes"})
    assert found.outcomes == ("nothing_more_now",) and found.ask_again_in_days == 90
    assert outcome_fact(found) == "no_concerns"


def test_it_asks_a_child_question_only_where_age_is_young_or_not_known():
    assert "sex_exchange_child" not in ids(next_items(DESK, SAFE | {"under_18": "no"}))
    assert "sex_exchange_child" in ids(next_items(DESK, SAFE | {"under_18": "does_not_know"}))


def test_it_keeps_the_age_then_apart_from_the_age_today():
    answers = SAFE | {"under_18": "yes", "minor_today": "no"}
    assert "child_plan" not in ids(next_items(DESK, answers))
    assert screen(DESK, answers).stopped is None
    assert concepts_from(DESK, answers)[0] == {"person_minor"}


# --- the telephone


def test_it_does_not_ask_anything_while_somebody_listens():
    found = screen(PHONE, {"can_talk": "yes", "someone_listens": "yes"})
    assert found.stopped.id == "listened" and found.outcomes == ("offer_private_talk",)
    assert next_items(PHONE, {"someone_listens": "yes"}) == ()


def test_it_still_asks_where_the_person_is_after_an_emergency_stops_the_questions():
    assert ids(next_items(PHONE, {"danger_now": "yes"})) == ["knows_place"]
    assert next_items(PHONE, {"danger_now": "yes", "knows_place": "no"}) == ()


def test_it_asks_nothing_on_a_recorded_call_nor_of_a_child_whom_nobody_accompanies():
    recorded = screen(PHONE, {"can_talk": "yes", "recording_off": "no"})
    assert recorded.stopped.id == "recording" and recorded.outcomes == ("offer_private_talk",)
    assert "minor_today" not in ids(next_items(PHONE, {"under_18": "no"}))
    assert "child_plan" in ids(next_items(PHONE, {"under_18": "yes", "minor_today": "does_not_know"}))
    child = screen(PHONE, {"under_18": "yes", "minor_today": "yes", "child_plan": "no"})
    assert child.stopped.id == "child_without_plan" and child.outcomes == ("full_interview",)
    grown = screen(PHONE, {"under_18": "yes", "minor_today": "no"})
    assert grown.stopped is None


def test_it_treats_the_agreed_word_as_an_emergency():
    found = screen(PHONE, {"code_word": "yes", "code_said": "yes", "core_unsafe": "yes"})
    assert found.outcomes[0] == "emergency_route" and found.stopped.id == "code"


def test_it_transfers_the_call_at_one_yes_of_the_four_questions():
    cores = [item.id for item in PHONE.items if item.id.startswith("core_")]
    assert len(cores) == 4
    for core in cores:
        assert screen(PHONE, {"can_talk": "yes", core: "yes"}).outcomes == ("full_interview",)


def test_it_supposes_nothing_of_who_prefers_not_to_answer():
    found = screen(PHONE, {"core_unsafe": "prefers_not_to_say"})
    assert found.outcomes == ("offer_private_talk",)


# --- all of them


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.id)
def test_it_puts_no_label_or_score_on_a_person(instrument):
    for offer in instrument.offers:
        for text in (offer.title, offer.say, offer.do):
            for words in (text.es.lower(), text.en.lower()):
                assert not any(label in words for label in LABELS)
    assert instrument.validation_status == "none_in_this_setting"
    assert instrument.provenance in ("proposed", "derived")


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.id)
def test_it_names_only_concepts_of_the_bank_and_items_of_its_own(instrument):
    assert instrument.concept_ids() <= load_edition().concepts.keys()
    broken = instrument.model_dump() | {"told_directly": "nobody"}
    with pytest.raises(ValueError, match="item nobody does not exist"):
        Instrument.model_validate(broken)


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.id)
def test_it_can_reach_every_item_offer_and_stop(instrument):
    offered = {rule.offer for rule in instrument.rules} | {s.offer for s in instrument.stop_rules}
    assert {offer.id for offer in instrument.offers} == offered | {"nothing_more_now"}
    for item in instrument.items:
        for row in item.ask_if:
            answers = {one: values[0] for one, values in row.items() if values[0] != "not_asked"}
            assert item.id in ids(next_items(instrument, answers))
    for stop in instrument.stop_rules:
        assert screen(instrument, {one: v[0] for one, v in stop.when[0].items()}).stopped


def test_a_sign_of_danger_stops_nothing_once_there_is_said_to_be_none():
    assert judges(DESK) == {"in_danger": {"expected_back": ["yes"]}}
    found = screen(DESK, {"expected_back": "yes", "in_danger": "no"})
    assert found.stopped is None and "emergency_route" not in found.outcomes
    assert "in_danger" not in ids(next_items(DESK, {})) and "in_danger" in ids(
        next_items(DESK, {"expected_back": "yes"})
    )


def test_it_names_an_unknown_item_and_the_nearest():
    with pytest.raises(Unknown, match="Nearest: can_leave"):
        screen(DESK, {"can_leve": "no"})


@pytest.mark.parametrize("answer", [True, None, "", "maybe", ["yes"]])
def test_it_refuses_an_answer_that_is_none_of_the_four(answer):
    with pytest.raises(BadInput, match="none of the four"):
        screen(DESK, {"can_leave": answer})


# --- the honest figure


def test_it_computes_the_published_examples():
    assert predictive_value(0.011, 0.89, 0.74) == pytest.approx(0.037, abs=0.001)
    assert predictive_value(0.088, 0.867, 0.765) == pytest.approx(0.26, abs=0.005)
    assert predictive_value(0.002, 0.5, 0.98) == pytest.approx(0.048, abs=0.001)
    assert predictive_value(0, 0, 1) is None


@pytest.mark.parametrize("figures", [(1.1, 0.5, 0.5), (0.1, -0.1, 0.5), (0.1, 0.5, 2)])
def test_it_refuses_a_figure_that_is_no_proportion(figures):
    with pytest.raises(BadInput, match="not a proportion"):
        predictive_value(*figures)


def test_it_states_the_predictive_value_of_each_space_or_why_there_is_none():
    window = screen(WINDOW, {}).predictive_value
    found = (window.low, window.value, window.high)
    assert found == pytest.approx((0.0124, 0.0477, 0.2016), abs=0.001)
    assert window.assumed
    phone = screen(PHONE, {}).predictive_value
    assert (phone.low, phone.value, phone.high) == pytest.approx((0.028, 0.153, 0.613), abs=0.002)
    desk = screen(DESK, {}).predictive_value
    assert desk.value is None and "None is computed" in desk.why.en
