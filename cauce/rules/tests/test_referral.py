"""A referral from the consulate in Faro (invented) to Casa Alba (invented), step by step."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput, Unknown
from cauce.rules.referral import (
    ACT_LABELS,
    ACTS,
    ASKABLE,
    ENDS,
    FHIR_TASK,
    LINE,
    STATE_LABELS,
    STATES,
    Side,
    Step,
    advance,
    chases,
    due,
    is_answered,
    is_open,
    possible,
    stations,
)

MONDAY = dt.datetime(2026, 11, 23, 16, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
AMOUNTS = {"emergency": 24 * HOUR, "urgent": 72 * HOUR, "normal": 14 * DAY}
SIDES = get_args(Side)

# The ten statuses that the SDOH Clinical Care guide allows for a Task.
FHIR_STATUSES = {
    "draft",
    "requested",
    "accepted",
    "rejected",
    "in-progress",
    "on-hold",
    "completed",
    "cancelled",
    "failed",
    "entered-in-error",
}

states, acts = st.sampled_from(STATES), st.sampled_from(ACTS)
sides, returns = st.sampled_from(SIDES), st.sampled_from([None, *sorted(ASKABLE)])


def _after(state):
    """Every state that one act of anybody leads to."""
    found = set()
    for side in SIDES:
        for act in possible(state, side):
            for back in sorted(ASKABLE):
                found.add(advance(state, act, by=side, resume_to=back))
    return found


def _reachable(start):
    seen, edge = set(), {start}
    while edge:
        seen |= edge
        edge = {after for state in edge for after in _after(state)} - seen
    return seen


def test_it_goes_from_draft_to_completed():
    state = "draft"
    for act, side in [
        ("send", "sender"),
        ("acknowledge", "receiver"),
        ("accept", "receiver"),
        ("start_service", "receiver"),
        ("complete", "receiver"),
    ]:
        state = advance(state, act, by=side)
    assert state == "completed"


def test_every_state_can_be_reached_from_a_draft():
    assert _reachable("draft") == set(STATES)


def test_every_open_state_can_still_end():
    for state in STATES:
        assert is_open(state) == (state not in ENDS)
        if is_open(state):
            assert _reachable(state) & ENDS


def test_a_rejected_referral_is_never_accepted():
    assert _reachable("rejected") == {"rejected"}


@given(states, acts, sides, returns)
def test_an_end_is_an_end(state, act, side, back):
    if state not in ENDS:
        return
    try:
        assert advance(state, act, by=side, resume_to=back) == state
    except BadInput:
        pass


@given(states, acts, sides, returns)
def test_sending_the_same_decision_twice_changes_nothing(state, act, side, back):
    try:
        once = advance(state, act, by=side, resume_to=back)
    except BadInput:
        return
    assert advance(once, act, by=side, resume_to=back) == once


@given(states, acts, sides, returns)
def test_what_is_possible_is_what_advances(state, act, side, back):
    try:
        changed = advance(state, act, by=side, resume_to=back or "sent") != state
    except BadInput:
        changed = False
    assert not changed or act in possible(state, side)


@given(states, sides)
def test_only_the_receiver_decides(state, side):
    if side != "receiver":
        assert not {"accept", "reject", "complete"} & set(possible(state, side))


def test_it_cannot_be_accepted_before_it_is_sent_and_it_says_what_can_be_done():
    with pytest.raises(BadInput) as caught:
        advance("draft", "accept", by="receiver")
    assert "Draft" in caught.value.text("en")
    with pytest.raises(BadInput) as caught:
        advance("sent", "complete", by="receiver")
    assert "aceptar" in caught.value.text("es")
    assert "accept" in caught.value.text("en")


def test_an_act_of_the_wrong_side_is_refused_even_when_already_done():
    with pytest.raises(BadInput):
        advance("accepted", "accept", by="sender")


@pytest.mark.parametrize("back", sorted(ASKABLE))
def test_a_question_back_returns_to_where_it_was(back):
    asked = advance(back, "ask_info", by="receiver")
    assert asked == "info_requested"
    assert advance(asked, "answer_info", by="sender", resume_to=back) == back


def test_answering_needs_to_know_where_it_was():
    with pytest.raises(BadInput):
        advance("info_requested", "answer_info", by="sender")
    with pytest.raises(BadInput):
        advance("info_requested", "answer_info", by="sender", resume_to="completed")


def test_a_withdrawn_consent_withdraws_from_every_open_state():
    for state in STATES:
        if is_open(state):
            assert advance(state, "withdraw", by="system") == "withdrawn"


def test_only_silence_expires():
    assert advance("sent", "expire", by="system") == "expired"
    with pytest.raises(BadInput):
        advance("accepted", "expire", by="system")
    with pytest.raises(BadInput):
        advance("sent", "expire", by="sender")


def test_unknown_words_name_the_nearest():
    with pytest.raises(Unknown) as caught:
        advance("sent", "acept", by="receiver")
    assert "accept" in caught.value.text("en")
    with pytest.raises(Unknown):
        advance("delivered", "accept", by="receiver")


def _due(state, priority, acknowledged_at=None, **more):
    return due(state, priority, sent_at=MONDAY, acknowledged_at=acknowledged_at, amounts=AMOUNTS, **more)


def test_the_clock_starts_with_the_read_receipt_and_until_then_with_the_sending():
    assert _due("sent", "emergency") == MONDAY + 24 * HOUR
    assert _due("acknowledged", "urgent", MONDAY + HOUR) == MONDAY + 73 * HOUR
    assert _due("acknowledged", "normal", MONDAY + HOUR) == MONDAY + 14 * DAY + HOUR


def test_a_question_back_does_not_stop_the_clock():
    read = MONDAY + HOUR
    assert _due("info_requested", "urgent", read, resume_to="acknowledged") == read + 72 * HOUR
    assert _due("info_requested", "urgent", read, resume_to="accepted") is None


@given(states)
def test_nothing_is_due_once_answered_or_ended(state):
    if is_answered(state) or not is_open(state):
        assert _due(state, "normal") is None


def test_a_draft_is_due_to_nobody():
    assert due("draft", "normal", sent_at=None, acknowledged_at=None, amounts=AMOUNTS) is None


def test_an_instant_without_zone_is_refused():
    with pytest.raises(BadInput):
        due(
            "sent",
            "normal",
            sent_at=MONDAY.replace(tzinfo=None),
            acknowledged_at=None,
            amounts=AMOUNTS,
        )


def test_silence_is_chased_on_its_days_and_not_after_an_end():
    days = (3, 7, 15)
    assert chases("sent", MONDAY, days, MONDAY + 2 * DAY) == ()
    assert chases("sent", MONDAY, days, MONDAY + 8 * DAY) == (MONDAY + 3 * DAY, MONDAY + 7 * DAY)
    assert chases("rejected", MONDAY, days, MONDAY + 30 * DAY) == ()
    assert chases("draft", MONDAY, days, MONDAY + 30 * DAY) == ()


def test_the_line_shows_where_it_is_and_what_is_ahead():
    line = stations([Step("draft", MONDAY), Step("sent", MONDAY + HOUR)])
    assert [(s.state, s.kind) for s in line] == [
        ("draft", "done"),
        ("sent", "current"),
        ("acknowledged", "ahead"),
        ("accepted", "ahead"),
        ("in_service", "ahead"),
        ("completed", "ahead"),
    ]
    assert line[1].at == MONDAY + HOUR


def test_a_stop_that_was_jumped_over_is_passed_not_done():
    line = stations([Step("sent", MONDAY), Step("accepted", MONDAY + HOUR)])
    kinds = {s.state: s.kind for s in line}
    assert kinds["acknowledged"] == "passed"
    assert kinds["accepted"] == "current"


def test_the_line_ends_where_the_referral_ended():
    line = stations([Step("draft", MONDAY), Step("sent", MONDAY), Step("rejected", MONDAY + HOUR)])
    assert [s.state for s in line] == ["draft", "sent", "rejected"]
    assert line[-1].kind == "current"


def test_an_open_question_is_a_stop_and_an_answered_one_is_not():
    asked = [Step("sent", MONDAY), Step("info_requested", MONDAY + HOUR)]
    assert [s.state for s in stations(asked)][2] == "info_requested"
    answered = stations([*asked, Step("sent", MONDAY + 2 * HOUR)])
    assert [s.state for s in answered] == list(LINE)


@given(st.lists(states, min_size=1))
def test_the_line_always_has_exactly_one_place_where_it_is(history):
    line = stations([Step(state, MONDAY) for state in history])
    assert [s.state for s in line if s.kind == "current"] == [history[-1]]


def test_every_state_and_act_has_words_in_both_languages_and_a_fhir_status():
    assert set(STATE_LABELS) == set(FHIR_TASK) == set(STATES)
    assert set(ACT_LABELS) == set(ACTS)
    assert {task.status for task in FHIR_TASK.values()} <= FHIR_STATUSES
    for text in (*STATE_LABELS.values(), *ACT_LABELS.values()):
        assert text.es != text.en
    assert len(set(FHIR_TASK.values())) == len(STATES)
