"""A misread number never passes for another kit; an hour on paper stands however old it is."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cauce.content.errors import BadInput
from cauce.intake.kits.rules import EXAMPLE, KitNumber, check_character, check_hour, read_number

POSTS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
NUMBERS = st.builds(KitNumber, POSTS, st.integers(1, 99_999))
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_the_check_character_is_that_of_the_standard():
    # The example of ISBT 128, which numbers donations of blood by the same method.
    assert check_character("G123498654321") == "H"
    assert str(KitNumber("HOU", 12)) == EXAMPLE


@given(NUMBERS, st.booleans(), st.sampled_from(["-", " ", "", " – "]))
def test_a_number_is_read_however_it_is_spaced(number, small, between):
    text = str(number).replace("-", between)
    assert read_number(text.lower() if small else text) == number


@given(NUMBERS, st.integers(0, 8), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_found(number, place, sign):
    bare = str(number).replace("-", "")
    assume(bare[place] != sign)
    with pytest.raises(BadInput):
        read_number(bare[:place] + sign + bare[place + 1 :])


@given(NUMBERS, st.integers(0, 7))
def test_two_signs_that_changed_places_are_always_found(number, place):
    bare = str(number).replace("-", "")
    assume(bare[place] != bare[place + 1])
    with pytest.raises(BadInput):
        read_number(bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :])


@pytest.mark.parametrize("text", ["", "HOU", "HOU-1-A", "9" * 40_000, "HOU-00012-Ñ", "\x00"])
def test_what_is_no_number_is_said_to_be_none(text):
    with pytest.raises(BadInput, match="no number"):
        read_number(text)


PRINTED = dt.datetime(2026, 5, 5, 12, 0, 30, tzinfo=dt.UTC)


@given(
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=4000)),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=4000)),
)
def test_an_hour_between_printing_and_now_stands_however_old(since, until):
    happened = PRINTED + since
    assert check_hour(happened, printed_at=PRINTED, now=happened + until) == happened
