"""Ten spaces, ten instruments, one bank: each leads every shared case of its space somewhere sound."""

from __future__ import annotations

import json
import re

import pytest

from cauce.content.bank import bank_rows, expanded, instrument_hash
from cauce.content.errors import Unknown
from cauce.content.loader import load_edition
from cauce.rules.screening import answers_told_by, expected, screen

EDITION = load_edition()
INSTRUMENTS = [EDITION.instruments[name] for name in sorted(EDITION.instruments)]
OF_SPACE = {space: one for one in INSTRUMENTS for space in one.spaces}
CASES = sorted((c for c in EDITION.cases.values() if c.vignette), key=lambda case: case.id)
ASKING = [one for one in INSTRUMENTS if one.answers == "four_valued"]
TALK = {"offer_private_talk", "full_interview", "emergency_route"}
# Where the story of a case leads further than its reading asks for, and why that is right. An offer
# costs a conversation; none of these says anything about the person.
MORE_THAN_READ = {
    "v14": "paid for a job that did not exist: the promise is one of the four questions",
    "v17": "held for ransom: fear of leaving calls for help, whatever it is called",
    "v23": "a violent partner: control calls for a talk, and the interview tells them apart",
}


def answers_for(case) -> dict[str, str]:
    """What the person of the case would answer to the instrument of its space, and nothing else."""
    return answers_told_by(OF_SPACE[case.space], case.concepts)


def test_it_has_one_instrument_for_each_of_the_ten_spaces():
    assert len(EDITION.spaces) == 10 and set(OF_SPACE) == set(EDITION.spaces)
    assert {case.space for case in CASES} == set(EDITION.spaces)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_it_offers_each_shared_case_what_its_reading_calls_for(case):
    offers = set(screen(OF_SPACE[case.space], answers_for(case)).outcomes)
    if case.reading.startswith("trafficking"):
        assert offers & TALK
    elif case.reading == "inconclusive_follow_up":
        assert offers - {"nothing_more_now"}
    elif case.id in MORE_THAN_READ:
        assert offers & TALK
    else:
        assert not offers & TALK
        wrong = case.reading == "not_trafficking_other_violation"
        assert ("labour_route" in offers) is (wrong and case.space == "labour_rights_week")


def test_it_asks_every_question_from_one_bank_and_keeps_each_answer_under_one_id():
    asked = {item.answered_as for item in EDITION.bank.values()}
    # What only an earlier version asks stays in the bank: what was used is never edited.
    assert {item.id for one in EDITION.instrument_versions.values() for item in one.items} == asked
    words = {}
    for one in INSTRUMENTS:
        for item in one.items:
            words.setdefault(item.id, set()).add(item.text.es)
    assert len(words["has_papers"]) == 2 and len(words["told_directly"]) == 1


def test_it_has_another_hash_when_a_word_of_the_bank_that_it_uses_changes():
    phone = EDITION.instruments["phone-line"]
    items = [item.model_copy(update={"text": EDITION.bank["can_leave"].text}) for item in phone.items]
    changed = phone.model_copy(update={"items": items})
    assert instrument_hash(changed) != instrument_hash(phone)


def test_what_the_words_leave_to_the_officer_the_bank_says_so_and_no_hash_changes_by_it():
    to_officers = {
        one.id for one in EDITION.bank.values() if re.match("Quien (atiende|entrevista)[:,]", one.text.es)
    }
    assert to_officers == {one.id for one in EDITION.bank.values() if one.answered_by == "officer"}
    phone = EDITION.instruments["phone-line"]
    items = [item.model_copy(update={"answered_by": "person"}) for item in phone.items]
    assert instrument_hash(phone.model_copy(update={"items": items})) == instrument_hash(phone)


def test_it_says_which_item_the_bank_lacks():
    bank = bank_rows([{"id": "can_leave"}])
    with pytest.raises(Unknown, match="can_leave"):
        expanded({"items": [{"use": "can_leav", "section": "x"}]}, bank, "toolbox/x.v1.yaml")


@pytest.mark.parametrize("instrument", ASKING, ids=lambda one: one.id)
def test_it_stops_when_not_alone_when_distressed_and_when_something_fails(instrument):
    ids = {item.id for item in instrument.items}
    stops = {
        item: values for stop in instrument.stop_rules for row in stop.when for item, values in row.items()
    }
    alone = "can_talk" if instrument.id == "phone-line" else "alone_and_safe"
    assert set(stops[alone]) == {"no", "does_not_know", "prefers_not_to_say"}
    assert stops["needs_pause"] == ["yes"]
    for item in ids & {"recording_off", "child_plan"}:
        assert "no" in stops[item]
    for item in ids & {"audio_lost", "line_lost"}:
        assert stops[item] == ["yes"]
    assert {"recording_off", "child_plan"} <= ids


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: one.id)
def test_it_never_claims_to_be_validated_and_says_the_figure_that_follows(instrument):
    assert instrument.validation_status == "none_in_this_setting"
    found = expected(instrument.performance)
    if found.value is None:
        assert instrument.performance.none_because
        return
    assert found.assumed and found.low <= found.value <= found.high
    words = {5: "cinco", 15: "quince"}
    figure = round(found.value * 100)
    said = instrument.performance.explanation.es
    assert str(figure) in said or words.get(figure, "–") in said


def test_it_makes_the_same_questions_say_more_in_the_field_than_at_a_counter():
    values = {space: expected(one.performance).value for space, one in OF_SPACE.items()}
    assert values["farm_outreach"] > 5 * values["mobile_consulate"]
    assert values["detention_visit"] is None and values["online_self"] is None


def test_it_asks_nobody_who_is_held_what_they_are_accused_of():
    visit = OF_SPACE["detention_visit"]
    told = {concept for item in visit.items for concept in item.tells_yes}
    assert "x_voluntary_facilitator" not in told  # a yes would be a confession that others hear
    assert "made_to_break_law" not in {item.id for item in visit.items}  # there, a yes is near an admission
    assert "purp_forced_criminality" not in told
    lawyer = next(one for one in visit.offers if one.id == "offer_private_talk")
    assert "defensa" in lawyer.title.es.lower()


def test_it_shows_help_to_a_person_alone_whatever_they_tick():
    alone = OF_SPACE["online_self"]
    assert alone.audience == "person" and not alone.consent_required and alone.answers == "ticks"
    signs = [item for item in alone.items if item.section == "signs"]
    assert len(signs) == 9 and not [i for i in alone.items if i.kind == "free_account"]
    for ticked in ({}, {"self_pay": "yes"}, {"self_made_to": "yes"}, {"self_danger": "yes"}):
        offers = {one.id: one for one in alone.offers}
        for outcome in screen(alone, ticked).outcomes:
            assert offers[outcome].say.es and offers[outcome].do.es
    for item in signs:  # a tick leaves open which: it makes nothing known
        assert not item.tells_yes and not item.tells_no
    words = json.dumps(alone.model_dump(mode="json"), ensure_ascii=False).lower()
    assert "trata de personas" not in words and "víctima" not in words


def test_what_is_seen_bears_on_what_it_is_about():
    """Not being left alone is no answer given by somebody else."""
    bank = load_edition().bank
    assert bank["cannot_be_alone"].concept_ids() == {"means_surveillance"}
    assert bank["hurried_replacement"].concept_ids() == {"obs_third_party_holds_docs"}
    bare = {one.id for one in bank.values() if one.kind == "cue" and not one.concept_ids()}
    # All of them go by the route of children, not by the law.
    assert bare == {"unrelated_children", "counter_children", "counter_minors"}
