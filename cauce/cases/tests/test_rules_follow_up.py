"""Silence: what counts as an attempt, when somebody else is told, and when contact is lost."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.cases.rules.follow_up import (
    NO_ANSWER,
    REACHED,
    RESULTS,
    SILENT,
    UNANSWERED,
    Try,
    check_closing,
    check_result,
    counts_as_safe,
    escalates,
    level_of,
    may_close_as_lost,
    missed,
    needs_second,
)
from cauce.content.errors import BadInput, Unknown
from cauce.rules.contact import NEVER, SafeRecord, SafeWay, may_contact

CHICAGO = ZoneInfo("America/Chicago")
NOON = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)


def tried(day: int, result: str = NO_ANSWER, *, safe: bool = True, hour: int = 0) -> Try:
    at = NOON + dt.timedelta(days=day, hours=hour)
    return Try(at, at.date(), result, safe)


def test_several_attempts_on_one_day_and_unsafe_ones_do_not_make_it_lost():
    same_day = [tried(0), tried(0, hour=1), tried(0, hour=2)]
    assert may_close_as_lost(same_day, 3).days == 1
    assert may_close_as_lost([*same_day, tried(1, safe=False), tried(2, safe=False)], 2).days == 1
    assert may_close_as_lost([tried(0), tried(1), tried(2)], 3).allowed


def test_having_spoken_begins_the_count_again():
    tries = [tried(0), tried(1), tried(2, REACHED), tried(3)]
    assert missed(tries) == 1 and not may_close_as_lost(tries, 2).allowed


def test_closing_for_lost_contact_says_how_many_days_are_missing():
    with pytest.raises(BadInput, match="1 of 5 different days"):
        check_closing("lost_contact", "not_asked", [tried(0)], 5)
    check_closing("goals_met", "yes", [], 5)
    with pytest.raises(Unknown):
        check_closing("goals_met", "mucho", [], 5)


@pytest.mark.parametrize(
    ("tries", "days", "reasons"),
    [
        ([], 0, ()),
        ([], 3, (SILENT,)),
        ([tried(0)], 0, ()),
        ([tried(0), tried(1)], 0, (UNANSWERED,)),
        ([tried(0), tried(1), tried(2, REACHED)], 0, ()),
        ([tried(0, safe=False)] * 5, 0, (UNANSWERED,)),
        ([tried(0), tried(1)], 5, (SILENT, UNANSWERED)),
    ],
)
def test_silence_is_told_by_days_or_by_attempts(tries, days, reasons):
    at = NOON + dt.timedelta(days=days)
    found = escalates(tries, due=NOON, at=at, most_tries=2, most_days=3)
    assert found.reasons == reasons and found.tell is bool(reasons)


def test_without_a_date_only_attempts_tell_and_an_unknown_risk_is_the_highest():
    assert not escalates([], due=None, at=NOON, most_tries=1, most_days=0).tell
    assert level_of(None) == "high" and level_of("low") == "low"


def test_a_word_that_was_not_said_is_no_contact():
    with pytest.raises(BadInput, match="agreed word"):
        check_result(REACHED, True, "no", she_came=False)
    check_result(REACHED, True, "no", she_came=True)  # she stands here
    check_result(REACHED, False, "not_agreed", she_came=False)
    with pytest.raises(Unknown):
        check_result("nada", False, "yes", she_came=False)


def held(*ways: str) -> SafeRecord:
    """Marked today as safe from noon to two, in Spanish."""
    noon = frozenset(range(7)), dt.time(12), dt.time(14), frozenset({"spa"})
    rows = tuple(SafeWay(way, *noon) for way in ways)
    return SafeRecord(NOON - dt.timedelta(days=1), NOON + dt.timedelta(days=29), CHICAGO, rows)


def safe(record, way, *, hour=0, agreed=True, danger=True) -> bool:
    at = NOON + dt.timedelta(hours=hour)
    return counts_as_safe(record, way, "spa", at, agreed=agreed, danger=danger)


@pytest.mark.parametrize("way", ["in_person", "third_person"])
def test_in_danger_going_in_person_or_through_whom_she_trusts_counts_by_her_own_marks(way):
    record = held(way)
    assert safe(record, way)
    assert not may_contact(record, way, "spa", NOON, agreed=True, danger=True).allowed  # nothing sent
    for wrong in (
        safe(record, way, hour=3),
        safe(record, way, agreed=False),
        safe(None, way),
        safe(held("phone_call"), way),
        safe(held(way, NEVER), way),
    ):
        assert not wrong


def test_in_danger_no_call_and_no_message_counts_whatever_was_marked():
    for way in ("phone_call", "text_message", "whatsapp", "email"):
        assert safe(held(way), way, danger=False) and not safe(held(way), way)


@pytest.mark.parametrize(
    ("reason", "level", "danger", "needed"),
    [
        ("lost_contact", "high", False, True),
        ("lost_contact", "low", True, True),
        ("lost_contact", None, False, True),
        ("lost_contact", "medium", False, False),
        ("lost_contact", "low", False, False),
        ("goals_met", "high", True, False),
    ],
)
def test_losing_contact_takes_somebody_else_at_a_high_risk_and_where_it_was_not_assessed(
    reason, level, danger, needed
):
    assert needs_second(reason, level, danger=danger) is needed


TRIES = st.lists(
    st.builds(
        tried, st.integers(0, 30), st.sampled_from(list(RESULTS)), safe=st.booleans(), hour=st.integers(0, 5)
    ),
    max_size=20,
)


@given(TRIES, st.integers(1, 8))
def test_contact_is_never_lost_with_fewer_safe_days_than_needed_nor_right_after_speaking(tries, needed):
    verdict = may_close_as_lost(tries, needed)
    assert verdict.allowed is (verdict.days >= needed) and verdict.days <= missed(tries)
    assert not may_close_as_lost([*tries, tried(99, REACHED)], needed).allowed
