"""Words that should not have been written are out of sight as soon as somebody asks, and by two for good."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.corrections.access import corrections_of, to_weigh
from cauce.cases.corrections.actions import Line, agree_correction, correct_act, correct_line
from cauce.cases.models import CaseAct
from cauce.cases.tests.conftest import open_at_houston
from cauce.cases.withheld import WITHHELD
from cauce.custody.journal.models import Entry
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.models import User
from cauce.staff.oversight.actions import decide, take_back
from cauce.staff.oversight.models import Proposal
from tests.cast import member, today

pytestmark = pytest.mark.django_db
WHY = "Es el nombre de otra persona."
NOTE = "el nombre de otra persona"


@pytest.fixture
def case(cast):
    return open_at_houston(cast, started_at=timezone.now() - dt.timedelta(hours=5))


@pytest.fixture
def act(cast, case):
    at = timezone.now() - dt.timedelta(hours=4)
    actions.record_act(actor=cast.ines.actor, case=case, name="safety_checked", happened_at=at, note=NOTE)
    return CaseAct.objects.get(case=case, name="safety_checked")


def ask(cast, case, act, **more):
    given = {"actor": cast.ines.actor, "why": WHY, "hide": True, "happened_at": act.happened_at}
    correct_act(case=case, of=act, at=timezone.now(), **given | more)
    return Proposal.objects.filter(kind="case.correct").latest("proposed_at")


def note_of(case):
    [found] = [one["note"] for one in access.notes(case) if one["act"].name == "safety_checked"]
    return found


def say(cast, waits, approve=False):
    given = {"actor": cast.mateo.actor, "proposal": waits, "reason": WHY, "at": timezone.now()}
    decide(approve=False, **given) if not approve else agree_correction(**given)


def test_it_is_out_of_sight_at_once_and_nothing_that_is_owed_changes(cast, case, act):
    owed = list(Obligation.objects.values_list("action", "state", "met_at"))
    ask(cast, case, act)
    assert note_of(case) == WITHHELD
    assert CaseAct.objects.get(case=case, name="safety_checked") == act
    assert list(Obligation.objects.values_list("action", "state", "met_at")) == owed
    [post] = corrections_of(case)
    assert (post.note, post.withheld) == ("", True)


def test_another_note_of_the_case_stays_in_sight(cast, case, act):
    actions.record_act(
        actor=cast.ines.actor,
        case=case,
        name="documents_issued",
        happened_at=timezone.now(),
        note="Pasaporte.",
    )
    ask(cast, case, act)
    assert sorted(str(one["note"]) for one in access.notes(case) if one["note"]) == [
        "Pasaporte.",
        str(WITHHELD),
    ]


def test_internal_control_reads_it_meanwhile_and_afterwards(cast, case, act):
    waits = ask(cast, case, act)
    assert [one.note for one in corrections_of(case, hidden=True)] == [NOTE]
    say(cast, waits, approve=True)
    assert [one.note for one in corrections_of(case, hidden=True)] == [NOTE]
    assert note_of(case) == ""


def test_whoever_decides_reads_it_and_that_is_journalled(cast, case, act):
    waits = ask(cast, case, act)
    assert to_weigh(cast.mateo.actor, waits).note == NOTE
    entry = Entry.objects.filter(kind="read", what="case.weigh").latest("id")
    assert (entry.actor, entry.about_id) == (cast.mateo.actor.user, str(case.id))


def test_another_post_that_decides_is_shown_no_word_of_it(cast, case, act):
    dana = member("dana", "Dana Olvera", "protection_consul", post=cast.houston.signs_here)
    User.objects.filter(id__in=(cast.mateo.user.id, cast.aurora.user.id)).update(is_active=False)
    shown = to_weigh(dana.actor, ask(cast, case, act))
    assert (shown.note, shown.whole) == ("", False) and shown.before == act


@pytest.mark.parametrize("how", ["no", "taken back", "nobody"])
def test_without_a_second_person_it_comes_back(cast, case, act, how):
    waits, later = ask(cast, case, act), timezone.now()
    if how == "no":
        say(cast, waits)
    elif how == "taken back":
        take_back(actor=cast.ines.actor, proposal=waits, at=timezone.now())
    else:
        later = waits.expires_at + dt.timedelta(minutes=1)
    with time_machine.travel(later, tick=False):
        assert note_of(case) == NOTE
        [shown] = corrections_of(case, hidden=True)
        assert (shown.row.state, shown.note, shown.withheld) == ("dropped", "", False)


def test_asked_again_it_stays_in_sight_until_two_agree(cast, case, act):
    """Otherwise one person could hide what they wrote for as long as they ask."""
    say(cast, ask(cast, case, act))
    moved = correct_act(
        actor=cast.ines.actor,
        case=case,
        of=act,
        happened_at=act.happened_at + dt.timedelta(minutes=1),
        why="Fue un minuto después.",
        at=timezone.now(),
    )
    assert moved.state == "made"
    after = CaseAct.objects.get(pk=moved.made)
    waits = ask(cast, case, after)
    assert note_of(case) == NOTE, "the row that stands holds the same words"
    say(cast, waits, approve=True)
    assert note_of(case) == ""


def test_a_correction_of_the_hour_alone_takes_nothing_out_of_sight(cast, case, act):
    made = correct_act(
        actor=cast.ines.actor, case=case, of=act, happened_at=None, why="No ocurrió así.", at=timezone.now()
    )
    assert made.state == "made" and not Proposal.objects.exists()


def test_of_a_line_of_the_plan_what_was_agreed_is_out_of_sight_and_the_line_stays(cast, case):
    given = {"need": "shelter", "due_on": today(), "responsible": cast.ines.user}
    line = actions.add_plan_item(actor=cast.ines.actor, case=case, agreed=NOTE, at=timezone.now(), **given)
    correct_line(
        actor=cast.ines.actor,
        case=case,
        of=line,
        line=Line(agreed="Una cama.", **given),
        why=WHY,
        hide=True,
        at=timezone.now(),
    )
    assert access.plan_items(case) == [(line, None)]
    say(cast, Proposal.objects.get(kind="case.correct"))
    assert access.plan_items(case) == [(line, NOTE)]
