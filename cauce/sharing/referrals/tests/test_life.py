"""Twelve states, two sides, an answer that counts once, and a silence that does not last."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.facts import acts_of, facts_of, plan_of
from cauce.content.errors import BadInput, CauceError, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.rules.pathway import on_the_way
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals import access, actions
from cauce.sharing.referrals.models import Referral, Step
from cauce.staff.notices.models import Message
from cauce.staff.obligations.models import Obligation

from .conftest import agree, send

pytestmark = pytest.mark.django_db


def answer(cast, referral, what, **more):
    actions.answer(actor=cast.clara.actor, referral=referral, what=what, at=timezone.now(), **more)


def state(referral):
    return Referral.objects.get(id=referral.id).state


def met(action):
    return Obligation.objects.get(action=action).state


@pytest.mark.parametrize(
    ("path", "end"),
    [
        (["accept", "start_service", "complete"], "completed"),
        (["accept", "start_service", "not_complete"], "not_completed"),
        (["ask_info", "answer_info", "accept"], "accepted"),
        (["accept", "ask_info", "answer_info", "start_service"], "in_service"),
        (["reject"], "rejected"),
    ],
)
def test_it_walks_the_table_and_keeps_each_step(cast, referral, path, end):
    for what in path:
        answer(cast, referral, what, **({"reason": "no_capacity"} if what == "reject" else {}))
    assert state(referral) == end
    steps = list(Step.objects.filter(referral=referral).order_by("number"))
    assert [step.number for step in steps] == list(range(1, len(path) + 2))
    assert [step.act for step in steps] == ["send", *path]


def test_a_place_that_agreed_owes_the_way_there_until_arrival_is_confirmed(cast, referral):
    answer(cast, referral, "accept")
    assert met("P4-04e") == "open"
    answer(cast, referral, "ask_info")
    answer(cast, referral, "answer_info")
    agreed = [one for one in acts_of(referral.case) if one.name == "place_accepted"]
    assert len(agreed) == 1, "a question back is no second yes"
    answer(cast, referral, "start_service")
    assert met("P4-04e") == "met", "whoever attends the person has seen them arrive"


def test_a_way_that_is_agreed_is_due_at_its_hour_and_a_second_yes_leaves_it(cast, case, service, referral):
    answer(cast, referral, "accept")
    now = timezone.now()

    def agreed(hour):
        facts = {"need.arrival_at": hour.isoformat()} if hour else {}
        given = {"name": "way_agreed", "happened_at": now, "action": "P4-04e", "facts": facts}
        cases.record_act(actor=cast.ines.actor, case=case, **given)

    def way():
        (step,) = [one for one in plan_of(case, timezone.now()) if one.action == "P4-04e"]
        return step

    for wrong in (None, now - dt.timedelta(minutes=1), now + dt.timedelta(days=8)):
        with pytest.raises(BadInput):
            agreed(wrong)
    hour = now + dt.timedelta(hours=1)
    agreed(hour)
    assert (way().state, way().due) == ("open", hour)
    assert on_the_way([way()], acts_of(case)), "it waits, and other steps come first"
    other = send(cast, case, service)
    answer(cast, other, "accept")
    assert way().due == hour and on_the_way([way()], acts_of(case))
    with time_machine.travel(hour + dt.timedelta(minutes=1)):
        assert way().state == "overdue"
    cases.record_act(
        actor=cast.ines.actor, case=case, name="arrival_confirmed", happened_at=now, action="P4-04e"
    )
    assert way().state == "met"
    answer(cast, send(cast, case, service), "accept")
    assert way().state == "open" and "need.arrival_at" not in facts_of(case)
    assert not on_the_way([way()], acts_of(case)), "another place, another way"


def test_a_place_that_no_longer_expects_the_person_owes_no_way_there(cast, referral):
    answer(cast, referral, "accept")
    actions.withdraw(actor=cast.ines.actor, referral=Referral.objects.get(id=referral.id), at=timezone.now())
    assert facts_of(referral.case)["need.shelter_agreed"] is False
    assert not Obligation.objects.filter(action="P4-04e", state="open").exists()


def test_an_answer_sent_twice_has_one_effect(cast, referral):
    answer(cast, referral, "accept")
    told = Message.objects.count()
    answer(cast, Referral.objects.get(id=referral.id), "accept")
    assert Step.objects.filter(referral=referral, act="accept").count() == 1
    assert Message.objects.count() == told
    assert met("P4-04") == "met"


@pytest.mark.parametrize("need", ["labour", "children"])
def test_whoever_takes_up_wages_or_a_childs_protection_gives_nobody_a_bed(cast, case, service, need):
    """A need of its own: it is followed up, and the safe place stays owed."""
    agree(cast, case, service)
    one = send(cast, case, service, need=need)
    answer(cast, one, "accept")
    assert state(one) == "accepted"
    assert met("P4-04") != "met" and met("P4-15") == "met"


def test_the_second_of_two_opposite_answers_is_refused_even_from_an_old_page(cast, referral):
    old_page = Referral.objects.get(id=referral.id)
    answer(cast, referral, "accept")
    with pytest.raises(BadInput):
        answer(cast, old_page, "reject", reason="no_capacity")
    assert state(referral) == "accepted"


def test_a_refusal_needs_a_reason_of_the_list_and_meets_nothing(cast, referral):
    with pytest.raises(Unknown):
        answer(cast, referral, "reject", reason="because")
    answer(cast, referral, "reject", reason="no_capacity")
    assert met("P4-04") != "met"
    with pytest.raises(Unknown):
        answer(cast, referral, "maybe")


def test_a_legal_need_meets_the_legal_step(cast, case, service):
    agree(cast, case, service)
    answer(cast, send(cast, case, service, need="legal"), "accept")
    assert met("P4-05") == "met"
    assert met("P4-04") != "met"


def test_reading_starts_the_clock_and_reading_again_does_not_move_it(cast, referral):
    now = timezone.now()
    later = now + dt.timedelta(hours=5)
    actions.acknowledge(actor=cast.clara.actor, referral=referral, at=now)
    due = Referral.objects.get(id=referral.id).due_at
    assert due == now + dt.timedelta(days=14)
    actions.acknowledge(actor=cast.clara.actor, referral=referral, at=later)
    answer(cast, referral, "ask_info")
    answer(cast, referral, "answer_info")
    assert Referral.objects.get(id=referral.id).due_at == due


def in_danger(cast, case, at):
    cases.record_act(
        actor=cast.ines.actor,
        case=case,
        name="safety_checked",
        happened_at=at,
        facts={"danger.immediate": True},
    )


@pytest.mark.parametrize("priority", ["emergency", "urgent"])
def test_what_presses_is_answered_by_when_the_step_is_owed_and_reading_it_late_wins_no_time(
    cast, case, service, priority
):
    """Inés and the shelter read one hour: four from when she asked Rosa whether she is safe."""
    asked = timezone.now() - dt.timedelta(minutes=20)
    in_danger(cast, case, asked)
    agree(cast, case, service)
    sent = send(cast, case, service, priority=priority)
    (step,) = [one for one in plan_of(case, timezone.now()) if one.action == "P4-04"]
    assert sent.due_at == step.due == asked + dt.timedelta(hours=4)
    actions.acknowledge(actor=cast.clara.actor, referral=sent, at=sent.due_at - dt.timedelta(minutes=5))
    assert Referral.objects.get(id=sent.id).due_at == step.due


def test_a_step_that_is_late_already_still_gives_the_receiver_its_whole_hours(cast, case, service):
    in_danger(cast, case, timezone.now() - dt.timedelta(minutes=25))
    agree(cast, case, service)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=6)):
        sent = send(cast, case, service, priority="emergency")
    assert sent.due_at == sent.sent_at + dt.timedelta(hours=4)


def test_what_does_not_press_keeps_its_two_weeks_whatever_the_danger(cast, case, service):
    in_danger(cast, case, timezone.now())
    agree(cast, case, service)
    sent = send(cast, case, service)
    assert sent.due_at == sent.sent_at + dt.timedelta(days=14)


def test_the_same_day_is_never_less_than_what_danger_gives(cast, case, service):
    agree(cast, case, service)
    late = timezone.now().astimezone(ZoneInfo("America/Chicago")).replace(hour=23, minute=30)
    with time_machine.travel(late + dt.timedelta(days=1)):
        sent = send(cast, case, service, priority="urgent")
    assert sent.due_at == sent.sent_at + dt.timedelta(hours=4)


def test_a_partner_sees_its_own_and_nothing_else(cast, referral):
    assert access.inbox(cast.clara.actor) == [referral]
    assert access.inbox(cast.omar.actor) == []
    for stranger in (cast.omar, cast.tomas, cast.lucia, cast.aurora, cast.sofia, cast.elena):
        with pytest.raises(Absent):
            access.referral_for(stranger.actor, referral.id)
        with pytest.raises(Absent):
            access.shared_with(stranger.actor, referral)
        with pytest.raises(Refused):
            actions.answer(actor=stranger.actor, referral=referral, what="accept", at=timezone.now())
    assert state(referral) == "sent"
    assert Entry.objects.filter(kind="refused", what="referral.read").count() == 12


@pytest.mark.parametrize("guess", ["0", "' OR 1=1", "00000000-0000-0000-0000-000000000000", "%00"])
def test_a_guessed_address_looks_like_nothing(cast, referral, guess):
    with pytest.raises(Absent):
        access.referral_for(cast.omar.actor, guess)


def test_the_sender_takes_it_back_unless_it_ended(cast, case, service, referral):
    actions.withdraw(actor=cast.ines.actor, referral=referral, at=timezone.now())
    assert state(referral) == "withdrawn"
    with pytest.raises(CauceError):
        answer(cast, referral, "accept")
    ended = send(cast, case, service)
    old_page = Referral.objects.get(id=ended.id)
    answer(cast, ended, "reject", reason="no_capacity")
    with pytest.raises(BadInput):
        actions.withdraw(actor=cast.ines.actor, referral=old_page, at=timezone.now())
    assert state(ended) == "rejected"


def test_a_silence_ends_and_what_was_shared_is_gone(cast, referral):
    actions.expire(actor=SYSTEM, referral=referral, at=timezone.now())
    ended = access.referral_for(cast.clara.actor, referral.id)
    assert (ended.state, access.shared_with(cast.clara.actor, ended)) == ("expired", {})


def test_an_answer_that_came_just_before_the_end_stands(cast, referral):
    found_due = Referral.objects.get(id=referral.id)
    answer(cast, referral, "accept")
    told = Message.objects.count()
    actions.expire(actor=SYSTEM, referral=found_due, at=timezone.now())
    actions.chase(actor=SYSTEM, referral=found_due, day=3, at=timezone.now())
    assert state(referral) == "accepted"
    assert Message.objects.count() == told


def test_what_is_told_names_nobody(cast, referral):
    answer(cast, referral, "accept")
    texts = " ".join(f"{m.subject} {m.body}" for m in Message.objects.all()).lower()
    for word in ("jacaranda", "inés", "alojamiento", "trata", "víctima", "traffick"):
        assert word not in texts


def test_her_word_stands_beside_the_receivers(cast, referral):
    answer(cast, referral, "accept")
    answer(cast, referral, "complete")
    actions.confirm_given(actor=cast.ines.actor, referral=referral, given=False)
    kept = Referral.objects.get(id=referral.id)
    assert (kept.state, kept.confirmed) == ("completed", False)
