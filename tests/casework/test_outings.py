"""An outing from its plan to what comes three weeks later: told in time, counted, and nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.intake.collection.access import actor_of
from cauce.intake.collection.actions import Packet, receive
from cauce.intake.collection.models import Arrival
from cauce.intake.outings import access
from cauce.intake.outings.actions import (
    PhoneNoted,
    bring_back,
    call_off,
    change_outing,
    close_outing,
    end_step,
    move_step,
    note_phone,
    pack,
)
from cauce.intake.outings.actions.packing import Back, Line
from cauce.intake.outings.models import Outing, OutingItem, PhoneDay
from cauce.intake.outings.rules import gaps, left_open
from cauce.staff.notices.models import Message
from cauce.staff.offices.actions import Turns, plan_duty
from cauce.staff.offices.models import Incident
from tests.field import current, finalise
from tests.outings import chosen, facts, planned, telephone
from tests.quickcast import build
from tests.rounds import rounds_of

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 4, 18, tzinfo=dt.UTC)  # a Monday
SATURDAY = dt.date(2026, 5, 9)
OPENING = dt.datetime(2026, 5, 9, 15, tzinfo=dt.UTC)  # nine in Albuquerque, ten in Houston
DAY = dt.timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock):
    return build()


def tick(at):
    return rounds_of("cauce.intake.outings", at)


def told(start: str) -> set[str]:
    return set(Message.objects.filter(key__startswith=start).values_list("recipient", flat=True))


def on_duty(cast, at):
    day = dt.datetime.combine(SATURDAY, dt.time())
    plan_duty(
        actor=cast.aurora.actor,
        post=cast.houston,
        turns=Turns(start=day, end=day + DAY, every="once", until=SATURDAY),
        first=str(cast.mateo.user.id),
        second="",
        at=at,
    )


def sent(device, at, *, filled_at, instance="") -> Arrival:
    """A form that was finished at one instant and came at another."""
    more = {"instance": instance} if instance else {}
    form = current(
        "mobile-consulate",
        {"agreed": "yes", "alone_and_safe": "yes", "can_leave": "yes"},
        end=filled_at.isoformat(),
        **more,
    )
    packet = finalise(device.public_key, form)
    return receive(
        actor=actor_of(device),
        post=device.post,
        device=device,
        packet=Packet(data=packet.xml, files=packet.files),
        at=at,
    ).arrival


def test_what_lacks_is_told_days_ahead_and_again_the_day_before_and_no_more_once_it_is_there(cast):
    outing = planned(cast, NOON, SATURDAY, private_place="")
    phone = telephone(cast, NOON)
    assert set(gaps(access.known(access.whole(outing), NOON).state)) == {
        "nobody_answers",
        "nobody_leads",
        "nobody_talks",
        "no_private_place",
        "no_telephone",
    }
    assert tick(NOON)["outings_lacking"] == 1 and tick(NOON)["outings_lacking"] == 0
    assert told(f"outing-ahead:{outing.id}") == {str(cast.aurora.user.id)}
    assert all(
        "consul" not in one.subject.lower() for one in Message.objects.filter(key__startswith="outing-")
    )
    chosen(cast, outing, NOON, phone, tongues={"eng": "nobody"})
    on_duty(cast, NOON)
    change_outing(actor=cast.ines.actor, outing=outing, facts=facts(SATURDAY), at=NOON)
    near = OPENING - dt.timedelta(hours=20)
    state = access.known(access.whole(outing), near).state
    assert gaps(state) == ("old_form", "no_interpreter", "not_packed")
    assert tick(near)["outings_lacking"] == 1
    assert told(f"outing-near:{outing.id}") == {str(cast.aurora.user.id), str(cast.ines.user.id)}
    chosen(cast, outing, near, phone, tongues={"eng": "team"})
    note_phone(
        actor=cast.lucia.actor,
        outing=outing,
        device_id=phone.id,
        noted=PhoneNoted(opened=True, filled=None, whereabouts="out", on_it=""),
        at=near,
    )
    things = {one.item: Line(one.needed) for one in OutingItem.objects.filter(outing=outing)}
    pack(actor=cast.lucia.actor, outing=outing, lines=things, at=near)
    assert gaps(access.known(access.whole(outing), near).state) == ()


def test_an_outing_that_was_put_off_is_warned_of_anew(cast):
    outing = planned(cast, NOON, SATURDAY)
    assert tick(NOON)["outings_lacking"] == 1
    later = SATURDAY + 30 * DAY
    change_outing(actor=cast.ines.actor, outing=outing, facts=facts(later), at=NOON)
    assert tick(NOON)["outings_lacking"] == 0
    near = NOON + 30 * DAY
    assert [tick(near)["outings_lacking"] for _ in range(2)] == [1, 0]


@pytest.mark.parametrize("typed", ["Guadalupe Ramírez", "Luz", "A-٣", "María 7", "1234567890"])
def test_where_the_number_of_a_kit_stands_in_clear_neither_words_nor_a_telephone_fit(cast, typed):
    outing = planned(cast, NOON, SATURDAY)
    for line in (Line(1, typed), Line(1, "A-101", typed)):
        with pytest.raises(BadInput, match="no number of a kit"):
            pack(actor=cast.lucia.actor, outing=outing, lines={"paper_kits": line}, at=NOON)
    pack(
        actor=cast.lucia.actor,
        outing=outing,
        at=NOON,
        lines={"paper_kits": Line(2, "hou-00012-a", "HOU00013*")},
    )


def test_a_telephone_goes_to_one_outing_a_day_and_the_database_holds_it_to_that(cast):
    phone, one, other = (
        telephone(cast, NOON),
        planned(cast, NOON, SATURDAY),
        planned(cast, NOON, SATURDAY),
    )
    chosen(cast, one, NOON, phone)
    with pytest.raises(BadInput) as refused:
        chosen(cast, other, NOON, phone)
    assert "Teléfono 1" in refused.value.es and refused.value.where == "phones"
    assert not other.members.exists(), "what was refused left nothing behind"
    later = planned(cast, NOON, SATURDAY + DAY)
    chosen(cast, later, NOON, phone)
    with pytest.raises(BadInput):
        change_outing(actor=cast.ines.actor, outing=later, facts=facts(SATURDAY), at=NOON)
    row = later.phones.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PhoneDay.objects.create(phone=row, device=phone, on=SATURDAY)
    call_off(actor=cast.ines.actor, outing=one, at=NOON)
    change_outing(actor=cast.ines.actor, outing=later, facts=facts(SATURDAY), at=NOON)
    with pytest.raises(BadInput):
        end_step(
            actor=cast.ines.actor,
            outing=one,
            step_id=one.steps.first().id,
            done=True,
            why="",
            at=NOON,
        )


def test_the_plan_is_ticked_or_not_and_why_and_what_was_ticked_stays_when_the_hours_change(cast):
    outing = planned(cast, NOON, SATURDAY)
    arrive, audio = (outing.steps.get(step=one) for one in ("private_place", "test_audio"))
    end_step(actor=cast.lucia.actor, outing=outing, step_id=arrive.id, done=True, why="", at=OPENING)
    end_step(
        actor=cast.lucia.actor,
        outing=outing,
        step_id=audio.id,
        done=False,
        why="device_failed",
        at=OPENING,
    )
    move_step(
        actor=cast.ines.actor,
        outing=outing,
        step_id=outing.steps.get(step="offer").id,
        to=dt.time(9, 40),
        at=NOON,
    )
    assert outing.steps.get(step="offer").at == OPENING + dt.timedelta(minutes=40)
    change_outing(actor=cast.ines.actor, outing=outing, facts=facts(SATURDAY, opens=dt.time(10)), at=NOON)
    arrive.refresh_from_db()
    assert arrive.done_at == OPENING and outing.steps.get(step="test_audio").not_done == "device_failed"
    assert outing.steps.get(step="opening").at == OPENING + dt.timedelta(hours=1)
    for who in (cast.tomas, cast.sofia):
        with pytest.raises(Refused):
            end_step(actor=who.actor, outing=outing, step_id=arrive.id, done=False, why="", at=OPENING)
    with pytest.raises(Absent):
        access.outing_for(cast.tomas.actor, outing.id)
    other = planned(cast, NOON, SATURDAY)
    with pytest.raises(Absent):
        end_step(actor=cast.ines.actor, outing=other, step_id=arrive.id, done=True, why="", at=NOON)


def test_what_does_not_come_back_is_asked_about_and_never_lost_in_silence(cast, clock):
    outing, phone = planned(cast, NOON, SATURDAY), telephone(cast, NOON)
    chosen(cast, outing, NOON, phone)
    ines = cast.ines.actor
    pack(
        actor=ines,
        outing=outing,
        lines={"printed_forms": Line(10), "paper_kits": Line(3, "A-101", "A-103"), "chargers": Line(2)},
        at=NOON,
    )
    clock.move_to(OPENING + DAY)
    for wrong in (
        {"printed_forms": Back(11)},
        {"printed_forms": Back(9)},
        {"chargers": Back(2), "paper_kits": Back(2)},
    ):
        with pytest.raises(BadInput):
            bring_back(actor=ines, outing=outing, lines=wrong, at=OPENING + DAY)
    assert not OutingItem.objects.exclude(back=None).exists(), "all of it or nothing"
    row = OutingItem.objects.get(outing=outing, item="printed_forms")
    with pytest.raises(IntegrityError), transaction.atomic():
        OutingItem.objects.filter(id=row.id).update(back=11)
    none = bring_back(
        actor=ines,
        outing=outing,
        lines={"chargers": Back(1, "nothing"), "printed_forms": Back(8, "blank")},
        at=OPENING + DAY,
    )
    assert none is None and not Incident.objects.exists()
    bring_back(actor=ines, outing=outing, lines={"paper_kits": Back(2, "not_known")}, at=OPENING + DAY)
    kits = Incident.objects.get(kind="outing_missing")
    assert kits.about == str(outing.id) and told(f"incident:{kits.id}") == {str(cast.aurora.user.id)}
    with pytest.raises(BadInput):
        note_phone(
            actor=cast.lucia.actor,
            outing=outing,
            device_id=phone.id,
            noted=PhoneNoted(opened=False, filled=None, whereabouts="missing", on_it=""),
            at=OPENING + DAY,
        )
    note_phone(
        actor=cast.lucia.actor,
        outing=outing,
        device_id=phone.id,
        noted=PhoneNoted(opened=False, filled=4, whereabouts="missing", on_it="open_form"),
        at=OPENING + DAY,
    )
    phone.refresh_from_db()
    assert (
        phone.lost
        and phone.revoked_at
        and Incident.objects.filter(kind="device_lost", about=str(phone.id)).count() == 1
    )
    state = access.known(access.whole(outing), OPENING + DAY).state
    assert left_open(state) == ("forms_to_come", "not_counted", "incident") and state.incidents == 2


def test_a_telephone_that_sends_after_three_weeks_opens_its_outing_again_and_nothing_is_lost(cast, clock):
    outing, phone = planned(cast, NOON, SATURDAY), telephone(cast, NOON)
    chosen(cast, outing, NOON, phone)
    ended = OPENING + dt.timedelta(hours=6)
    clock.move_to(ended)
    # One the same day, one of the day before in another place: it is not of this outing.
    sent(phone, ended, filled_at=OPENING + dt.timedelta(hours=1))
    sent(phone, ended, filled_at=OPENING - DAY)
    note_phone(
        actor=cast.ines.actor,
        outing=outing,
        device_id=phone.id,
        noted=PhoneNoted(opened=False, filled=3, whereabouts="back", on_it=""),
        at=ended,
    )
    close_outing(actor=cast.ines.actor, outing=outing, counts={"offered": 40, "talks": 2}, at=ended)
    assert tick(ended + 2 * DAY) == {"outings_late": 0, "outings_lacking": 0, "outings_open": 1}
    assert left_open(access.known(access.whole(outing), ended + 2 * DAY).state) == ("forms_to_come",)

    late = ended + 21 * DAY
    clock.move_to(late)
    one, two = (sent(phone, late, filled_at=OPENING + dt.timedelta(hours=h)) for h in (2, 3))
    assert {one.state, two.state} == {"taken"} and one.filled_at == OPENING + dt.timedelta(hours=2)
    assert tick(late)["outings_late"] == 1 and tick(late)["outings_late"] == 0
    outing.refresh_from_db()
    assert outing.late_at == late and outing.seen == 3
    assert told(f"outing-late-3:{outing.id}") == {str(cast.aurora.user.id), str(cast.ines.user.id)}
    assert left_open(access.known(access.whole(outing), late).state) == ()
    close_outing(actor=cast.ines.actor, outing=outing, counts={"offered": 40, "talks": 2}, at=late)
    assert outing.late_at is None and tick(late + DAY)["outings_late"] == 0


def test_headquarters_sees_every_post_and_a_post_sees_its_own(cast):
    ours = planned(cast, NOON, SATURDAY)
    theirs = Outing.objects.get(id=ours.id)
    theirs.id, theirs.post, theirs.state = None, cast.laredo, "TX"
    theirs.pk = None
    theirs._state.adding = True
    theirs.save()
    assert list(access.listed(cast.lucia.actor, NOON)) == [ours]
    assert list(access.listed(cast.tomas.actor, NOON)) == [theirs]
    assert access.listed(cast.sofia.actor, NOON).count() == 2
    assert list(access.listed(cast.sofia.actor, NOON, state="TX")) == [theirs]
    assert not access.listed(cast.sofia.actor, NOON, past=True).exists()
    with pytest.raises(Absent):
        access.listed(cast.elena.actor, NOON)
