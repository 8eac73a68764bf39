"""A departure that was recorded by mistake is counted no more, and neither is the reason that was given."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases.actions import depart
from cauce.cases.corrections.actions import agree_correction, correct_act
from cauce.cases.models import CaseAct
from cauce.measurement.facts.departures import departures, departures_by_post
from cauce.staff.oversight.models import Proposal

pytestmark = pytest.mark.django_db
WHY = "Se anotó en el caso de otra persona."
ACTION = "P4-09"


@pytest.fixture
def since():
    return timezone.now() - dt.timedelta(days=2)


def left(cast, case, reason) -> CaseAct:
    note = "Todavía no le dan la cita."
    depart(actor=cast.ines.actor, case=case, action=ACTION, reason=reason, note=note)
    return CaseAct.objects.filter(case=case, name="departed").latest("id")


def put(cast, case, row, happened_at=None) -> CaseAct:
    """By two where it takes two; the row that stands since."""
    given = {"actor": cast.ines.actor, "case": case, "of": row, "happened_at": happened_at, "why": WHY}
    made = correct_act(at=timezone.now(), **given)
    for waits in Proposal.objects.filter(kind="case.correct", state="waiting"):
        agree_correction(actor=cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())
    made.refresh_from_db()
    return CaseAct.written.get(pk=made.made)


def told(since) -> list[tuple]:
    return [(one.action, one.number, one.reasons, one.untold) for one in departures("HOU", since)]


def test_the_only_one_leaves_nothing_behind(cast, make, since):
    case = make(cast.houston, days=1)
    row = left(cast, case, "time")
    assert told(since) == [(ACTION, 1, (("time", 1),), 0)]
    put(cast, case, row)
    assert told(since) == []


def test_the_reason_that_goes_is_its_own_and_not_that_of_another_case(cast, make, since):
    mistaken, stays = make(cast.houston, days=1), make(cast.houston, days=1)
    row = left(cast, mistaken, "time")
    left(cast, stays, "person_asked")
    put(cast, mistaken, row)
    assert told(since) == [(ACTION, 1, (("person_asked", 1),), 0)]
    assert departures_by_post(since)["HOU"] == departures("HOU", since)


@pytest.mark.parametrize(("which", "stays"), [(0, "person_asked"), (1, "time")])
def test_of_two_in_one_case_the_reason_of_the_one_that_was_voided_goes(cast, make, since, which, stays):
    case = make(cast.houston, days=1)
    rows = [left(cast, case, reason) for reason in ("time", "person_asked")]
    put(cast, case, rows[which])
    assert told(since) == [(ACTION, 1, ((stays, 1),), 0)]


def test_one_of_before_the_period_takes_no_reason_of_the_period_along(cast, make):
    case = make(cast.houston, days=1)
    before = left(cast, case, "time")
    since = timezone.now()
    left(cast, case, "person_asked")
    other = make(cast.houston, days=1)
    put(cast, other, left(cast, other, "time"))  # so that mistakes are looked for
    put(cast, case, before)
    assert told(since) == [(ACTION, 1, (("person_asked", 1),), 0)]


def test_what_happened_after_all_counts_again_with_its_reason(cast, make, since):
    case = make(cast.houston, days=1)
    row = left(cast, case, "time")
    put(cast, case, put(cast, case, row), row.happened_at)
    assert told(since) == [(ACTION, 1, (("time", 1),), 0)]


def test_asked_as_of_before_a_later_departure_its_mistake_changes_nothing(cast, make, since):
    case, other = make(cast.houston, days=1), make(cast.houston, days=1)
    left(cast, case, "time")
    until = timezone.now()
    put(cast, other, left(cast, other, "person_asked"))
    [one] = departures_by_post(since, "HOU", until)["HOU"]
    assert (one.number, one.reasons) == (1, (("time", 1),))
