"""A late step on another day: lists follow it, and whatever is counted keeps the deadline of the Protocol."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cauce.cases import access_colleagues, actions
from cauce.cases.access_day import Asked, counts_of_post, day
from cauce.cases.drift import differences
from cauce.cases.facts import plan_of
from cauce.cases.models import Case
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.models import Entry
from cauce.rules.bands import edges
from cauce.rules.pathway import is_late
from cauce.staff.obligations.models import Obligation

from .conftest import open_at_houston

pytestmark = pytest.mark.django_db
ZONE = "America/Chicago"


@pytest.fixture
def late(cast):
    """A case of three weeks ago, safe, of an adult, with much that is late; Inés works on it."""
    case = open_at_houston(
        cast,
        started_at=timezone.now() - dt.timedelta(days=21),
        officer=cast.ines.user,
        facts={"danger.immediate": False, "person.age": 31},
    )
    now = timezone.now()
    for name in ("safety_checked", "urgent_needs_checked", "age_checked"):
        actions.record_act(actor=cast.ines.actor, case=case, name=name, happened_at=now)
    return Case.objects.get(id=case.id)


def steps(case, *, urgent: bool) -> list[str]:
    now = timezone.now()
    return [one.action for one in plan_of(case, now) if is_late(one, now) and one.urgent is urgent]


def move(cast, case, action, days: int = 3, reason: str = "waits", **more):
    now = timezone.now()
    on = now.astimezone(ZoneInfo(ZONE)).date() + dt.timedelta(days=days)
    actions.reschedule(actor=cast.ines.actor, case=case, action=action, day=on, reason=reason, at=now, **more)
    return Case.objects.get(id=case.id)


def test_the_list_follows_the_new_day_and_the_figures_keep_the_deadline(cast, late):
    before = {row.action: row.due_at for row in Obligation.objects.filter(subject_id=late.id)}
    load = access_colleagues.load_of(cast.mateo.actor, "HOU", timezone.now())
    assert late.next_due_at < timezone.now()
    case = late
    for action in steps(late, urgent=False):
        case = move(cast, case, action)
    for action in steps(late, urgent=True):
        case = move(cast, case, action, days=0)
    assert case.next_due_at > timezone.now()
    assert {row.action: row.due_at for row in Obligation.objects.filter(subject_id=case.id)} == before
    assert access_colleagues.load_of(cast.mateo.actor, "HOU", timezone.now()).overdue == load.overdue == 1
    assert differences(timezone.now())[1] == []


def test_a_step_that_was_moved_hides_no_other_that_is_due_before(cast, late):
    first, *others = steps(late, urgent=False)
    assert others
    case = move(cast, late, first, days=20)
    assert case.next_action != first and case.next_due_at < timezone.now()


def test_once_the_day_is_over_it_is_late_again_with_its_own_deadline(cast, late):
    action = steps(late, urgent=False)[0]
    case = move(cast, late, action, days=2)
    after = timezone.now() + dt.timedelta(days=4)
    [item] = [one for one in plan_of(case, after) if one.action == action]
    assert is_late(item, after) and item.due < timezone.now()


def test_it_needs_a_step_that_is_late_a_reason_and_a_day_that_is_near(cast, late):
    action = steps(late, urgent=False)[0]
    for given in ({"action": "P9-99"}, {"action": action, "days": -1}, {"action": action, "days": 32}):
        with pytest.raises(BadInput):
            move(cast, late, **given)
    with pytest.raises(Unknown):
        move(cast, late, action, reason="tired")
    assert Case.objects.get(id=late.id).moved == []


def test_a_safety_step_waits_until_tomorrow_at_most(cast):
    case = open_at_houston(cast, started_at=timezone.now() - dt.timedelta(days=21))
    action = steps(case, urgent=True)[0]
    with pytest.raises(BadInput, match="tomorrow"):
        move(cast, case, action, days=3)
    move(cast, case, action, days=0)


def test_the_journal_has_the_step_the_reason_and_both_instants(cast, late):
    action = steps(late, urgent=False)[0]
    move(cast, late, action)
    detail = Entry.objects.get(what="step.reschedule").detail
    assert (detail["action"], detail["reason"]) == (action, "waits")
    assert detail["due"] < detail["until"]


def test_what_was_moved_leaves_the_late_band(cast, late):
    ends = edges(timezone.now(), ZONE)
    found = day(cast.ines.actor, "HOU", ends, Asked())
    assert found["late"].total == 1
    case = late
    for action in steps(late, urgent=False):
        case = move(cast, case, action)
    for action in steps(late, urgent=True):
        case = move(cast, case, action, days=0)
    found = day(cast.ines.actor, "HOU", edges(timezone.now(), ZONE), Asked())
    assert found["late"].total == 0


def test_whoever_leads_the_post_is_told_of_what_is_late_and_was_put_on_another_day(cast, late):
    def counted():
        now = timezone.now()
        return counts_of_post(cast.aurora.actor, "HOU", edges(now, ZONE), now - dt.timedelta(days=1))

    before = counted()
    assert (before.bands, before.put_off) == ({"late": 1}, 0)
    oldest = Obligation.objects.filter(subject_id=late.id, state="open").earliest("due_at").due_at
    case = late
    for urgent, days in ((False, 30), (True, 0)):
        for action in steps(late, urgent=urgent):
            case = move(cast, case, action, days=days)
    after = counted()
    assert "late" not in after.bands and after.put_off == 1
    assert after.late_since == oldest, "since when it is late stays what it was"
