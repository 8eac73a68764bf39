"""An act whose hour was wrong, or that never happened: put right, and nothing is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.corrections.access import corrections_of, known_on, to_weigh
from cauce.cases.corrections.actions import agree_correction, correct_act
from cauce.cases.corrections.actions.acts import CorrectedMeanwhile
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.models import CaseAct
from cauce.cases.tests.conftest import open_at_houston
from cauce.cases.time_bounds import Reported
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import shred
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.models import User
from cauce.staff.oversight.models import Proposal
from tests.cast import member

pytestmark = pytest.mark.django_db
WHY = "Se escribió la hora de otro expediente."
HOUR = dt.timedelta(hours=1)


def noted(cast, case, name="safety_checked", ago=dt.timedelta(minutes=20), reported=False, **more):
    at = timezone.now() - ago
    at = Reported(at) if reported else at
    actions.record_act(actor=cast.ines.actor, case=case, name=name, happened_at=at, **more)
    return CaseAct.objects.filter(case=case, name=name).latest("id")


def put(cast, case, of, happened_at, **more):
    given = {"actor": cast.ines.actor, "why": WHY, "at": timezone.now()} | more
    return correct_act(case=case, of=of, happened_at=happened_at, **given)


def agreed(cast):
    [waits] = Proposal.objects.filter(kind="case.correct", state="waiting")
    agree_correction(actor=cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())


def state_of(case, action):
    return Obligation.objects.get(subject_id=case.id, action=action)


def test_another_hour_stands_and_the_first_row_stays_as_it_was_written(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 5 * HOUR)
    old = noted(cast, case, ago=4 * HOUR, note="en voz baja")
    later = timezone.now() - 2 * HOUR
    made = put(cast, case, old, later)
    assert made.state == "made"
    kept, new = CaseAct.written.get(pk=old.pk), CaseAct.objects.get(name="safety_checked")
    assert kept.happened_at == old.happened_at and kept.superseded_at is not None
    assert (new.happened_at, new.corrects_id, new.void) == (later, old.pk, False)
    assert CaseAct.note.open(new, case.key_id) == "en voz baja"
    assert state_of(case, "P2-02").met_at == later
    [shown] = corrections_of(case)
    assert shown.told["why"] == WHY
    entry = Entry.objects.filter(what="correction.act").latest("id")
    assert entry.detail["old"] == old.pk and entry.detail["new"] == str(new.pk)
    assert WHY not in str(entry.detail)


def test_an_act_recorded_by_mistake_is_owed_again(cast):
    case = open_at_houston(cast)
    old = noted(cast, case)
    assert state_of(case, "P2-02").state == "met"
    put(cast, case, old, None)
    assert state_of(case, "P2-02").state == "open"
    assert not CaseAct.objects.filter(case=case, name="safety_checked").exists()
    assert [one["act"].name for one in access.notes(case)].count("safety_checked") == 0


def test_what_would_be_in_time_waits_for_a_second_person(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 30 * HOUR)
    old = noted(cast, case, ago=2 * HOUR)
    before = state_of(case, "P2-02")
    assert before.met_at > before.due_at
    made = put(cast, case, old, timezone.now() - 30 * HOUR + dt.timedelta(minutes=1))
    assert made.state == "waiting" and state_of(case, "P2-02").met_at == old.happened_at
    [waits] = Proposal.objects.filter(kind="case.correct")
    with pytest.raises(Refused):
        agree_correction(actor=cast.ines.actor, proposal=waits, reason="Lo vi con ella.", at=timezone.now())
    agree_correction(
        actor=cast.mateo.actor, proposal=waits, reason="Lo vi en la hoja de turnos.", at=timezone.now()
    )
    made.refresh_from_db()
    assert (made.state, made.agreed_by) == ("made", cast.mateo.actor.user)
    after = state_of(case, "P2-02")
    assert after.met_at < after.due_at
    entry = Entry.objects.filter(what="correction.agree").latest("id")
    assert entry.detail["old"] == old.pk


def test_where_something_was_declined_an_act_is_corrected_as_well(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 5 * HOUR)
    old = noted(cast, case, ago=4 * HOUR, facts={"need.shelter": True})
    noted(cast, case, name="shelter_declined", ago=HOUR)
    assert "declined" in Obligation.objects.filter(subject_id=case.id).values_list("state", flat=True)
    assert put(cast, case, old, timezone.now() - 2 * HOUR).state == "made"


@pytest.mark.parametrize("how", ["standing", "void"])
def test_recorded_again_with_an_earlier_hour_it_comes_into_time_by_no_other_way(cast, how):
    case = open_at_houston(cast, started_at=timezone.now() - 30 * HOUR)
    old = noted(cast, case, ago=2 * HOUR)
    if how == "void":
        put(cast, case, old, None)
    for reported in (False, True):
        with pytest.raises(BadInput, match="recorded already at another hour"):
            noted(cast, case, ago=30 * HOUR - dt.timedelta(minutes=1), reported=reported)
    assert CaseAct.written.filter(case=case, name="safety_checked", void=False).count() == 1
    noted(cast, case, ago=3 * HOUR)  # late all the same
    assert state_of(case, "P2-02").met_at > state_of(case, "P2-02").due_at


def test_a_first_entry_is_free_however_late_it_is_typed_and_so_is_another_in_time(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 30 * HOUR)
    noted(cast, case, ago=30 * HOUR - dt.timedelta(minutes=2))
    noted(cast, case, ago=30 * HOUR - dt.timedelta(minutes=1))
    noted(cast, case, ago=30 * HOUR - dt.timedelta(minutes=1, seconds=30))
    assert state_of(case, "P2-02").met_at < state_of(case, "P2-02").due_at


def test_in_a_post_of_one_person_the_post_that_signs_for_it_agrees(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 30 * HOUR)
    old = noted(cast, case, ago=2 * HOUR)
    dana = member("dana", "Dana Olvera", "protection_consul", post=cast.houston.signs_here)
    User.objects.filter(id__in=(cast.mateo.user.id, cast.aurora.user.id)).update(is_active=False)
    made = put(cast, case, old, timezone.now() - 30 * HOUR + dt.timedelta(minutes=1))
    [waits] = Proposal.objects.filter(kind="case.correct")
    assert waits.looks == cast.houston.signs_here
    assert to_weigh(dana.actor, waits).before == old
    agree_correction(actor=dana.actor, proposal=waits, reason="Lo vi en la hoja.", at=timezone.now())
    made.refresh_from_db()
    assert (made.state, made.agreed_by) == ("made", str(dana.user.id))


def test_two_officers_who_correct_one_act_and_the_second_is_told_what_it_says_now(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 5 * HOUR)
    old = noted(cast, case, ago=4 * HOUR)
    put(cast, case, old, timezone.now() - 2 * HOUR)
    with pytest.raises(CorrectedMeanwhile) as told:
        put(cast, case, old, timezone.now() - HOUR, actor=cast.mateo.actor)
    assert told.value.now.corrects_id == old.pk
    assert CaseCorrection.objects.count() == 1


def test_a_second_one_waits_while_the_first_waits(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 30 * HOUR)
    old = noted(cast, case, ago=2 * HOUR)
    put(cast, case, old, timezone.now() - 29 * HOUR - dt.timedelta(minutes=50))
    with pytest.raises(BadInput, match="already waits"):
        put(cast, case, old, timezone.now() - 3 * HOUR)


def test_it_never_lies_before_the_contact_unless_somebody_else_reports_it(cast):
    case = open_at_houston(cast)
    old = noted(cast, case, name="documents_issued")
    early = timezone.now() - 40 * HOUR
    with pytest.raises(BadInput, match="before the contact began"):
        put(cast, case, old, early)
    assert CaseAct.written.filter(name="documents_issued").count() == 1
    put(cast, case, old, Reported(early))
    new = CaseAct.objects.get(name="documents_issued")
    assert new.reported and new.happened_at == early


def test_the_contact_never_moves_behind_what_was_done_in_it(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 5 * HOUR)
    noted(cast, case, ago=4 * HOUR)
    contact = CaseAct.objects.get(case=case, name="contact_started")
    with pytest.raises(BadInput, match="already been done"):
        put(cast, case, contact, timezone.now() - 2 * HOUR)
    with pytest.raises(BadInput, match="Only the time of this"):
        put(cast, case, contact, None)


@pytest.mark.parametrize("year", [26, 1926, 1999])
def test_an_absurd_year_is_refused(cast, year):
    case = open_at_houston(cast)
    old = noted(cast, case)
    absurd = timezone.now().replace(year=year, day=1)
    with pytest.raises(BadInput, match=str(year)):
        put(cast, case, old, Reported(absurd))
    with pytest.raises(BadInput, match=str(year)):
        actions.record_act(
            actor=cast.ines.actor, case=case, name="safety_checked", happened_at=Reported(absurd)
        )


def test_an_act_before_the_contact_is_refused_when_it_is_recorded_too(cast):
    case = open_at_houston(cast)
    early = timezone.now() - 48 * HOUR
    with pytest.raises(BadInput, match="before the contact began"):
        noted(cast, case, ago=48 * HOUR)
    noted(cast, case, ago=48 * HOUR, reported=True)
    assert CaseAct.objects.get(name="safety_checked").happened_at < timezone.now() - 47 * HOUR
    assert early


def test_after_the_key_was_destroyed_it_says_so_and_nothing_is_written(cast):
    case = open_at_houston(cast)
    old = noted(cast, case)
    shred(case.key_id)
    with pytest.raises(BadInput, match="key of this record was destroyed"):
        put(cast, case, old, timezone.now() - dt.timedelta(minutes=10))
    assert not CaseCorrection.objects.exists() and CaseAct.objects.filter(pk=old.pk).exists()


def test_agreed_to_after_the_key_was_destroyed_it_says_so_and_nothing_is_written(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 30 * HOUR)
    old = noted(cast, case, ago=2 * HOUR)
    made = put(cast, case, old, timezone.now() - 30 * HOUR + dt.timedelta(minutes=1))
    shred(case.key_id)
    with pytest.raises(CauceError, match="key"):
        agreed(cast)
    made.refresh_from_db()
    assert made.state == "waiting" and CaseAct.objects.filter(pk=old.pk).exists()


def test_what_never_happened_may_be_said_to_have_happened_after_all(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 5 * HOUR)
    old = noted(cast, case, ago=4 * HOUR)
    put(cast, case, old, None)
    void = CaseAct.written.get(corrects=old)
    back = put(cast, case, void, old.happened_at)
    assert back.state == "waiting"  # it ends a duty again


@pytest.mark.parametrize("name", ["case_opened"])
def test_what_is_kept_elsewhere_is_corrected_there(cast, name):
    case = open_at_houston(cast)
    with pytest.raises(BadInput, match="where it was done"):
        put(cast, case, CaseAct.objects.get(case=case, name=name), timezone.now() - dt.timedelta(minutes=1))


def test_without_a_reason_nothing_is_corrected(cast):
    case = open_at_houston(cast)
    old = noted(cast, case)
    with pytest.raises(BadInput, match="why"):
        put(cast, case, old, None, why="error")


def test_the_window_and_the_head_of_the_post_correct_nothing(cast):
    case = open_at_houston(cast)
    old = noted(cast, case)
    for who in (cast.lucia, cast.aurora):
        with pytest.raises(Refused):
            put(cast, case, old, None, actor=who.actor)


def test_a_note_that_should_not_have_been_written_is_out_of_sight(cast):
    case = open_at_houston(cast)
    old = noted(cast, case, note="el nombre de otra persona")
    made = put(cast, case, old, old.happened_at, hide=True)
    assert made.state == "waiting"  # whoever wrote it hides nothing for good alone: test_withheld
    agreed(cast)
    assert all("otra persona" not in str(one["note"]) for one in access.notes(case))
    [post] = corrections_of(case)
    assert post.note == ""
    [control] = corrections_of(case, hidden=True)
    assert control.note == "el nombre de otra persona"


def test_five_corrections_and_what_was_known_on_each_day(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 10 * HOUR)
    row = noted(cast, case, ago=9 * HOUR)
    seen = []
    for hours in (8, 7, 6, 5, 4):
        at = timezone.now()
        put(cast, case, row, at - hours * HOUR, at=at)
        row = CaseAct.objects.get(case=case, name="safety_checked")
        seen.append((at, row.happened_at))
    assert [one.row.number for one in corrections_of(case)] == [5, 4, 3, 2, 1]
    for at, hour in seen:
        known = [one.happened_at for one in known_on(case, at) if one.name == "safety_checked"]
        assert known == [hour]
