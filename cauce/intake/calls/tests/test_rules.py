"""How soon a call asks for an answer, and which telephone is not called."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.intake.calls.rules import (
    answer_by,
    check_window,
    device_verdict,
    first_permitted,
    is_forbidden,
    order_of,
    urgency_of,
)
from cauce.rules.screening import screen

FREE = {"can_talk": "yes", "someone_listens": "no", "danger_now": "no"}


def of(answers):
    return urgency_of(answers, screen(load_edition().instruments["phone-line"], answers).outcomes)


@pytest.mark.parametrize(
    "answers, soon",
    [
        ({"danger_now": "yes"}, "urgent"),
        ({**FREE, "code_word": "yes", "code_said": "yes"}, "urgent"),
        ({"danger_now": "does_not_know", "someone_listens": "yes"}, "urgent"),
        ({**FREE, "core_unsafe": "yes", "under_18": "does_not_know"}, "urgent"),
        ({**FREE, "core_unsafe": "yes"}, "today"),
        ({**FREE, "told_directly": "yes"}, "today"),
        ({**FREE, "heard_owes": "yes", "heard_lie_age": "yes"}, "today"),
        ({"line_lost": "yes"}, "today"),
        ({}, "today"),
        ({**FREE, "danger_now": "does_not_know"}, "today"),
        (FREE, "next_day"),
        ({**FREE, "heard_owes": "yes"}, "next_day"),
    ],
)
def test_the_most_urgent_reason_decides_and_what_was_not_asked_is_no_no(answers, soon):
    verdict = of(answers)
    assert verdict.urgency == soon and verdict.reasons


def test_a_call_on_a_friday_night_for_the_next_working_day_is_due_on_monday():
    friday = dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC)  # nine in the evening of Friday in Houston
    assert answer_by("next_day", friday, 10, "America/Chicago").weekday() in (0, 1)
    assert answer_by("next_day", friday, 10, "America/Chicago").date() == dt.date(2026, 11, 24)
    assert answer_by("urgent", friday, 10, "America/Chicago") == friday + dt.timedelta(minutes=10)


def test_the_forbidden_time_goes_through_midnight():
    ten, six = dt.time(22), dt.time(6)
    assert is_forbidden(dt.time(23), ten, six) and is_forbidden(dt.time(5), ten, six)
    assert not is_forbidden(dt.time(12), ten, six) and not is_forbidden(dt.time(12), None, None)
    with pytest.raises(BadInput, match="agreed time"):
        check_window(dt.time(23), ten, six)
    with pytest.raises(BadInput, match="two limits"):
        check_window(None, ten, None)


NEW_YEAR = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
HOURS = st.one_of(st.none(), st.times().map(lambda one: one.replace(second=0, microsecond=0)))


@given(
    at=st.integers(0, 525_600).map(lambda minutes: NEW_YEAR + dt.timedelta(minutes=minutes)),
    start=HOURS,
    end=HOURS,
)
def test_the_hour_to_call_back_is_never_forbidden_and_the_first_that_is_not(at, start, end):
    found = first_permitted(at, start, end, "America/Chicago")
    if start is not None and start == end:
        assert found == at, "no hour is left"
        return

    def forbidden(moment):
        return is_forbidden(moment.astimezone(ZoneInfo("America/Chicago")).time(), start, end)

    assert not forbidden(found) and found >= at
    assert (found == at) is not forbidden(at)
    assert found == at or forbidden(found - dt.timedelta(minutes=1)) or found.month in (3, 11)


@pytest.mark.parametrize(
    "answers, order",
    [
        ({"danger_now": "yes", "can_talk": "yes"}, "call"),
        ({"danger_now": "no", "code_word": "yes", "code_said": "yes"}, "call"),
        ({"danger_now": "does_not_know", "can_talk": "no"}, "cannot_ask"),
        ({"danger_now": "does_not_know", "can_talk": "does_not_know"}, "cannot_ask"),
        ({"danger_now": "does_not_know", "someone_listens": "yes", "line_lost": "yes"}, "cannot_ask"),
        ({"danger_now": "does_not_know", "someone_listens": "yes"}, "ask"),
        ({"danger_now": "prefers_not_to_say", "can_talk": "yes", "someone_listens": "yes"}, "ask"),
        ({"core_unsafe": "yes", "under_18": "yes"}, "ask"),
        ({**FREE, "core_unsafe": "yes", "under_18": "yes"}, "on_danger"),
    ],
)
def test_about_911_there_is_one_thing_to_do_by_what_was_noted(answers, order):
    outcomes = screen(load_edition().instruments["phone-line"], answers).outcomes
    assert order_of(answers, outcomes, located=True) == order
    without = "nothing_to_tell" if order == "cannot_ask" else order
    assert order_of(answers, outcomes, located=False) == without, "danger that was told is called in anyway"


def test_a_telephone_that_is_shared_or_of_which_nothing_is_known_refuses_with_the_cure():
    rows = {one.id: one.note for one in load_edition().catalogues["device_questions"]}
    clean = dict.fromkeys(rows, "no")
    assert device_verdict(rows, clean).safe
    for answer in ("yes", "does_not_know", "prefers_not_to_say", "not_asked"):
        verdict = device_verdict(rows, {**clean, "looked_through": answer})
        assert not verdict.safe and verdict.reasons == (rows["looked_through"],)
    assert len(device_verdict(rows, {}).reasons) == len(rows)
