"""A15: nobody is reached through a way, an hour or a language that she did not mark as safe today."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput
from cauce.rules.contact import NEVER, SHE_COMES, SafeRecord, SafeWay, may_contact, open_now
from cauce.rules.discreet_text import REMINDERS, SENDER, tells

HOUSTON = ZoneInfo("America/Chicago")
NOON = dt.datetime(2026, 6, 10, 12, 0, tzinfo=HOUSTON)  # a Wednesday
WAYS = ("phone_call", "text_message", "whatsapp", "email", "third_person", "in_person", SHE_COMES, NEVER)
DAY = dt.timedelta(days=1)


def record(*ways, since=NOON - DAY, days=30):
    return SafeRecord(since, since + dt.timedelta(days=days), HOUSTON, ways)


def call(**changes):
    given = {
        "way": "phone_call",
        "days": frozenset({2}),
        "start": dt.time(9),
        "end": dt.time(14),
        "languages": frozenset({"spa"}),
    } | changes
    return SafeWay(**given)


def ask(held, way="phone_call", language="spa", at=NOON, agreed=True, danger=False):
    return may_contact(held, way, language, at, agreed=agreed, danger=danger)


def test_it_is_safe_only_where_all_of_it_fits():
    assert ask(record(call())).allowed
    for wrong in (
        ask(None),
        ask(record(call()), way="email"),
        ask(record(call()), language="nah"),
        ask(record(call()), at=NOON + DAY),
        ask(record(call()), at=NOON + dt.timedelta(hours=2)),
        ask(record(call()), agreed=False),
        ask(record(call()), danger=True),
        ask(record(call(), since=NOON - 31 * DAY)),
        ask(record(call(), SafeWay(NEVER))),
        ask(record(SafeWay(SHE_COMES, languages=frozenset({"spa"}))), way=SHE_COMES),
    ):
        assert not wrong.allowed and wrong.reasons and wrong.in_person


def test_hours_through_midnight_belong_to_the_evening_before():
    night = call(start=dt.time(22), end=dt.time(2))
    evening = dt.datetime(2026, 6, 10, 23, 0, tzinfo=HOUSTON)
    assert ask(record(night), at=evening).allowed
    assert ask(record(night), at=evening + dt.timedelta(hours=2)).allowed
    assert not ask(record(night), at=evening - DAY + dt.timedelta(hours=2)).allowed


def test_the_clock_is_hers_and_not_the_servers():
    assert ask(record(call()), at=NOON.astimezone(dt.UTC)).allowed
    with pytest.raises(BadInput):
        ask(record(call()), at=NOON.replace(tzinfo=None))


days = st.frozensets(st.integers(0, 6), min_size=1)
tongues = st.frozensets(st.sampled_from(["spa", "eng", "nah"]))
hours = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 1, 30, 59]))
ways = st.builds(SafeWay, st.sampled_from(WAYS), days, hours, hours, tongues)
YEAR = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
moments = st.integers(0, 365 * 24 * 60).map(lambda minute: YEAR + dt.timedelta(minutes=minute))


@given(
    st.lists(ways, max_size=4),
    st.sampled_from(WAYS),
    st.sampled_from(["spa", "eng", "mix"]),
    moments,
    moments,
    st.integers(1, 60),
    st.booleans(),
    st.booleans(),
)
def test_no_yes_ever_comes_without_every_one_of_its_conditions(
    held, way, language, at, since, length, agreed, danger
):
    kept = record(*held, since=since, days=length)
    verdict = may_contact(kept, way, language, at, agreed=agreed, danger=danger)
    local = at.astimezone(HOUSTON)
    fits = any(one.way == way and language in one.languages and one.open_at(local) for one in held)
    expected = (
        agreed
        and not danger
        and since <= at < since + dt.timedelta(days=length)
        and fits
        and way not in (SHE_COMES, NEVER)
        and all(one.way != NEVER for one in held)
    )
    assert verdict.allowed is expected
    assert bool(verdict.reasons) is not expected
    assert ((way, language) in open_now(kept, at, agreed=agreed, danger=danger)) is expected


def test_what_is_sent_to_a_person_says_nothing_in_either_language():
    for text in REMINDERS.values():
        assert tells(text.es) == () and tells(text.en) == ()
    assert tells(SENDER) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Su caso de trata",
        "Llame al consulado",
        "consulate of Mexico",
        "víctima",
        "trafficking case",
        "vea https://example.org/x",
        "su refugio",
        "immigration office",
        "la policía",
        "your visa",
    ],
)
def test_it_notices_a_word_that_tells(text):
    assert tells(text)
