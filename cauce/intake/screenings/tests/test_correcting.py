"""An answer of a talk that ended is put right: what it had made known follows, and nothing is lost."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases.corrections.access import corrections_of
from cauce.cases.corrections.actions import agree_correction
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.facts import facts_of
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Refused
from cauce.custody.keystore import shred
from cauce.intake.screenings import access
from cauce.intake.screenings.actions import correct_answers, erase_refused, finish, save_answers, start
from cauce.intake.screenings.actions.correcting import AnsweredMeanwhile
from cauce.intake.screenings.models import Sitting
from cauce.rules.permissions import SYSTEM
from cauce.staff.oversight.models import Proposal

from .test_sittings import agree, case

__all__ = ["case"]
WHY = "Se marcó en el renglón de arriba."
NOW = timezone.now


@pytest.fixture
def ended(cast, case):
    """A talk that ended with an answer about danger that nobody gave."""
    agree(cast, case, "keeping", "screening")
    made = start(actor=cast.ines.actor, case=case, instrument="protection-desk", at=NOW())
    answers = {"expected_back": "yes", "alone_and_safe": "yes", "can_leave": "no"}
    save_answers(actor=cast.ines.actor, sitting=made, seen=1, answers=answers, at=NOW())
    finish(actor=cast.ines.actor, sitting=made, at=NOW())
    case.refresh_from_db()
    return Sitting.objects.get(id=made.id)


def put(cast, case, of, **more):
    given = {"actor": cast.ines.actor, "why": WHY, "at": NOW(), "answers": {"can_leave": "yes"}} | more
    return correct_answers(case=case, of=of, **given)


def agreed(cast, made):
    if made.state == "waiting":
        [waits] = Proposal.objects.filter(kind="case.correct", state="waiting")
        agree_correction(actor=cast.mateo.actor, proposal=waits, reason=WHY, at=NOW())
        made.refresh_from_db()
    return made


def test_the_corrected_answers_stand_and_the_talk_stays_as_it_was_written(cast, case, ended):
    agreed(cast, put(cast, case, ended))
    old, new = Sitting.written.get(id=ended.id), Sitting.objects.get(case=case)
    assert old.superseded_at is not None and new.corrects_id == old.id
    assert access.answers(old)["answers"]["can_leave"] == "no"
    assert access.answers(new)["answers"] == {
        "expected_back": "yes",
        "alone_and_safe": "yes",
        "can_leave": "yes",
    }
    assert access.all_answers(case)["can_leave"] == "yes"
    assert (new.ended_at, new.state) == (old.ended_at, old.state)


def test_what_a_wrong_answer_made_known_is_not_known_any_more_once_two_agree(cast, case, ended):
    assert facts_of(case)["danger.immediate"] is True
    made = put(cast, case, ended, answers={"expected_back": "not_asked"})
    assert made.state == "waiting" and facts_of(case)["danger.immediate"] is True
    with pytest.raises(Refused):
        [waits] = Proposal.objects.filter(kind="case.correct")
        agree_correction(actor=cast.ines.actor, proposal=waits, reason=WHY, at=NOW())
    agreed(cast, made)
    case.refresh_from_db()
    assert "danger.immediate" not in facts_of(case) and case.danger is False


def test_a_right_answer_that_adds_a_duty_needs_nobody_else(cast, case, ended):
    made = put(cast, case, ended, answers={"safe_bed": "no"})
    assert made.state == "made" and facts_of(case)["need.shelter"] is True


def test_to_take_answers_out_of_sight_takes_two(cast, case, ended):
    made = put(cast, case, ended, answers={"safe_bed": "no"}, hide=True)
    assert made.state == "waiting" and Sitting.objects.get(case=case).id == ended.id
    assert agreed(cast, made).hidden and Sitting.objects.get(case=case).corrects_id == ended.id


def test_two_officers_who_correct_one_talk(cast, case, ended):
    agreed(cast, put(cast, case, ended))
    with pytest.raises(AnsweredMeanwhile) as told:
        put(cast, case, ended, actor=cast.mateo.actor, answers={"can_leave": "no"})
    assert told.value.now["can_leave"] == "yes"
    assert CaseCorrection.objects.count() == 1


def test_a_correction_is_corrected(cast, case, ended):
    agreed(cast, put(cast, case, ended))
    agreed(cast, put(cast, case, Sitting.objects.get(case=case), answers={"can_leave": "no"}))
    assert access.all_answers(case)["can_leave"] == "no"
    assert [one.row.number for one in corrections_of(case)] == [2, 1]


@pytest.mark.parametrize(
    "given",
    [
        {"answers": {"can_leave": "no"}},
        {"answers": {"no_such_item": "yes"}},
        {"answers": {"can_leave": "perhaps"}},
        {"why": "error"},
    ],
)
def test_what_changes_nothing_or_says_nothing_is_refused(cast, case, ended, given):
    with pytest.raises(CauceError):
        put(cast, case, ended, **given)
    assert not CaseCorrection.objects.exists() and Sitting.written.count() == 1


def test_after_the_key_was_destroyed_it_says_so(cast, case, ended):
    shred(case.key_id)
    with pytest.raises(BadInput):
        put(cast, case, ended)
    assert not CaseCorrection.objects.exists() and Sitting.written.count() == 1


def test_a_talk_under_way_is_changed_in_the_talk_itself(cast, case):
    agree(cast, case, "keeping", "screening")
    made = start(actor=cast.ines.actor, case=case, instrument="protection-desk", at=NOW())
    with pytest.raises(BadInput, match="not ended"):
        put(cast, case, made)


def test_what_is_erased_takes_the_corrected_talks_along(cast, case, ended):
    agreed(cast, put(cast, case, ended))
    for row in Sitting.written.filter(case=case):
        erase_refused(actor=SYSTEM, sitting=row)
    assert not any(bytes(row.sealed) for row in Sitting.written.all())
