"""An entry made after the deadline with an earlier hour is free, and the journal and the head are told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.facts import edition_of
from cauce.cases.tests.conftest import open_at_houston
from cauce.custody.journal.models import Entry
from cauce.staff.obligations.models import Obligation

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def noted(cast, case, name="safety_checked", ago=HOUR, **more):
    at = timezone.now() - ago
    actions.record_act(actor=cast.ines.actor, case=case, name=name, happened_at=at, **more)
    return Entry.objects.filter(what="case.record_act").latest("id").detail


def test_what_is_recorded_days_later_as_done_in_time_stands_and_the_journal_says_so(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 50 * HOUR)
    detail = noted(cast, case, ago=50 * HOUR - dt.timedelta(minutes=1))
    row = Obligation.objects.get(subject_id=case.id, action="P2-02")
    assert row.met_at < row.due_at
    assert "P2-02" in detail["after_deadline"]


def test_what_was_done_at_noon_is_recorded_in_the_evening_and_nobody_is_told(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 9 * HOUR)
    assert "after_deadline" not in noted(cast, case, ago=9 * HOUR - dt.timedelta(minutes=1))


def test_what_is_recorded_late_as_done_late_is_not_told(cast):
    case = open_at_houston(cast, started_at=timezone.now() - 90 * HOUR)
    assert "after_deadline" not in noted(cast, case, ago=30 * HOUR)


def test_another_act_that_meets_the_same_step_earlier_is_told_too(cast):
    """A step that was met late, or not at all, by one act comes into time by another with an earlier hour."""
    case = open_at_houston(cast, started_at=timezone.now() - 80 * HOUR)
    edition = edition_of(case)
    for step in edition.actions.values():
        names = [one.removeprefix("act:") for one in step.done_by]
        names = [one for one in names if one in edition.acts and not edition.acts[one].by_system]
        row = Obligation.objects.filter(subject_id=case.id, action=step.id).first()
        if len(names) > 1 and row is not None and row.due_at and row.due_at < timezone.now() - 30 * HOUR:
            break
    else:
        pytest.fail("no step that two acts meet")
    first, other = names[:2]
    noted(cast, case, first, ago=HOUR)
    detail = noted(cast, case, other, ago=80 * HOUR - dt.timedelta(minutes=1))
    row.refresh_from_db()
    assert row.state == "met" and row.met_at < row.due_at
    assert step.id in detail["after_deadline"]
