"""The loop over what is due: twice, late, or in another zone, each thing is done once."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError

from cauce.cases import actions as cases
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeystoreDown
from cauce.intake.screenings.actions import acknowledge, pass_to_protection, save_answers, start
from cauce.intake.screenings.models import Encounter, Sitting
from cauce.operations.loop.tick import tick
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals import actions as referrals
from cauce.sharing.referrals.models import Referral
from cauce.staff.notices.models import Message
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import add_user, assign
from tests.cast import shelter
from tests.quickcast import build

from .conftest import consent, open_case, send

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 5, 4, 15, 0, tzinfo=dt.UTC)  # ten in Houston, eight in Phoenix
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock):
    return build()


def pass_turn(cast, post=None, who=None, cues=("other_speaks", "other_holds_papers")):
    return pass_to_protection(
        actor=(who or cast.lucia).actor, post=post or cast.houston, turn="A47", cues=list(cues), asked=False
    )


def told(start):
    return Message.objects.filter(key__startswith=start).count()


def at(clock, instant):
    clock.move_to(instant)
    return tick(instant)


def test_a_deputy_who_is_called_after_midnight_reads_which_turn_waits(cast, clock):
    pass_turn(cast)
    assert at(clock, MORNING + DAY)["turns_erased"] == 1, "the number is gone in the same round"
    assert "A47" in Message.objects.filter(key__startswith="deputy:").first().subject


def test_a_deputy_is_called_once_and_only_when_nobody_answers(cast, clock):
    pass_turn(cast)
    answered = pass_turn(cast)
    acknowledge(actor=cast.ines.actor, encounter=answered)
    assert at(clock, MORNING + dt.timedelta(minutes=1))["deputies_called"] == 0
    assert at(clock, MORNING + HOUR)["deputies_called"] == 1
    before = Message.objects.count()
    assert at(clock, MORNING + HOUR)["deputies_called"] == 0
    assert at(clock, MORNING + 72 * HOUR)["deputies_called"] == 0
    assert Message.objects.count() == before


@pytest.mark.parametrize("code", ["HOU", "PHX", "LAN", "NYC"])
def test_a_turn_lives_until_midnight_of_the_post(cast, clock, code):
    post = cast.posts.get(code) or cast.houston
    user = add_user(actor=SYSTEM, username="otra", display_name="Otra Ventanilla", password="x" * 20)
    assign(actor=SYSTEM, user=user, role="window_officer", post=post)
    who = type("Who", (), {"actor": offices.actor_for(user)})
    turn = pass_turn(cast, post, who)
    midnight = dt.datetime(2026, 5, 5, 0, 0, tzinfo=ZoneInfo(post.time_zone)).astimezone(dt.UTC)
    at(clock, midnight - dt.timedelta(seconds=1))
    assert Encounter.objects.get(id=turn.id).turn == "A47"
    assert at(clock, midnight)["turns_erased"] == 1
    kept = Encounter.objects.get(id=turn.id)
    assert (kept.turn, kept.cues != []) == ("", True)
    assert at(clock, midnight)["turns_erased"] == 0


def test_arizona_keeps_its_clock_all_year(cast):
    zone = ZoneInfo(cast.posts["PHX"].time_zone)
    offsets = {dt.datetime(2026, m, 1, tzinfo=zone).utcoffset() for m in range(1, 13)}
    assert offsets == {dt.timedelta(hours=-7)}


def test_cues_are_erased_when_they_expire(cast, clock):
    turn = pass_turn(cast)
    last = Encounter.objects.get(id=turn.id).expires_on
    zone = ZoneInfo("America/Chicago")
    end = dt.datetime(last.year, last.month, last.day, tzinfo=zone).astimezone(dt.UTC)
    at(clock, end - dt.timedelta(seconds=1))
    assert Encounter.objects.get(id=turn.id).cues != []
    at(clock, end)
    assert Encounter.objects.get(id=turn.id).cues == []


def test_what_was_told_is_erased_once_the_person_does_not_want_it_kept(cast, clock):
    case = open_case(cast)
    consent(cast, case, "screening")
    sitting = start(actor=cast.ines.actor, case=case, instrument="protection-desk", at=MORNING)
    save_answers(actor=cast.ines.actor, sitting=sitting, answers={"unpaid": "yes"}, seen=1, at=MORNING)
    assert at(clock, MORNING + HOUR)["answers_erased"] == 0
    consent(cast, case, "keeping", given=False, at=MORNING)
    assert at(clock, MORNING + HOUR)["answers_erased"] == 1
    assert bytes(Sitting.objects.get(id=sitting.id).sealed) == b""
    assert at(clock, MORNING + HOUR)["answers_erased"] == 0


def test_a_silence_is_chased_once_for_each_day_of_the_list(cast, clock):
    referral, _ = send(cast, open_case(cast), shelter(cast.jacaranda))
    key = f"chase:{referral.id}"
    assert at(clock, MORNING + 2 * DAY)["referrals_chased"] == 0
    assert at(clock, MORNING + 3 * DAY)["referrals_chased"] == 1
    assert at(clock, MORNING + 3 * DAY)["referrals_chased"] == 0
    assert told(key) == 2  # Clara, and Inés whose case it is
    assert at(clock, MORNING + 6 * DAY)["referrals_chased"] == 0
    # Off for three days, over the second day of the list.
    assert at(clock, MORNING + 9 * DAY)["referrals_chased"] == 1
    assert told(key) == 4
    assert at(clock, MORNING + 14 * DAY)["referrals_chased"] == 1  # its time is over
    assert Referral.objects.get(id=referral.id).state == "expired"
    assert at(clock, MORNING + 30 * DAY)["referrals_chased"] == 0
    assert told(key) == 4
    assert told("expired:") == 1


def test_what_presses_is_chased_when_it_is_due_and_ends_days_later(cast, clock):
    """Four hours in an emergency: both are told then, and the receiver may still answer for a day."""
    referral, _ = send(cast, open_case(cast), shelter(cast.jacaranda), priority="emergency")
    assert at(clock, MORNING + 3 * HOUR)["referrals_chased"] == 0
    assert at(clock, MORNING + 4 * HOUR)["referrals_chased"] == 1
    assert at(clock, MORNING + 5 * HOUR)["referrals_chased"] == 0
    assert told(f"chase:{referral.id}") == 2
    assert Referral.objects.get(id=referral.id).state == "sent"
    at(clock, MORNING + 25 * HOUR)
    assert Referral.objects.get(id=referral.id).state == "expired"


def test_off_for_a_week_it_reminds_once_and_not_once_for_each_day_it_missed(cast, clock):
    referral, _ = send(cast, open_case(cast), shelter(cast.jacaranda))
    assert at(clock, MORNING + 8 * DAY)["referrals_chased"] == 1
    assert at(clock, MORNING + 8 * DAY)["referrals_chased"] == 0
    entries = Entry.objects.filter(what="referral.chase").values_list("detail", flat=True)
    assert [detail["day"] for detail in entries] == [7]
    assert told(f"chase:{referral.id}") == 2


def test_a_round_that_fails_is_done_one_by_one(cast, clock, monkeypatch):
    for partner in (cast.jacaranda, cast.nopal):
        send(cast, open_case(cast), shelter(partner, partner.name))

    def fails(*args, **given):
        raise DatabaseError

    monkeypatch.setattr(referrals.chasing, "append_many", fails)
    assert at(clock, MORNING + 3 * DAY)["referrals_chased"] == 2
    assert at(clock, MORNING + 3 * DAY)["referrals_chased"] == 0
    assert Entry.objects.filter(what="referral.chase").count() == 2


def test_the_third_reminder_and_the_end_reach_whoever_leads_the_post(cast, clock):
    referral, _ = send(cast, open_case(cast), shelter(cast.jacaranda))
    referrals.acknowledge(actor=cast.clara.actor, referral=referral, at=MORNING + 4 * DAY)
    at(clock, MORNING + 9 * DAY)
    mine = Message.objects.filter(recipient=str(cast.aurora.user.id))
    assert not mine.exists()
    at(clock, MORNING + 16 * DAY)
    assert [one.key.split(":")[2] for one in mine] == ["15"]
    at(clock, MORNING + 19 * DAY)
    assert mine.filter(key__startswith=f"silence:{referral.id}").count() == 1


def test_an_answered_referral_is_never_chased(cast, clock):
    referral, _ = send(cast, open_case(cast), shelter(cast.jacaranda))
    referrals.answer(actor=cast.clara.actor, referral=referral, what="accept", at=MORNING)
    assert at(clock, MORNING + 20 * DAY)["referrals_chased"] == 0


def test_it_is_chased_once_even_where_nobody_is_left_to_be_told(cast, clock):
    case = open_case(cast)
    cases.assign(actor=cast.ines.actor, case=case, officer=None)
    referral, _ = send(cast, case, shelter(cast.jacaranda))
    for member in (cast.ines, cast.clara, cast.mateo, cast.aurora):
        member.user.is_active = False
        member.user.save()
    assert at(clock, MORNING + 3 * DAY)["referrals_chased"] == 1
    assert at(clock, MORNING + 3 * DAY)["referrals_chased"] == 0


def test_what_waits_in_the_outbox_leaves_once(cast, clock):
    pass_turn(cast)
    assert tick(MORNING)["messages_sent"] > 0
    assert tick(MORNING)["messages_sent"] == 0


def test_a_second_run_at_the_same_instant_writes_nothing_at_all(cast, clock):
    pass_turn(cast)
    send(cast, open_case(cast), shelter(cast.jacaranda))
    at(clock, MORNING + 5 * DAY)
    before = Entry.objects.count(), Message.objects.count()
    assert set(at(clock, MORNING + 5 * DAY).values()) == {0}
    assert (Entry.objects.count(), Message.objects.count()) == before


def test_one_that_fails_holds_up_no_other_and_is_done_the_next_time(cast, clock, monkeypatch):
    bad, _ = send(cast, open_case(cast), shelter(cast.jacaranda))
    good, _ = send(cast, open_case(cast), shelter(cast.nopal, "Casa Nopal (ejemplo)"))
    keep = referrals.chasing.destroy_shared

    def fails(referral):
        if referral.id == bad.id:
            raise KeystoreDown("No respondió.", "It did not answer.")
        keep(referral)

    def states():
        return [Referral.objects.get(id=r.id).state for r in (bad, good)]

    with monkeypatch.context() as broken:
        broken.setattr(referrals.chasing, "destroy_shared", fails)
        assert at(clock, MORNING + 14 * DAY)["referrals_chased"] == 1
    assert states() == ["sent", "expired"]
    assert at(clock, MORNING + 14 * DAY)["referrals_chased"] == 1
    assert states() == ["expired", "expired"]


def test_a_step_that_breaks_holds_up_no_other_and_is_not_kept_quiet(cast, clock, monkeypatch):
    pass_turn(cast)

    def falls(*_given):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("cauce.intake.screenings.rounds.turns_erased", falls)
    with pytest.raises(RuntimeError):
        tick(MORNING)
    assert not Message.objects.filter(sent_at=None).exists()
