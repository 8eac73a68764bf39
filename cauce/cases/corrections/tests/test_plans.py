"""A line of the plan that was written wrong: another stands in its place."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.corrections.access import corrections_of
from cauce.cases.corrections.actions import Line, agree_correction, correct_line
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.facts import facts_of
from cauce.cases.models import PlanItem
from cauce.cases.tests.conftest import open_at_houston
from cauce.content.errors import BadInput
from cauce.custody.keystore import shred
from cauce.staff.oversight.models import Proposal
from tests.cast import today

pytestmark = pytest.mark.django_db
WHY = "Se anotó la necesidad de otra persona."


@pytest.fixture
def case(cast):
    return open_at_houston(cast)


@pytest.fixture
def line(cast, case):
    return actions.add_plan_item(
        actor=cast.ines.actor,
        case=case,
        need="shelter",
        agreed="Una cama hoy.",
        due_on=today(),
        responsible=cast.ines.user,
        at=timezone.now(),
    )


def put(cast, case, of, **more):
    said = {"need": "food", "agreed": "Una despensa.", "due_on": today(), "responsible": cast.ines.user}
    line = Line(**said | {name: more.pop(name) for name in Line._fields if name in more})
    given = {"actor": cast.ines.actor, "why": WHY, "at": timezone.now()}
    made = correct_line(case=case, of=of, line=line, **given | more)
    if made.state == "waiting":
        [waits] = Proposal.objects.filter(kind="case.correct", state="waiting")
        agree_correction(actor=cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())
        made.refresh_from_db()
    return made


def test_another_line_stands_and_the_need_follows(cast, case, line):
    assert facts_of(case)["need.shelter"] is True
    made = put(cast, case, line)
    [(row, agreed)] = access.plan_items(case)
    assert (row.need, agreed, row.corrects_id) == ("food", "Una despensa.", line.id)
    kept = PlanItem.written.get(id=line.id)
    assert kept.need == "shelter" and PlanItem.sealed.open(kept)["agreed"] == "Una cama hoy."
    known = facts_of(case)
    assert known["need.food"] is True and "need.shelter" not in known
    assert made.agreed_by  # a duty ended with the need


def test_a_need_that_was_denied_before_the_wrong_line_is_denied_again(cast, case):
    denied = {"need.shelter": False}
    actions.record_facts(actor=cast.ines.actor, case=case, facts=denied, at=timezone.now())
    given = {"need": "shelter", "due_on": today(), "responsible": None}
    wrong = actions.add_plan_item(
        actor=cast.ines.actor, case=case, agreed="Una cama hoy.", at=timezone.now(), **given
    )
    put(cast, case, wrong)
    assert facts_of(case)["need.shelter"] is False


def test_what_another_line_needs_stays_known(cast, case, line):
    actions.add_plan_item(
        actor=cast.ines.actor,
        case=case,
        need="shelter",
        agreed="Y un lugar después.",
        due_on=today(),
        responsible=None,
        at=timezone.now(),
    )
    made = put(cast, case, line)
    assert facts_of(case)["need.shelter"] is True and made.agreed_by == ""


def test_a_line_that_was_closed_by_mistake_is_open_again(cast, case, line):
    actions.close_plan_item(actor=cast.ines.actor, case=case, item=line, state="done", at=timezone.now())
    line.refresh_from_db()
    put(cast, case, line, need="shelter", agreed="Una cama hoy.")
    [(row, _)] = access.plan_items(case)
    assert row.state == "open" and row.due_on == today()


def test_to_take_words_out_of_sight_takes_two(cast, case, line):
    said = Line("shelter", "Una cama hoy.", today(), cast.ines.user)
    made = correct_line(
        actor=cast.ines.actor, case=case, of=line, line=said, why=WHY, hide=True, at=timezone.now()
    )
    assert made.state == "waiting" and PlanItem.objects.get(case=case) == line
    [waits] = Proposal.objects.filter(kind="case.correct", state="waiting")
    agree_correction(actor=cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())
    assert PlanItem.objects.get(case=case).corrects_id == line.id
    assert CaseCorrection.objects.get().hidden


def test_what_was_taken_out_of_sight_covers_what_came_before_it(cast, case, line):
    for n, hide in enumerate((False, True, False)):
        put(cast, case, PlanItem.objects.get(case=case), agreed=f"Palabras {n}.", hide=hide)
    assert [one.covered for one in corrections_of(case)] == [False, False, True]


def test_two_officers_who_correct_one_line(cast, case, line):
    put(cast, case, line)
    with pytest.raises(BadInput, match="while you were writing"):
        put(cast, case, line, actor=cast.mateo.actor)
    assert CaseCorrection.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"need": "shelter", "agreed": "Una cama hoy."},
        {"need": "no_such_need"},
        {"state": "lost"},
        {"why": "mal"},
    ],
)
def test_what_changes_nothing_or_is_in_no_list_is_refused(cast, case, line, given):
    with pytest.raises(BadInput):
        put(cast, case, line, **given)
    assert not CaseCorrection.objects.exists()


def test_after_the_key_was_destroyed_it_says_so_and_nothing_is_written(cast, case, line):
    shred(case.key_id)
    with pytest.raises(BadInput, match="key of this record was destroyed"):
        put(cast, case, line)
    assert PlanItem.written.count() == 1 and not CaseCorrection.objects.exists()


def test_a_correction_is_corrected(cast, case, line):
    put(cast, case, line)
    put(cast, case, PlanItem.objects.get(case=case), due_on=today() + dt.timedelta(days=2))
    [(row, _)] = access.plan_items(case)
    assert row.due_on == today() + dt.timedelta(days=2)
    assert PlanItem.written.filter(case=case).count() == 3
