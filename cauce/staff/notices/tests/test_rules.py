"""An e-mail says how many things wait and nothing else; the clock is that of whoever is told."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput, Unknown
from cauce.staff.notices import rules as mailing
from cauce.staff.notices.rules import Counts, Preference

AT = dt.datetime(2026, 12, 1, 16, 0, tzinfo=dt.UTC)
ON = AT.date()
ZONES = ("America/Phoenix", "America/New_York", "America/Mexico_City", "America/Los_Angeles", "UTC")


@given(st.builds(Counts, *[st.integers(0, 5000)] * 3), st.booleans())
def test_an_e_mail_holds_counts_and_words_that_are_always_the_same(counts, standing_in):
    if not counts:
        with pytest.raises(ValueError, match="nothing waits"):
            mailing.words(counts)
        return
    body = mailing.words(counts, standing_in)
    told = {str(one) for one in (counts.new, counts.today, counts.late) if one}
    assert set(re.findall(r"\d+", body)) == told
    assert not re.search(r"https?:|www|@|HOU|folio|trata|v[ií]ctim", body, re.IGNORECASE)


def test_one_thing_is_said_as_one_and_two_as_two():
    assert "1 aviso nuevo." in mailing.words(Counts(1))
    assert "2 avisos nuevos · 1 pendiente para hoy." in mailing.words(Counts(2, 1))
    assert "1 thing overdue." in mailing.words(Counts(late=1))


def test_who_stands_in_is_told_that_some_are_not_theirs():
    assert "usted suple" in mailing.words(Counts(1), standing_in=True)
    assert "usted suple" not in mailing.words(Counts(today=1), standing_in=True)


@given(st.integers(0, 2 * 365 * 24 * 60), st.integers(0, 23), st.sampled_from(ZONES))
def test_the_chosen_hour_strikes_once_a_day_whatever_the_clock_does(minutes, hour, tz):
    after = AT + dt.timedelta(minutes=minutes)
    chosen = Preference("a@b.mx", mailing.DAILY, hour, tz)
    first = mailing.next_hour(chosen, after)
    second = mailing.next_hour(chosen, first)
    assert after < first <= after + dt.timedelta(hours=25)
    assert dt.timedelta(hours=22) <= second - first <= dt.timedelta(hours=26)


def test_a_day_away_is_the_day_of_whoever_is_away():
    chosen = Preference(
        tz="America/Los_Angeles", away_from=dt.date(2026, 12, 2), away_to=dt.date(2026, 12, 2)
    )
    assert not chosen.is_away(dt.datetime(2026, 12, 2, 7, 59, tzinfo=dt.UTC))  # still the first
    assert chosen.is_away(dt.datetime(2026, 12, 2, 8, 0, tzinfo=dt.UTC))
    assert chosen.is_away(dt.datetime(2026, 12, 3, 7, 59, tzinfo=dt.UTC))


def test_what_is_urgent_does_not_wait_for_the_daily_message():
    daily = Preference("a@b.mx", mailing.DAILY, confirmed=True)
    assert mailing.leaves_at_once(daily, urgent=True)
    assert not mailing.leaves_at_once(daily, urgent=False)
    assert not mailing.leaves_at_once(Preference("a@b.mx", mailing.DESK, confirmed=True), urgent=True)
    unsure = Preference("a@b.mx", mailing.NOW)
    assert unsure.wants_mail() and not mailing.leaves_at_once(unsure, urgent=True)


def test_it_is_tried_for_four_days_each_time_later_and_then_no_more():
    waits = []
    while (wait := mailing.next_try(len(waits) + 1)) is not None:
        waits.append(wait)
    assert waits == sorted(waits)
    assert dt.timedelta(days=4) <= sum(waits, dt.timedelta()) <= dt.timedelta(days=5)


@pytest.mark.parametrize(
    ("chosen", "where", "words"),
    [
        (Preference(mode=mailing.NOW), "email", "Falta la dirección"),
        (Preference("nadie", mailing.NOW), "email", "no es una dirección"),
        (Preference("a@b.mx\nBcc: c@d.mx", mailing.NOW), "email", "no es una dirección"),
        (Preference("a@correo.ejemplo", mailing.NOW), "email", "de la institución"),
        (Preference(hour=24), "hour", "0 a 23"),
        (Preference(away_from=ON), "away_to", "Falta uno"),
        (Preference(away_to=ON), "away_from", "Falta uno"),
        (Preference(stand_in="x"), "away_from", "no qué días"),
        (Preference(away_from=ON, away_to=ON - dt.timedelta(days=1)), "away_to", "no pueden ser"),
        (
            Preference(away_from=ON - dt.timedelta(days=9), away_to=ON - dt.timedelta(days=2)),
            "away_to",
            "no pueden ser",
        ),
        (Preference(away_from=ON, away_to=ON + dt.timedelta(days=400)), "away_to", "no pueden ser"),
    ],
)
def test_what_cannot_be_chosen_is_told_with_its_field(chosen, where, words):
    with pytest.raises(BadInput) as told:
        mailing.check(chosen, ("sre.ejemplo.mx",), ON)
    assert told.value.where == where and words in told.value.es


def test_another_way_names_those_that_there_are():
    with pytest.raises(Unknown):
        mailing.check(Preference(mode="paloma"), (), ON)


def test_any_address_will_do_where_no_institution_is_named():
    mailing.check(Preference("a@correo.ejemplo", mailing.NOW), (), ON)
    mailing.check(Preference("a@SRE.ejemplo.mx", mailing.NOW), ("sre.ejemplo.mx",), ON)


def test_an_e_mail_with_a_code_says_its_figures_in_both_languages_and_not_what_it_is_for():
    said = mailing.code_words("042137")
    assert said.count("042137") == 2 and "Your code" in said and said.startswith("Su código")
    for word in ("aviso", "notice", "confirm", "http", "consul", "cauce."):
        assert word not in said.lower() and word not in mailing.CODE_SUBJECT.lower()
