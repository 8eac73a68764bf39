"""Who may read a complaint, by when it is answered, and how a code is written and checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from cauce.content.loader import load_edition
from cauce.rights.complaints.rules import (
    ALPHABET,
    ENDED,
    NEXT,
    SAYS,
    SENTENCES,
    STATES,
    Reader,
    Subject,
    code_of,
    due,
    late,
    may_read,
    plain_code,
    reading,
    repeated,
    reviewing,
)

MEXICO = ZoneInfo("America/Mexico_City")
HOUSTON = Subject("officer", "HOU")


def reader(role: str, *posts: str, user: str = "r") -> Reader:
    return Reader(user, frozenset({role}), frozenset(posts))


def test_headquarters_and_internal_control_read_what_is_said_of_a_post_and_the_post_never():
    assert may_read(reader("headquarters"), HOUSTON) and may_read(reader("internal_control"), HOUSTON)
    for role in ("head_of_post", "protection_consul", "auditor", "administrator", "analyst", "iom"):
        assert not may_read(reader(role), HOUSTON), role


def test_no_other_role_opens_it_to_whoever_is_or_was_of_the_post():
    for role in ("headquarters", "internal_control"):
        assert not may_read(reader(role, "HOU"), HOUSTON)
        assert may_read(reader(role, "LAR"), HOUSTON)


def test_whoever_is_named_never_reads_it_wherever_they_went_nor_anybody_there():
    moved = replace(HOUSTON, user="mateo", posts=frozenset({"HOU", "LAR"}), roles=frozenset())
    assert not may_read(reader("headquarters", user="mateo"), moved)
    assert not may_read(reader("headquarters", "LAR"), moved)
    went = replace(moved, roles=frozenset({"headquarters"}))
    assert reviewing(went) == {"internal_control"}
    assert not may_read(reader("headquarters"), went) and may_read(reader("internal_control"), went)


def test_about_headquarters_internal_control_alone_and_the_other_way_round():
    assert reading(Subject("headquarters")) == {"internal_control"}
    assert reading(Subject("control")) == {"headquarters"}
    both = Subject("headquarters", roles=frozenset({"internal_control"}))
    assert reviewing(both) == {"internal_control"}, "never nobody; the one named still does not"


def test_whoever_is_of_the_place_it_is_about_reads_it_by_no_second_role():
    two = Reader("r", frozenset({"headquarters", "internal_control"}), frozenset())
    assert not may_read(two, Subject("headquarters")) and not may_read(two, Subject("control"))
    assert not may_read(two, replace(HOUSTON, user="mateo", roles=frozenset({"headquarters"})))
    assert may_read(two, HOUSTON)


def test_where_no_post_is_said_nobody_of_any_post_reads_it():
    assert not may_read(reader("headquarters", "LAR"), Subject("officer"))
    assert may_read(reader("headquarters"), Subject("officer"))
    assert may_read(reader("headquarters", "LAR"), Subject("provider"))


@pytest.mark.parametrize("about", ["officer", "headquarters", "control", "iom"])
def test_iom_reads_only_what_concerns_it_and_with_her_yes(about):
    assert "iom" not in reading(Subject(about, with_iom=True))
    assert "iom" in reading(Subject("provider", with_iom=True))
    assert "iom" not in reading(Subject("provider"))
    assert "iom" not in reviewing(Subject("provider", with_iom=True))


def test_danger_and_what_staff_may_never_ask_are_read_at_once_and_the_rest_on_a_working_day():
    friday = dt.datetime(2026, 12, 4, 17, tzinfo=MEXICO)
    edition = load_edition()
    for urgent in ("danger", "sexual"):
        assert due(edition, urgent, friday, MEXICO).acknowledge == friday
    other = due(edition, "manner", friday, MEXICO)
    assert other.acknowledge.date() == dt.date(2026, 12, 7), "a Monday"
    assert other.acknowledge < other.answer < other.end


def test_the_first_date_unmet_is_told_and_none_once_it_ended():
    at = dt.datetime(2026, 12, 4, 17, tzinfo=MEXICO)
    by = due(load_edition(), "danger", at, MEXICO)
    assert late(at, state="filed", acknowledged=False, answered=False, due=by) == "acknowledge"
    later = by.end + dt.timedelta(days=1)
    assert late(at, state="acknowledged", acknowledged=True, answered=False, due=by) == ""
    assert late(later, state="in_review", acknowledged=True, answered=False, due=by) == "answer"
    assert late(later, state="in_review", acknowledged=True, answered=True, due=by) == "end"
    for state in ENDED:
        assert late(later, state=state, acknowledged=True, answered=True, due=by) == ""


def test_every_state_follows_from_another_and_has_its_sentences():
    assert {"filed", *(to for those in NEXT.values() for to in those)} == set(STATES)
    assert set(NEXT) == set(STATES) - set(ENDED)
    assert {code for codes in SAYS.values() for code in codes} == set(SENTENCES)


def test_a_code_is_read_back_however_it_is_typed_and_one_wrong_letter_is_always_noticed():
    code = code_of(bytes(range(40, 60)))
    letters = code.replace("-", "")
    assert len(code) == 14 and plain_code(code) == letters
    assert plain_code(f" {code.lower().replace('-', ' ')} ") == letters
    for place, right in enumerate(letters):
        for wrong in set(ALPHABET) - {right}:
            assert plain_code(letters[:place] + wrong + letters[place + 1 :]) == ""
    assert plain_code("") == plain_code(letters[:-1]) == plain_code(letters + "A") == ""


def test_what_comes_back_often_enough_is_counted_and_the_rest_is_not():
    assert repeated(["a", "a", "b", "a", "", "", ""], 3) == {"a": 3}
