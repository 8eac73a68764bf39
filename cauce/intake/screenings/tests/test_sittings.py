"""A sitting keeps what was said, ends validly at any point, and is never asked without a yes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.facts import acts_of, facts_of
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Absent
from cauce.intake.screenings import access
from cauce.intake.screenings.actions import erase_refused, finish, pause, resume, save_answers, start
from cauce.intake.screenings.actions.sittings import NotAgreed, SittingConflict
from cauce.rules.permissions import SYSTEM

NOW = timezone.now


@pytest.fixture
def case(cast):
    """A case of Inés in which nothing was asked yet."""
    return cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=NOW() - dt.timedelta(minutes=30),
    )


def agree(cast, case, *purposes: str, given: bool = True) -> None:
    for purpose in purposes:
        cases.record_consent(actor=cast.ines.actor, case=case, purpose=purpose, given=given, at=NOW())
    case.refresh_from_db()


@pytest.fixture
def sitting(cast, case):
    agree(cast, case, "screening")
    return start(actor=cast.ines.actor, case=case, instrument="protection-desk", at=NOW())


def save(cast, sitting, seen, **answers):
    return save_answers(actor=cast.ines.actor, sitting=sitting, seen=seen, answers=answers, at=NOW())


def test_it_does_not_begin_until_the_person_agrees(cast, case):
    with pytest.raises(NotAgreed):
        start(actor=cast.ines.actor, case=case, instrument="protection-desk", at=NOW())
    agree(cast, case, "screening", given=False)
    with pytest.raises(NotAgreed):
        start(actor=cast.ines.actor, case=case, instrument="protection-desk", at=NOW())


def test_it_refuses_a_sheet_that_is_no_conversation_of_a_case(cast, case):
    agree(cast, case, "screening")
    for sheet in ("window-cues", "self-check"):
        with pytest.raises(BadInput):
            start(actor=cast.ines.actor, case=case, instrument=sheet, at=NOW())


def test_it_holds_a_visit_and_a_shelter_talk_in_the_same_case_and_reads_them_together(cast, case):
    agree(cast, case, "screening")
    visit = start(actor=cast.ines.actor, case=case, instrument="detention-visit", at=NOW())
    save(cast, visit, 1, alone_and_safe="yes", recording_off="yes", has_papers="no")
    finish(actor=cast.ines.actor, sitting=visit, at=NOW())
    later = start(actor=cast.ines.actor, case=case, instrument="shelter-followup", at=NOW())
    save(cast, later, 1, now_safe_here="no")
    finish(actor=cast.ines.actor, sitting=later, at=NOW())
    assert facts_of(case)["danger.immediate"] is True  # told once, and the plan knows
    told = dict((one.id, given) for one, given in access.by_instrument(access.talks(case)))
    assert told["detention-visit"]["has_papers"] == "no"
    assert access.all_answers(case)["has_papers"] == "no"  # the same question, whatever its words


@pytest.mark.parametrize("again", ["no", "not_asked"])
def test_a_need_that_was_pressed_by_mistake_is_not_told_by_the_plan(cast, case, sitting, again):
    number = save(cast, sitting, 1, hurt_or_ill="yes", safe_bed="no", thoughts_of_dying="yes")
    known = facts_of(case)
    assert known["need.medical"] and known["need.shelter"] and known["need.psychological"]
    save(cast, sitting, number, hurt_or_ill=again, thoughts_of_dying=again)
    known = facts_of(case)
    assert "need.medical" not in known and "need.psychological" not in known
    assert known["need.shelter"] is True, "that answer stands"
    assert known["danger.immediate"] is True, "a danger ends where it is looked at again"


def test_a_need_known_from_elsewhere_stays_whatever_a_talk_says_of_it(cast, case, sitting):
    cases.record_facts(actor=cast.ines.actor, case=case, facts={"need.medical": True}, at=case.opened_at)
    number = save(cast, sitting, 1, hurt_or_ill="yes")
    save(cast, sitting, number, hurt_or_ill="no")
    assert facts_of(case)["need.medical"] is True


def test_it_merges_answers_and_takes_one_back_to_not_asked(cast, sitting):
    number = save(cast, sitting, 1, alone_and_safe="yes", can_leave="no")
    save(cast, sitting, number, can_leave="not_asked", unpaid="prefers_not_to_say")
    found = access.sitting_for(cast.ines.actor, sitting.id)
    assert access.answers(found)["answers"] == {"alone_and_safe": "yes", "unpaid": "prefers_not_to_say"}


def test_it_shows_both_when_two_tabs_save(cast, sitting):
    save(cast, sitting, 1, can_leave="no")
    with pytest.raises(SittingConflict) as conflict:
        save(cast, sitting, 1, can_leave="yes")
    assert conflict.value.current == {"can_leave": "no"} and conflict.value.number == 2


def test_it_refuses_an_item_or_an_answer_that_does_not_exist(cast, sitting):
    for answers in ({"shoe_size": "yes"}, {"can_leave": "maybe"}):
        with pytest.raises(CauceError):
            save(cast, sitting, 1, **answers)


def test_it_tells_the_plan_of_a_danger_at_once(cast, case, sitting):
    save(cast, sitting, 1, expected_back="yes", safe_bed="no", minor_today="does_not_know")
    known = facts_of(case)
    assert known["danger.immediate"] is True and known["need.shelter"] is True
    assert known["person.age_doubt"] is True


@pytest.mark.parametrize(
    ("answers", "stopped_by", "outcome"),
    [
        ({"told_directly": "yes"}, "", "told_directly"),
        ({}, "told_directly", "told_directly"),
        ({"threats_self": "yes"}, "", "concerns"),
        ({"threats_self": "yes"}, "time", "concerns"),
        ({"unpaid": "yes"}, "", "labour_concerns"),
        ({"unpaid": "no"}, "", "no_concerns"),
        ({"unpaid": "no"}, "distress", "stopped"),
        ({"needs_pause": "yes"}, "", "stopped"),
    ],
)
def test_it_ends_validly_with_what_there_is(cast, case, sitting, answers, stopped_by, outcome):
    save(cast, sitting, 1, **answers)
    finish(actor=cast.ines.actor, sitting=sitting, at=NOW(), stopped_by=stopped_by)
    assert facts_of(case)["screening.outcome"] == outcome
    assert "screening_done" in {act.name for act in acts_of(case)}


def test_it_is_never_edited_once_it_ended(cast, sitting):
    finish(actor=cast.ines.actor, sitting=sitting, at=NOW())
    with pytest.raises(BadInput):
        save(cast, sitting, 2, unpaid="yes")


def test_it_pauses_and_goes_on_with_what_was_said(cast, sitting):
    save(cast, sitting, 1, unpaid="yes")
    pause(actor=cast.ines.actor, sitting=sitting, at=NOW(), reason="distress")
    assert access.sitting_for(cast.ines.actor, sitting.id).state == "paused"
    resume(actor=cast.ines.actor, sitting=sitting)
    found = access.sitting_for(cast.ines.actor, sitting.id)
    assert found.state == "open" and access.answers(found)["answers"] == {"unpaid": "yes"}


def test_it_forgets_a_draft_when_the_person_does_not_want_it_kept(cast, case, sitting):
    save(cast, sitting, 1, unpaid="yes")
    agree(cast, case, "keeping", given=False)
    assert access.all_answers(case) == {}
    with pytest.raises(BadInput):
        start(actor=cast.ines.actor, case=case, instrument="protection-desk", at=NOW())
    for one in access.to_erase():
        erase_refused(actor=SYSTEM, sitting=one)
    assert access.to_erase() == []


def test_it_keeps_what_was_said_before_keeping_was_agreed(cast, case, sitting):
    save(cast, sitting, 1, unpaid="yes")
    agree(cast, case, "keeping")
    save(cast, sitting, 2, can_leave="no")
    assert access.all_answers(case) == {"unpaid": "yes", "can_leave": "no"}


def test_it_counts_an_interview_of_unknown_age_as_a_dialogue_with_a_child(cast, case):
    agree(cast, case, "keeping")
    record = {"actor": cast.ines.actor, "case": case, "happened_at": NOW()}
    with pytest.raises(NotAgreed):
        start(actor=cast.ines.actor, case=case, instrument="protection-desk", kind="interview", at=NOW())
    cases.record_act(name="interview_consented", **record)
    for facts, expected in (({}, "child_dialogue_done"), ({"person.age": 31}, "interview_done")):
        cases.record_act(name="safety_checked", facts=facts, **record)
        one = start(
            actor=cast.ines.actor, case=case, instrument="protection-desk", kind="interview", at=NOW()
        )
        finish(actor=cast.ines.actor, sitting=one, at=NOW())
        assert expected in {act.name for act in acts_of(case)}


def test_it_is_for_nobody_of_another_post(cast, sitting):
    for stranger in (cast.tomas, cast.lucia, cast.clara, cast.sofia, cast.aurora):
        with pytest.raises(Absent):
            access.sitting_for(stranger.actor, sitting.id)
