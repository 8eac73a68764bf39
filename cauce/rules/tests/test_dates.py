"""Deadlines as a post lives them: its hours, its holidays, the nights when the clock changes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput, Unknown
from cauce.rules import dates

HOUSTON = dates.zone("America/Chicago")
PHOENIX = dates.zone("America/Phoenix")
DENVER = dates.zone("America/Denver")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def due(start: str, amount: int, unit: str, tz=HOUSTON) -> str:
    return dates.add(at(start), amount, unit, tz).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        ("2026-11-24T10:00-06:00", 0, "hours", "2026-11-24T10:00-06:00"),
        ("2026-11-24T10:00-06:00", 15, "minutes", "2026-11-24T10:15-06:00"),
        ("2026-11-24T10:00-06:00", 0, "days", "2026-11-24T23:59-06:00"),
        ("2026-11-24T10:00-06:00", 0, "working_days", "2026-11-24T23:59-06:00"),
        ("2026-11-24T10:00-06:00", 3, "days", "2026-11-27T23:59-06:00"),
        # 26 November 2026 is Thanksgiving in the United States
        ("2026-11-24T10:00-06:00", 5, "working_days", "2026-12-02T18:00-06:00"),
        # 16 November 2026 is the day of the Revolution in Mexico
        ("2026-11-13T10:00-06:00", 1, "working_days", "2026-11-17T18:00-06:00"),
        # 16 September: independence of Mexico; 7 September: Labor Day in the United States
        ("2026-09-04T17:00-05:00", 8, "working_days", "2026-09-18T18:00-05:00"),
        ("2026-11-28T10:00-06:00", 1, "working_days", "2026-11-30T18:00-06:00"),
        # over the end of the year: 25 December and 1 January are closed in both countries
        ("2026-12-23T10:00-06:00", 7, "working_days", "2027-01-05T18:00-06:00"),
        ("2027-01-05T10:00-06:00", -3, "working_days", "2026-12-30T18:00-06:00"),
        ("2026-01-31T10:00-06:00", 1, "months", "2026-02-28T23:59-06:00"),
        ("2026-12-15T10:00-06:00", 2, "months", "2027-02-15T23:59-06:00"),
        ("2026-12-15T10:00-06:00", -12, "months", "2025-12-15T23:59-06:00"),
        ("2028-02-29T10:00-06:00", 1, "years", "2029-02-28T23:59-06:00"),
        ("2028-02-29T10:00-06:00", 4, "years", "2032-02-29T23:59-06:00"),
    ],
)
def test_it_counts_from_a_day_in_houston(start, amount, unit, expected):
    assert due(start, amount, unit) == expected


def test_it_counts_in_the_local_day_of_the_post_and_not_in_utc():
    # 02:00 in UTC is still the evening before in Houston
    assert due("2026-11-25T02:00+00:00", 0, "days") == "2026-11-24T23:59-06:00"


def test_it_lets_an_hour_be_an_hour_when_the_clock_changes():
    assert due("2026-03-08T01:30-06:00", 1, "hours") == "2026-03-08T03:30-05:00"
    assert due("2026-11-01T00:30-05:00", 24, "hours") == "2026-11-01T23:30-06:00"


def test_it_ends_a_day_at_its_local_end_when_the_clock_changes():
    assert due("2026-03-07T12:00-06:00", 1, "days") == "2026-03-08T23:59-05:00"


def test_it_knows_that_arizona_does_not_change_its_clock():
    assert due("2026-03-07T12:00-07:00", 1, "days", PHOENIX) == "2026-03-08T23:59-07:00"
    assert due("2026-03-07T12:00-07:00", 1, "days", DENVER) == "2026-03-08T23:59-06:00"


def test_it_moves_a_clock_time_that_does_not_exist_and_takes_the_first_of_two():
    skipped = dates.local_instant(dt.date(2026, 3, 8), dt.time(2, 30), HOUSTON)
    twice = dates.local_instant(dt.date(2026, 11, 1), dt.time(1, 30), HOUSTON)
    assert skipped.isoformat() == "2026-03-08T03:30:00-05:00"
    assert twice.isoformat() == "2026-11-01T01:30:00-05:00"


def test_it_starts_a_plain_date_with_its_local_day():
    assert dates.add(dt.date(2026, 6, 1), 24, "hours", HOUSTON) == at("2026-06-02T00:00-05:00")


def test_it_refuses_an_instant_without_a_time_zone():
    with pytest.raises(BadInput, match="no time zone"):
        dates.add(dt.datetime.fromisoformat("2026-11-24T10:00"), 1, "days", HOUSTON)


@pytest.mark.parametrize("text", ["", "mañana", "2026-13-01T10:00Z", "2026-12-01T10:00:00", 7, None])
def test_it_refuses_a_text_that_is_no_instant_and_shows_how_to_write_one(text):
    with pytest.raises(BadInput) as problem:
        dates.read_instant(text, "--at")
    assert "-06:00" in problem.value.cure_es


def test_it_names_the_nearest_time_zone_and_unit():
    with pytest.raises(Unknown, match="America/Chicago"):
        dates.zone("America/Chicgo")
    with pytest.raises(Unknown, match="working_days"):
        dates.add(dt.date(2026, 1, 1), 1, "workingdays", HOUSTON)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), st.integers(1, 300))
def test_it_counts_working_days_one_by_one_to_the_same_day(day, amount):
    counted = day
    left = amount
    while left:
        counted += dt.timedelta(days=1)
        left -= dates.is_working_day(counted)
    assert dates.add_working_days(day, amount) == counted


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), st.integers(1, 300))
def test_it_comes_back_from_a_working_day(day, amount):
    first = dates.add_working_days(day, 1)
    assert dates.add_working_days(dates.add_working_days(first, amount), -amount) == first


@pytest.mark.parametrize(
    ("when", "es", "en"),
    [
        (
            "2026-11-25T10:00-06:00",
            "mañana a las 10:00, hora de Houston",
            "tomorrow at 10:00, Houston time",
        ),
        (
            "2026-11-24T13:05-06:00",
            "hoy a las 13:05, hora de Houston",
            "today at 13:05, Houston time",
        ),
        (
            "2026-11-23T01:00-06:00",
            "ayer a la 01:00, hora de Houston",
            "yesterday at 01:00, Houston time",
        ),
        (
            "2026-11-24T23:59-06:00",
            "hoy, antes de que acabe el día, hora de Houston",
            "today, by the end of the day, Houston time",
        ),
        (
            "2026-12-02T18:00-06:00",
            "el miércoles 2 de diciembre a las 18:00, hora de Houston",
            "Wednesday, December 2 at 18:00, Houston time",
        ),
        (
            "2027-01-05T18:00-06:00",
            "el martes 5 de enero de 2027 a las 18:00, hora de Houston",
            "Tuesday, January 5, 2027 at 18:00, Houston time",
        ),
    ],
)
def test_it_says_a_due_date_as_people_do(when, es, en):
    now = at("2026-11-24T09:00-06:00")
    assert dates.says_due(at(when), at=now, tz=HOUSTON, city="Houston", language="es") == es
    assert dates.says_due(at(when), at=now, tz=HOUSTON, city="Houston", language="en") == en


def test_it_says_that_there_is_no_deadline():
    now = at("2026-11-24T09:00-06:00")
    assert dates.says_due(None, at=now, tz=HOUSTON, city=None, language="es") == "sin plazo"
    said = {city: dates.says_due(now, at=now, tz=HOUSTON, city=city, language="es") for city in (None, "")}
    assert said[None] == f"{said['']}, hora local", "the page says once whose it is"
