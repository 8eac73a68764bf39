"""A call at night: from person to person until somebody has it, called back, and made a case."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError

from cauce.cases import sections
from cauce.cases.actions import ContactAttempt
from cauce.cases.contact import record_of, said
from cauce.cases.models import Case
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent
from cauce.custody.journal.gathered import gathered
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, unseal
from cauce.intake.calls import access
from cauce.intake.calls.actions import (
    CallBack,
    CallTyped,
    acknowledge,
    chase_back,
    contact_by_telephone,
    end,
    log_back,
    open_case_from,
    pass_on,
    take,
)
from cauce.intake.calls.models import Call, CallTelling
from cauce.intake.screenings.models import Sitting
from cauce.operations.loop.tick import tick
from cauce.rules.permissions import SYSTEM, Actor, Grant
from cauce.staff.notices.models import Message, Preference
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.actions import Turns, plan_duty, swap_duty
from cauce.staff.offices.models import Assignment, DutyTurn, User
from cauce.staff.offices.rules import Rung
from tests.cast import member
from tests.quickcast import build
from tests.rounds import rounds_of

from .conftest import open_case

pytestmark = pytest.mark.django_db
NIGHT = dt.datetime(2026, 5, 5, 4, 0, tzinfo=dt.UTC)  # eleven at night in Houston
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
TOLD = {
    "way": "phone_call",
    "number": "713 555 0100",
    "word": "girasol",
    "language": "spa",
    "never_from": "06:00",
    "never_to": "20:00",
    "note": "Habla bajo.",
}
CLEAN = {
    "used_by_others": "no",
    "looked_through": "no",
    "given_or_paid": "no",
    "seen_elsewhere": "no",
    "followed": "no",
}


@pytest.fixture
def clock():
    with time_machine.travel(NIGHT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock):
    return build()


def roster(cast, days=9, first="ines", second="mateo"):
    """Turns from six in the evening to six, every day from the day before on."""
    start = dt.datetime(2026, 5, 3, 18)  # noqa: DTZ001 - of the wall
    return plan_duty(
        actor=cast.aurora.actor,
        post=cast.houston,
        turns=Turns(
            start=start,
            end=start + dt.timedelta(days=1),
            every="day",
            until=start.date() + dt.timedelta(days=days),
        ),
        at=NIGHT,
        first=cast.__dict__[first].actor.user,
        second=cast.__dict__[second].actor.user,
    )


def ring(cast, answers=None, by=None, **given):
    return take(
        actor=(by or cast.lucia).actor,
        post=cast.houston,
        **gathered(
            {"told": TOLD, "back_at": None, "at": NIGHT}
            | given
            | {"channel": "ciam_call", "answers": {"danger_now": "yes"} if answers is None else answers},
            typed=CallTyped,
        ),
    )


def later(clock, minutes):
    at = NIGHT + minutes * MINUTE
    clock.move_to(at)
    return rounds_of("cauce.intake.calls", at)


def told(call):
    rows = CallTelling.objects.filter(call=call).order_by("step", "id")
    return [(row.step, row.rung) for row in rows]


def test_danger_goes_from_person_to_person_until_somebody_has_it(cast, clock):
    roster(cast)
    call = ring(cast)
    assert told(call) == [(0, "first")]
    assert later(clock, 9)["calls_escalated"] == 0
    for minutes, rung in ((10, "second"), (20, "head_of_post")):
        assert later(clock, minutes)["calls_escalated"] == 1
        assert later(clock, minutes)["calls_escalated"] == 0, "a tick twice told twice"
        assert told(call)[-1][1] == rung
    acknowledge(actor=cast.aurora.actor, call=Call.objects.get(id=call.id), at=NIGHT + 25 * MINUTE)
    assert later(clock, 600)["calls_escalated"] == 0
    rows = Message.objects.filter(key__startswith=f"call:{call.id}:")
    assert rows.count() == 3 and all(row.urgent for row in rows)
    whole = " ".join(f"{row.subject} {row.body}" for row in rows).lower()
    assert not any(word in whole for word in ("llamada", "peligro", "call:", "trata", "danger", "hou"))


def test_whoever_writes_a_call_down_is_not_told_of_it_and_passes_it_on_at_once(cast, clock):
    roster(cast)
    call = ring(cast, by=cast.ines)
    assert told(call) == [(0, "second")], "who is first on duty reads it on her own page"
    call = Call.objects.get(id=call.id)
    acknowledge(actor=cast.ines.actor, call=call, at=NIGHT + MINUTE)
    with pytest.raises(BadInput, match="Somebody else"):
        pass_on(actor=cast.mateo.actor, call=call, at=NIGHT + 2 * MINUTE)
    assert pass_on(actor=cast.ines.actor, call=call, at=NIGHT + 3 * MINUTE) == 1
    assert told(call)[-1] == (1, "head_of_post") and call.acknowledged_at is None
    assert call.next_at == NIGHT + 10 * MINUTE, "whoever it went to has the minutes of the others at most"
    assert later(clock, 9)["calls_escalated"] == 0
    assert later(clock, 10)["calls_escalated"] == 1
    assert cast.ines.actor.user not in CallTelling.objects.values_list("person", flat=True)


def test_a_call_that_nobody_else_could_take_stays_with_whoever_has_it(cast, clock, monkeypatch):
    call = ring(cast)
    acknowledge(actor=cast.ines.actor, call=Call.objects.get(id=call.id), at=NIGHT)
    alone = (Rung("first", (cast.ines.actor.user,)),)
    monkeypatch.setattr(duty, "rungs", lambda post, at: alone)
    with pytest.raises(BadInput, match="nobody else"):
        pass_on(actor=cast.ines.actor, call=Call.objects.get(id=call.id), at=NIGHT + MINUTE)
    assert Call.objects.get(id=call.id).acknowledged_by == cast.ines.actor.user


@pytest.mark.parametrize("way", ["", "phone_call", "comes_in"])
def test_whoever_said_no_to_being_called_has_no_hour_and_no_number_to_call(cast, clock, way):
    call = ring(cast, {"danger_now": "yes", "safe_callback": "no"}, told=TOLD | {"way": way})
    assert call.back_due_at is None and later(clock, 72 * 60)["calls_chased"] == 0
    case = open_case_from(actor=cast.ines.actor, call=call, officer=None, at=NIGHT + MINUTE)
    assert [one["way"] for one in said(case)["ways"]] == ["comes_in"]
    _, noted = sections.latest(case, "draft")
    assert "No se le llama, lo pidió así: 713 555 0100" in noted and "Devolver la llamada" not in noted


def test_an_hour_that_was_agreed_after_a_no_to_this_number_is_kept(cast, clock):
    answers = {"danger_now": "no", "safe_callback": "no"}
    call = ring(cast, answers, told=TOLD | {"never_from": "", "never_to": ""}, back_at=NIGHT + 9 * HOUR)
    assert call.back_due_at == NIGHT + 9 * HOUR


def test_after_three_days_off_everybody_is_told_at_once_and_again_after_the_last(cast, clock):
    roster(cast, days=1)
    call = ring(cast)
    assert later(clock, 72 * 60)["calls_escalated"] == 1
    rungs = {rung for _, rung in told(call)}
    assert {"head_of_post", "headquarters"} <= rungs
    before = Message.objects.filter(key__startswith=f"call:{call.id}:").count()
    assert later(clock, 72 * 60 + 5)["calls_escalated"] == 0
    assert later(clock, 72 * 60 + 10)["calls_escalated"] == 1
    assert Message.objects.filter(key__startswith=f"call:{call.id}:").count() > before


def test_a_step_that_dies_half_way_is_told_again_and_only_once(cast, clock, monkeypatch):
    roster(cast)
    call = ring(cast)

    def dies(*args, **given):
        raise DatabaseError

    monkeypatch.setattr(Call, "save", dies)
    assert tick(NIGHT + 10 * MINUTE)["calls_escalated"] == 0
    monkeypatch.undo()
    assert told(call) == [(0, "first")]
    assert later(clock, 11)["calls_escalated"] == 1
    assert Message.objects.filter(key__startswith=f"call:{call.id}:").count() == 2


def test_a_hole_in_the_roster_is_told_days_ahead_and_a_call_in_it_still_finds_somebody(cast, clock):
    turns = roster(cast, days=20)
    hole = turns[4]
    swap_duty(actor=cast.aurora.actor, turn=hole, first="", second="", at=NIGHT)
    assert rounds_of("cauce.intake.calls", NIGHT)["holes_told"] == 1
    assert rounds_of("cauce.intake.calls", NIGHT)["holes_told"] == 0
    (said_,) = Message.objects.filter(key__startswith="duty-hole:HOU")
    assert said_.recipient == cast.aurora.actor.user and hole.starts_at - NIGHT > dt.timedelta(days=2)
    inside = hole.starts_at + HOUR
    clock.move_to(inside)
    assert duty.answering(cast.houston, inside) == ()
    assert told(ring(cast, at=inside)) == [(0, "head_of_post")]


def test_a_post_without_any_turn_still_answers_and_whoever_left_answers_nothing(cast, clock):
    assert told(ring(cast))[0][1] == "head_of_post"
    roster(cast)
    User.objects.filter(id=cast.ines.user.id).update(is_active=False)
    (row,) = CallTelling.objects.filter(call=ring(cast))
    assert row.person == cast.mateo.actor.user


def test_whoever_went_to_another_post_is_on_duty_no_more_and_the_rest_of_the_turn_is_a_hole(cast, clock):
    roster(cast, second="aurora")
    ended = NIGHT + 2 * HOUR
    Assignment.objects.filter(user=cast.ines.user).update(ended_at=ended)
    assert told(ring(cast)) == [(0, "first")]
    clock.move_to(ended)
    (row,) = CallTelling.objects.filter(call=ring(cast, at=ended))
    assert row.person == cast.aurora.actor.user
    Assignment.objects.filter(user=cast.aurora.user).update(ended_at=ended + HOUR)
    open_ = duty.uncovered("HOU", NIGHT, NIGHT + 4 * HOUR)
    assert [(one.kind, one.start) for one in open_] == [("hole", ended + HOUR)]


def test_a_turn_is_given_to_somebody_else_and_the_old_row_stays(cast):
    turn = duty.turn_for(cast.ines.actor, roster(cast)[2].id)
    new = swap_duty(actor=cast.ines.actor, turn=turn, first=cast.mateo.actor.user, second="", at=NIGHT)
    assert (new.starts_at, new.second) == (turn.starts_at, None)
    assert DutyTurn.objects.get(id=turn.id).gone_by == cast.ines.actor.user
    with pytest.raises(BadInput, match="changed already"):
        swap_duty(actor=cast.ines.actor, turn=turn, first="", second="", at=NIGHT)
    with pytest.raises(Absent):
        duty.turn_for(cast.tomas.actor, new.id)


def test_nobody_reads_a_call_but_its_post_and_whom_it_went_to(cast, clock):
    roster(cast)
    call = ring(cast)
    for who in (cast.tomas, cast.sofia, cast.lucia):
        with pytest.raises(Absent):
            access.call_for(who.actor, call.id)
    # A desk at this post's window and a case desk at its neighbour's do not add up to being told.
    both_ = Actor(cast.mateo.actor.user, (Grant("window_officer", "HOU"), Grant("protection_officer", "LAR")))
    Call.objects.filter(id=call.id).update(signs_at="LAR")
    with pytest.raises(Absent):
        access.call_for(both_, call.id)
    assert access.taken_by(cast.lucia.actor, call.id).told == 1
    with pytest.raises(Absent):
        access.taken_by(cast.ines.actor, call.id)
    later(clock, 120)
    assert access.call_for(cast.sofia.actor, call.id) in access.waiting(cast.sofia.actor)
    raw = Call.objects.filter(id=call.id).values_list("sealed", flat=True).get()
    assert b"girasol" not in bytes(raw) and "girasol" not in str(list(Entry.objects.values()))


def test_whoever_stands_in_at_the_neighbour_opens_the_call_that_reached_them_and_no_other(cast, clock):
    stand_in = member("nadia", "Nadia Solís", "protection_officer", post=cast.laredo)
    post = cast.houston
    post.signs_here = cast.laredo
    post.save()
    told_ = str(cast.tomas.user.id)
    Preference.objects.create(
        recipient=told_,
        tz="America/Chicago",
        stand_in=str(stand_in.user.id),
        away_from=NIGHT.date() - dt.timedelta(days=2),
        away_to=NIGHT.date() + dt.timedelta(days=1),
    )
    roster(cast)
    calls_ = [ring(cast) for _ in range(2)]
    Call.objects.filter(id=calls_[0].id).update(signs_at="LAR")
    CallTelling.objects.create(call=calls_[0], step=3, rung="neighbour", person=told_, at=NIGHT)
    found = access.call_for(stand_in.actor, calls_[0].id)
    assert [one.id for one in access.waiting(stand_in.actor)] == [found.id]
    assert access.read(stand_in.actor, found).told["word"] == "girasol"
    assert Entry.objects.filter(what="call.read", actor=stand_in.actor.user).exists()
    with pytest.raises(Absent):
        access.call_for(stand_in.actor, calls_[1].id)
    # What was over before they stood in stays with whoever it reached.
    Call.objects.filter(id=found.id).update(closed_at=NIGHT)
    access.call_for(stand_in.actor, found.id)
    CallTelling.objects.filter(call=found, person=told_).update(at=NIGHT - 3 * 24 * HOUR)
    with pytest.raises(Absent):
        access.call_for(stand_in.actor, found.id)
    Call.objects.filter(id=found.id).update(closed_at=None)
    access.call_for(stand_in.actor, found.id)
    clock.move_to(NIGHT + 3 * 24 * HOUR)  # the other one is back
    with pytest.raises(Absent):
        access.call_for(stand_in.actor, calls_[0].id)
    assert access.waiting(stand_in.actor) == []


def test_a_line_that_is_cut_keeps_the_little_that_was_typed(cast):
    call = ring(cast, answers={}, told={"note": "Ruido de cocina."}, lost=True)
    assert (call.lost, call.urgency) == (True, "today")
    found = access.read(cast.ines.actor, access.call_for(cast.ines.actor, call.id)).told
    assert found["note"] == "Ruido de cocina." and found["answers"] == {"line_lost": "yes"}


def test_an_agreed_hour_of_another_year_is_questioned_and_no_call_waits_for_it(cast):
    with pytest.raises(BadInput, match="will have been erased") as refused:
        ring(cast, back_at=NIGHT.replace(year=2036))
    assert refused.value.where == "back_at" and not Call.objects.exists()
    assert ring(cast, back_at=NIGHT + 40 * HOUR, told=TOLD | {"never_from": "", "never_to": ""})


def test_calling_back_is_due_chased_and_done_only_by_a_safe_telephone_outside_the_forbidden_time(cast, clock):
    roster(cast)
    wanted = dt.datetime(2026, 5, 4, 23, 30, tzinfo=ZoneInfo("America/Chicago")).astimezone(dt.UTC)
    call = ring(cast, back_at=wanted)
    given = {"actor": cast.ines.actor, "call": call, "at": NIGHT + 9 * HOUR}
    called = CallBack("whatsapp", CLEAN, "reached", "", wanted)
    with pytest.raises(BadInput, match="Do not use that telephone") as refused:
        log_back(**given, attempt=replace(called, device={**CLEAN, "looked_through": "yes"}))
    assert "espere a que llame la persona" in refused.value.cure_es
    assert later(clock, 59)["calls_chased"] == 0
    assert later(clock, 61)["calls_chased"] == 1
    assert later(clock, 62)["calls_chased"] == 0
    assert later(clock, 91)["calls_chased"] == 1
    call.refresh_from_db()
    noon = replace(called, happened_at=NIGHT + 8 * HOUR)
    assert not log_back(**given, attempt=noon).allowed
    assert Call.objects.get(id=call.id).called_back_at is None
    assert log_back(**given, attempt=called).allowed
    assert Call.objects.get(id=call.id).called_back_at == wanted


def test_a_call_that_somebody_took_up_and_left_with_is_told_to_whoever_leads_and_once(cast, clock):
    call = ring(cast)
    acknowledge(actor=cast.ines.actor, call=Call.objects.get(id=call.id), at=NIGHT)
    Assignment.objects.filter(user=cast.ines.user).update(ended_at=NIGHT + MINUTE)
    clock.move_to(late := NIGHT + HOUR)
    assert chase_back(actor=SYSTEM, call=Call.objects.get(id=call.id), at=late) == 1
    (said_,) = Message.objects.filter(key__startswith="call-back:")
    assert said_.recipient == cast.aurora.actor.user
    # Another turn of the loop, which read the call before this one, tells nobody again.
    assert chase_back(actor=SYSTEM, call=call, at=late) == 0


def test_a_call_becomes_a_case_with_the_word_sealed_and_its_own_key_destroyed(cast, clock):
    call = ring(cast)
    case = open_case_from(actor=cast.ines.actor, call=call, officer=cast.ines.user, at=NIGHT + MINUTE)
    kept = said(Case.objects.get(id=case.id))
    assert kept["ways"][0]["start"] == "20:00"
    # That of a case is said by who can talk, and this one by who no longer can.
    assert kept["word"] == "" and "Si dice «girasol», ya no puede hablar" in kept["never"]
    assert Sitting.objects.get(case=case).instrument == "phone-line" and case.danger
    assert later(clock, 2)["calls_erased"] == 1
    gone = Call.objects.get(id=call.id)
    assert bytes(gone.sealed) == b"" and gone.outcome == "case_opened"
    with pytest.raises(KeyGone):
        unseal(gone.key_id, "x", bytes(call.sealed))
    with pytest.raises(BadInput, match="closed already"):
        end(actor=cast.ines.actor, call=gone, outcome="helped", at=NIGHT + MINUTE)


def test_a_number_goes_into_the_case_also_where_no_language_was_said(cast, clock):
    back = NIGHT + 3 * HOUR
    call = ring(cast, told=TOLD | {"language": "", "listens": "el encargado"}, back_at=back)
    case = open_case_from(actor=cast.ines.actor, call=call, officer=None, at=NIGHT + MINUTE)
    _, noted = sections.latest(case, "draft")
    assert all(one in noted for one in ("Habla bajo.", "el encargado", "2026-05-05 02:00"))
    (way,) = said(case)["ways"]
    assert way["address"] == TOLD["number"] and way["start"] == "20:00"
    assert record_of(case).ways[0].lacks_language, "until it is known, nobody calls"


def test_whoever_may_be_called_at_no_hour_is_never_called_all_day_in_the_case(cast):
    call = ring(cast, told=TOLD | {"never_from": "09:00", "never_to": "09:00"})
    case = open_case_from(actor=cast.ines.actor, call=call, officer=None, at=NIGHT + MINUTE)
    assert said(case)["ways"] == [{"way": "none"}] and "«girasol»" in said(case)["never"]


def test_a_person_of_a_case_is_not_called_on_a_telephone_that_others_look_through(cast):
    case = open_case(cast)
    attempt = ContactAttempt("whatsapp", "spa", "no_answer", "not_agreed", "", NIGHT)
    given = {"actor": cast.ines.actor, "case": case, "attempt": attempt}
    with pytest.raises(BadInput, match="Do not use that telephone"):
        contact_by_telephone(**given, device={})
    assert contact_by_telephone(**given, device=CLEAN).result == "no_answer"
