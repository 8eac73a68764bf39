"""A link opens while it is young, whole and not tried too often; a number of people singles nobody out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput
from cauce.rules.referral import chase_now
from cauce.sharing.referrals.rules.group import at_least
from cauce.sharing.referrals.rules.reply_link import Limits, plain_code, standing

AT = dt.datetime(2026, 3, 4, 15, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
DAYS = (3, 7, 15)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "open"),
        ({"closed": True}, "closed"),
        ({"expires_at": AT}, "over"),
        ({"tries": 5}, "tries"),
        ({"views": 30}, "views"),
    ],
)
def test_it_says_why_a_link_no_longer_opens(changes, why):
    given_ = {"expires_at": AT + DAY, "closed": False, "tries": 4, "views": 29} | changes
    found = standing(limits=Limits(5, 30), at=AT, **given_)
    assert (found.opens, found.why) == (why == "open", why)
    assert found.reason.es and found.reason.en


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1234 5678", "12345678"),
        (" 12-34-56-78 ", "12345678"),
        ("1234567", ""),
        ("123456789", ""),
        ("1234567a", ""),
        ("", ""),
        ("١٢٣٤٥٦٧٨", ""),
    ],
)
def test_a_code_is_eight_figures_however_they_are_spaced(typed, code):
    assert plain_code(typed) == code


@given(st.integers(0, 10_000), st.integers(2, 20))
def test_a_number_without_names_is_never_exact_below_the_least(count, least):
    told = at_least(count, least)
    assert (told is None) == (count < least)
    if told is not None:
        assert told % least == 0 and told <= count < told + least


def test_less_than_nobody_is_refused():
    with pytest.raises(BadInput):
        at_least(-1, 5)


@given(st.integers(0, 400), st.sampled_from((0, *DAYS)))
def test_a_silence_that_nobody_watched_is_chased_once(hours, chased):
    at = AT + hours * dt.timedelta(hours=1)
    day = chase_now(AT, DAYS, chased, at)
    if day is None:
        assert all(one <= chased or AT + one * DAY > at for one in DAYS)
    else:
        assert day > chased and AT + day * DAY <= at
        assert chase_now(AT, DAYS, day, at) is None
