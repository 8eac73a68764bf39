"""When a record ends, told with the edition's own years; and the days of a request about data."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from cauce.content.loader import load_edition
from cauce.rights.rights.rules.data_request import answer_due, effect_due
from cauce.rights.rights.rules.retention import Authorisation, Hold, covers, due, is_held

HOUSTON = ZoneInfo("America/Chicago")
CLOSED = dt.datetime(2023, 3, 10, 23, 30, tzinfo=HOUSTON)


@pytest.fixture(scope="module")
def edition():
    return load_edition()


def parts(edition, on, holds=(), closed=CLOSED):
    return [one.part for one in due(edition, closed, on, HOUSTON, holds)]


def test_words_go_first_then_who_it_is_then_all(edition):
    assert parts(edition, dt.date(2025, 3, 10)) == []
    assert parts(edition, dt.date(2025, 3, 11)) == ["words"]
    assert parts(edition, dt.date(2028, 3, 11)) == ["words", "identity"]
    assert parts(edition, dt.date(2035, 3, 11)) == ["words", "identity", "record"]


def test_nothing_ends_while_a_record_is_open(edition):
    assert parts(edition, dt.date(2090, 1, 1), closed=None) == []


def test_the_29th_of_february_ends_on_the_last_of_february(edition):
    leap = dt.datetime(2024, 2, 29, 12, tzinfo=HOUSTON)
    assert parts(edition, dt.date(2026, 2, 28), closed=leap) == []
    assert parts(edition, dt.date(2026, 3, 1), closed=leap) == ["words"]


def test_a_hold_stops_the_clock_until_its_last_day(edition):
    hold = Hold(until=dt.date(2026, 1, 31))
    assert parts(edition, dt.date(2026, 1, 31), [hold]) == []
    assert parts(edition, dt.date(2026, 2, 1), [hold]) == ["words"]
    assert parts(edition, dt.date(2025, 3, 11), [Hold(hold.until, lifted=True)]) == ["words"]
    assert is_held([hold], dt.date(2026, 1, 31)) and not is_held([], dt.date(2026, 1, 31))


def test_an_authorisation_covers_what_it_says_and_nothing_else():
    on, closed = dt.date(2035, 1, 1), dt.date(2023, 3, 10)
    one = Authorisation(closed_until=closed, issued_on=dt.date(2034, 1, 1), post="HOU")
    assert covers(one, "HOU", closed, on)
    assert not covers(one, "LAR", closed, on)
    assert not covers(one, "HOU", closed + dt.timedelta(days=1), on)
    assert not covers(one, "HOU", closed, dt.date(2033, 12, 31))


def test_twenty_working_days_to_answer_ten_more_and_fifteen_to_carry_it_out(edition):
    received = dt.datetime(2026, 9, 1, 10, tzinfo=HOUSTON)  # Labor Day and 16 September lie between
    assert answer_due(edition, received, HOUSTON).date() == dt.date(2026, 10, 1)
    assert answer_due(edition, received, HOUSTON, extended=True).date() == dt.date(2026, 10, 16)
    assert effect_due(edition, received, HOUSTON).date() == dt.date(2026, 9, 24)
