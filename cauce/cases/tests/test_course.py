"""Departures stay visible, a decline is no departure, closing and reopening, and the worklist."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.drift import differences
from cauce.cases.models import Case, CaseAct
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent
from cauce.staff.obligations.models import Obligation

from .conftest import open_at_houston

pytestmark = pytest.mark.django_db


def row(case, action):
    return Obligation.objects.get(subject_id=case.id, action=action)


def depart(cast, case, **changes):
    given = {"action": "P2-05", "reason": "safety", "note": "No era seguro preguntar entonces."}
    actions.depart(actor=cast.ines.actor, case=case, **given | changes)


def test_a_departure_waives_the_step_and_stays_visible(cast, case):
    depart(cast, case, agreed_with="Mateo Villegas")
    assert row(case, "P2-05").state == "waived"
    kept = next(n for n in access.notes(case) if n["act"].name == "departed")
    assert kept["note"] == {
        "reason": "safety",
        "note": "No era seguro preguntar entonces.",
        "agreed_with": "Mateo Villegas",
    }
    assert CaseAct.objects.filter(case=case, name="departed", action="P2-05").count() == 1


def test_a_step_done_after_a_departure_leaves_the_departure_in_sight(cast, case):
    depart(cast, case)
    actions.record_act(
        actor=cast.ines.actor, case=case, name="nationality_presumed", happened_at=timezone.now()
    )
    assert CaseAct.objects.filter(case=case, name="departed").exists()


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"note": "no"}, BadInput), ({"reason": "tired"}, Unknown), ({"action": "P9-99"}, Unknown)],
)
def test_a_departure_needs_words_a_reason_and_a_step(cast, case, changes, error):
    with pytest.raises(error):
        depart(cast, case, **changes)
    assert not CaseAct.objects.filter(name="departed").exists()


def test_offered_and_declined_closes_the_step_and_is_no_departure(cast, case):
    now = timezone.now()
    actions.record_facts(actor=cast.ines.actor, case=case, facts={"need.shelter": True}, at=now)
    assert row(case, "P4-04").state == "open"
    actions.record_act(actor=cast.ines.actor, case=case, name="shelter_declined", happened_at=now)
    assert row(case, "P4-04").state == "declined"
    assert not CaseAct.objects.filter(name="departed").exists()


def test_nothing_is_due_once_closed_and_everything_returns_when_reopened(cast, case):
    before = set(Obligation.objects.values_list("action", "state", "due_at"))
    actions.close_case(actor=cast.ines.actor, case=case, reason="persons_wish", note="", at=timezone.now())
    closed = Case.objects.get(id=case.id)
    assert (closed.status, closed.next_action, closed.next_due_at) == ("closed", "", None)
    assert not Obligation.objects.filter(state__in=Obligation.WAITING).exists()
    assert access.worklist(cast.ines.actor, "HOU") == []
    with pytest.raises(BadInput, match="already closed"):
        actions.close_case(
            actor=cast.ines.actor, case=case, reason="persons_wish", note="", at=timezone.now()
        )
    actions.reopen_case(actor=cast.ines.actor, case=case, at=timezone.now())
    after = set(Obligation.objects.values_list("action", "state", "due_at"))
    assert {row for row in before if row[0] != "P4-19"} <= after
    with pytest.raises(BadInput, match="already open"):
        actions.reopen_case(actor=cast.ines.actor, case=case, at=timezone.now())


def test_closing_is_not_undone_by_an_old_page(cast, case):
    old_page = Case.objects.get(id=case.id)
    actions.close_case(actor=cast.ines.actor, case=case, reason="goals_met", note="", at=timezone.now())
    actions.record_act(
        actor=cast.mateo.actor, case=old_page, name="safe_contact_made", happened_at=timezone.now()
    )
    assert Case.objects.get(id=case.id).status == "closed"
    assert not Obligation.objects.filter(state__in=Obligation.WAITING).exists()


def test_an_assignment_is_not_undone_by_an_old_page(cast, case):
    old_page = Case.objects.get(id=case.id)
    actions.assign(actor=cast.ines.actor, case=case, officer=cast.mateo.user)
    actions.record_act(
        actor=cast.ines.actor, case=old_page, name="safety_checked", happened_at=timezone.now()
    )
    assert Case.objects.get(id=case.id).officer == cast.mateo.user


def test_the_worklist_shows_danger_first_then_the_earliest_due_then_what_has_no_date(cast):
    now = timezone.now()
    late, danger, soon, free = (open_at_houston(cast) for _ in range(4))
    for case, due in ((late, -5), (soon, 5), (danger, 50), (free, None)):
        at = None if due is None else now + dt.timedelta(hours=due)
        Case.objects.filter(id=case.id).update(next_due_at=at, danger=case is danger)
    assert access.worklist(cast.ines.actor, "HOU") == [danger, late, soon, free]
    assert access.worklist(cast.ines.actor, "HOU", most=2, start=1) == [late, soon]
    assert access.count_working(cast.mateo.actor, "HOU") == 4


def test_the_worklist_of_another_post_is_absent(cast, case):
    for stranger in (cast.tomas, cast.lucia, cast.sofia, cast.clara):
        with pytest.raises(Absent):
            access.worklist(stranger.actor, "HOU")


def test_rows_equal_the_rules_after_forty_days_too(cast, case):
    assert differences(timezone.now()) == (1, [])
    assert differences(timezone.now() + dt.timedelta(days=40)) == (1, [])
