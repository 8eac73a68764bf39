"""Once somebody set out: the arrival, the contacts on their days, and silence that is told."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.content.errors import BadInput
from cauce.demo import returning as demo
from cauce.family.reunification import access_returning as access
from cauce.family.reunification.actions import (
    ReturnAttempt,
    depart_return,
    note_contact,
    note_received,
    receive_return,
    start_return,
)
from cauce.family.reunification.models import Return, ReturnContact, ReturnTry
from cauce.operations.loop.tick import tick
from cauce.staff.notices.models import Message
from tests.returns import DAY, HOUR, NOON, acts, left, ready, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]
HERE = ZoneInfo("America/Chicago")


def test_a_whole_return_to_the_contact_after_thirty_days(cast, who, trip, clock):
    trip = ready(who, trip)
    assert left(who, trip) == set() and trip.prepared_at and acts(trip.case, "return_prepared") == 1
    clock.move_to(NOON + HOUR)
    depart_return(actor=who.actor, trip=trip, when=timezone.now(), at=timezone.now())
    clock.move_to(NOON + 9 * HOUR)
    receive_return(actor=who.there, trip=trip, when=timezone.now(), at=timezone.now())
    trip = access.newest(trip.case)
    assert trip.state == "received" and trip.shared is None
    assert [c.days for c in trip.contacts.order_by("days")] == [7, 30, 90, 180]
    rows = dict(trip.contacts.values_list("days", "id"))

    def reach(days: int, outcome="made", **more):
        note_contact(
            actor=who.actor,
            trip=trip,
            contact=ReturnContact.objects.get(id=rows[days]),
            attempt=ReturnAttempt(
                outcome=outcome, when=timezone.now(), **{"way": "phone_call", "language": "spa"} | more
            ),
            at=timezone.now(),
        )

    with pytest.raises(BadInput) as refused:
        reach(7)
    assert "todavía no le toca" in refused.value.es
    for days in (7, 30, 90, 180):
        clock.move_to(NOON + days * DAY)
        assert access.due_here(cast.ines.actor, "HOU", timezone.now()) == 1
        reach(days, note="Está bien.")
        assert access.due_here(cast.ines.actor, "HOU", timezone.now()) == 0
        with pytest.raises(BadInput):
            reach(days)
    assert access.newest(trip.case).state == "accompanied"
    assert access.tries_of(trip)[0][1] == "Está bien."


def test_a_contact_needs_a_way_that_was_safe_then(who, trip, clock):
    back = demo.received(who, NOON - 8 * DAY)
    contact = back.contacts.order_by("days").first()
    given = {"actor": who.actor, "trip": back, "contact": contact, "at": timezone.now()}

    def tried(outcome: str, *way: str) -> ReturnAttempt:
        return ReturnAttempt(outcome, timezone.now(), *way)

    with pytest.raises(BadInput) as refused:
        note_contact(**given, attempt=tried("not_answered", "whatsapp", "spa"))
    assert "no está marcado como seguro" in refused.value.es
    note_contact(**given, attempt=tried("not_safe"))
    note_contact(**given, attempt=tried("made", "comes_in"))  # the person called
    assert ReturnTry.objects.count() == 2
    # 110 days after the last contact nothing holds any more: the default is no.
    clock.move_to(NOON + 110 * DAY)
    later = back.contacts.get(days=90)
    with pytest.raises(BadInput) as refused:
        note_contact(
            **given | {"contact": later, "at": timezone.now()}, attempt=tried("made", "phone_call", "spa")
        )
    assert "venció" in refused.value.es


def test_silence_is_told_once_and_sooner_where_the_risk_was_high(cast, who, clock):
    quiet = demo.received(who, NOON - 8 * DAY)
    tick(timezone.now())
    assert told("return_silence") == []  # one missed is not yet told
    note_contact(
        actor=who.actor,
        trip=quiet,
        contact=quiet.contacts.order_by("days").first(),
        attempt=ReturnAttempt(outcome="not_answered", way="phone_call", language="spa", when=timezone.now()),
        at=timezone.now(),
    )
    assert access.owed_by(quiet, timezone.now()).count == 1
    clock.move_to(NOON + 23 * DAY)
    tick(timezone.now())
    tick(timezone.now() + DAY)
    assert told("return_silence") == sorted([str(cast.mateo.user.id), str(cast.aurora.user.id)])
    assert not any(
        w in Message.objects.filter(key__startswith="return").first().body for w in ("víctima", "trata")
    )
    note_contact(
        actor=who.actor,
        trip=quiet,
        contact=quiet.contacts.get(days=30),
        attempt=ReturnAttempt(outcome="made", way="comes_in", when=timezone.now()),
        at=timezone.now(),
    )
    assert access.newest(quiet.case).silence_told_at is None
    # The first one was never made, and stays so on the page; today nothing more is owed.
    found = access.owed_by(access.newest(quiet.case), timezone.now())
    assert [state for _, state in found.contacts][:2] == ["not_answered", "made"] and not found.due


def test_a_high_risk_is_told_after_one(cast, who):
    back = demo.received(who, NOON - 8 * DAY)
    Return.objects.filter(id=back.id).update(high=True)
    tick(timezone.now())
    assert len(told("return_silence")) == 2


def test_an_arrival_that_nobody_confirms_is_told_once(cast, who, trip, clock):
    trip = ready(who, trip)
    clock.move_to(NOON + HOUR)
    depart_return(actor=who.actor, trip=trip, when=timezone.now(), at=timezone.now())
    clock.move_to(NOON + 12 * HOUR)
    tick(timezone.now())
    assert told("return_late:") == []
    clock.move_to(NOON + 17 * HOUR)
    tick(timezone.now())
    tick(timezone.now())
    assert told("return_late:") == sorted(str(m.user.id) for m in (cast.ines, cast.mateo, cast.aurora))
    assert told("return_late_there:") == [str(cast.nora.user.id)]


def test_the_clock_there_decides_the_day_of_a_contact(who, clock):
    now = timezone.now()
    case = demo.willing(who, now - HOUR)
    trip = start_return(actor=who.actor, case=case, destination="02", at=now)
    Return.objects.filter(id=trip.id).update(state="departed", departed_at=now)
    trip = access.newest(case)
    # 23:30 in Tijuana is the next day in Houston.
    there = dt.datetime(2026, 11, 26, 23, 30, tzinfo=ZoneInfo("America/Tijuana"))
    clock.move_to(there)
    note_received(actor=who.actor, trip=trip, who="DIF", when=there, at=timezone.now())
    due = trip.contacts.order_by("days").first().due_at
    assert due.astimezone(ZoneInfo("America/Tijuana")).date() == dt.date(2026, 12, 3)


def test_the_demonstration_has_a_contact_that_is_due(cast, who):
    assert demo.load(who) == 6
    found = access.of_post(cast.ines.actor, "HOU", timezone.now())
    assert sorted(one.trip.state for one in found) == [
        "preparing",
        "preparing",
        "preparing",
        "received",
        "received",
        "stopped",
    ]
    assert [state for one in found for row, state in one.contacts if row.days == 30 and state == "due"]


def test_what_was_written_of_a_return_ends_with_the_words_of_its_case(who):
    from cauce.custody.journal.door import ACTS, act
    from cauce.family.reunification.actions import erase_returns

    back = demo.received(who, NOON - 8 * DAY)

    @act("kitchen.erase", requires="case.work", on="case")
    def erase(*, actor, entry, case):
        erase_returns(case, timezone.now())

    ACTS.pop("kitchen.erase")
    erase(actor=who.actor, case=back.case)
    row = access.newest(back.case)
    assert not bytes(row.sealed) and row.shared is None and row.received_at == back.received_at
    assert access.tries_of(row) == []
