"""A contact is due on its day where the person lives; what nobody made stays, and silence is told."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.loader import load_edition
from cauce.family.reunification.rules.after_return import (
    Contact,
    Try,
    owed,
    schedule,
    silence,
    state_of,
    tells,
    zone_of_state,
)
from cauce.rules.contact import SafeRecord, elsewhere

EDITION = load_edition()
POST = ZoneInfo("America/Chicago")
TIJUANA = ZoneInfo("America/Tijuana")
AT = dt.datetime(2026, 12, 1, 18, tzinfo=dt.UTC)


def test_every_state_of_mexico_has_a_clock_and_some_have_several():
    codes = [row["code"] for row in EDITION.catalogues["mx_states"]]
    found = [zone_of_state(EDITION, code, POST) for code in codes]
    assert all(one.known for one in found) and sum(one.several for one in found) == 5
    assert zone_of_state(EDITION, "99", POST) == type(found[0])(POST, False, False)


def test_contacts_are_due_by_the_end_of_the_day_there():
    # 3 December at 23:30 in Tijuana is 4 December in Houston: the day there counts.
    received = dt.datetime(2026, 12, 3, 23, 30, tzinfo=TIJUANA)
    found = schedule(EDITION, received, TIJUANA)
    assert [days for days, _ in found] == [7, 30, 90, 180]
    assert [due.date() for _, due in found] == [
        dt.date(2026, 12, 10),
        dt.date(2027, 1, 2),
        dt.date(2027, 3, 3),
        dt.date(2027, 6, 1),
    ]
    assert found[0][1].utcoffset() == dt.timedelta(hours=-8)


def contact(day: int, *tries: tuple[int, str]) -> Contact:
    due = dt.datetime(2026, 12, day, 23, 59, tzinfo=TIJUANA)
    return Contact(due, tuple(Try(dt.datetime(2026, 12, d, 12, tzinfo=TIJUANA), o) for d, o in tries))


def at(day: int, hour: int = 12) -> dt.datetime:
    return dt.datetime(2026, 12, day, hour, tzinfo=TIJUANA)


def test_a_missed_one_never_disappears():
    one = contact(10)
    assert [state_of(one, at(d)) for d in (9, 10, 11, 20)] == ["ahead", "due", "missed", "missed"]
    assert owed(one, at(10)) and owed(one, at(20)) and not owed(one, at(9))
    assert state_of(contact(10, (10, "not_answered")), at(12)) == "not_answered"
    assert state_of(contact(10, (10, "not_answered"), (12, "made")), at(12)) == "made"


@pytest.mark.parametrize(
    ("contacts", "count"),
    [
        ((contact(10),), 1),
        ((contact(10, (10, "not_answered")),), 1),
        ((contact(10, (10, "not_answered"), (11, "not_safe")),), 2),
        ((contact(10, (10, "not_answered"), (11, "made")),), 0),
        ((contact(10), contact(12)), 2),
        ((contact(10), contact(12, (12, "made"))), 0),
        ((contact(10, (10, "made")), contact(12, (12, "not_answered")), contact(28)), 1),
    ],
)
def test_silence_counts_what_failed_in_a_row(contacts, count):
    assert silence(contacts, at(20)) == count


@given(st.lists(st.sampled_from(["not_answered", "not_safe"]), max_size=6))
def test_whoever_is_reached_ends_the_silence(outcomes):
    tries = [(number + 1, outcome) for number, outcome in enumerate(outcomes)]
    assert silence((contact(1, *tries),), at(20)) == max(len(outcomes), 1)
    assert silence((contact(1, *tries, (19, "made")),), at(20)) == 0


def test_silence_is_told_sooner_where_the_risk_was_high():
    assert not tells(EDITION, 1, high=False, on=AT.date()) and tells(EDITION, 2, high=False, on=AT.date())
    assert tells(EDITION, 1, high=True, on=AT.date()) and not tells(EDITION, 0, high=True, on=AT.date())


def test_what_was_agreed_before_leaving_holds_until_the_next_contact_and_no_longer():
    record = SafeRecord(AT, AT + dt.timedelta(days=30), POST)
    assert elsewhere(None, TIJUANA, AT, 100) is None
    assert elsewhere(record, TIJUANA, None, 100).expires_at == record.expires_at
    moved = elsewhere(record, TIJUANA, AT + dt.timedelta(days=1), 100)
    assert moved.zone == TIJUANA and moved.expires_at == AT + dt.timedelta(days=101)
    # What was said anew since rests on its own validity.
    later = SafeRecord(AT + dt.timedelta(days=5), AT + dt.timedelta(days=35), POST)
    assert elsewhere(later, TIJUANA, AT, 100).expires_at == later.expires_at
