"""The day of a post: the database sorts cases into the bands as the rule does, in one question."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.access_day import Asked, counts_of_post, day, one_band, plan_rows
from cauce.cases.models import Case
from cauce.custody.journal.door import Absent, refusals
from cauce.custody.journal.models import Entry
from cauce.custody.journal.scoped import closed_to
from cauce.rules import bands
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices import access as offices

from .conftest import open_at_houston

pytestmark = pytest.mark.django_db
ZONE = "America/Chicago"
ALL = dict.fromkeys(bands.BANDS, 50)


def put(case, due=None, *, danger=False, officer=None, child=False, way=False) -> Case:
    step = "P4-04e" if way else "P2-05"
    Case.objects.filter(id=case.id).update(next_due_at=due, danger=danger, officer=officer, next_action=step)
    Obligation.objects.filter(subject_id=case.id).delete()
    if child:
        Obligation.objects.create(
            subject_kind="case", subject_id=case.id, post_id="HOU", action="P2-07a", state="open"
        )
    return Case.objects.get(id=case.id)


def shown(actor, ends, asked=None, most=ALL) -> dict[str, list[Case]]:
    found = day(actor, "HOU", ends, asked or Asked(), most)
    return {band: [row.case for row in one.rows] for band, one in found.items() if one.rows}


def test_the_database_sorts_as_the_rule_does(cast):
    chance, ends = random.Random(7), bands.edges(timezone.now(), ZONE)
    said: dict[str, set] = {}
    open_late: set[Case] = set()
    for number in range(24):
        due = ends.at + dt.timedelta(hours=chance.randint(-60, 240)) if chance.random() < 0.9 else None
        given = {
            "danger": chance.random() < 0.2,
            "officer": cast.ines.user if chance.random() < 0.8 else None,
            "child": chance.random() < 0.4,
            "way": chance.random() < 0.3,
        }
        if number < 2:  # late, and one of the two a child's
            due = ends.at - dt.timedelta(hours=number + 1)
            given = {"danger": False, "officer": cast.ines.user, "child": number == 0, "way": False}
        case = put(open_at_houston(cast), due, **given)
        owner = given["officer"] is not None
        band = bands.band(due, ends, danger=given["danger"], owner=owner, way=given["way"])
        said.setdefault(band, set()).add(case)
        if band == "late" and given["child"]:
            open_late.add(case)
    found = day(cast.ines.actor, "HOU", ends, Asked(), ALL)
    rows = {band: {row.case for row in one.rows} for band, one in found.items() if one.rows}
    assert rows == said | {"late": open_late} and open_late, "what is late and folds is a number"
    assert {band: one.total for band, one in found.items() if one.total} == {
        b: len(s) for b, s in said.items()
    }
    late = [one.next_due_at for one in said.get("late", ())]
    assert found["late"].since == min(late, default=None)


def test_danger_comes_first_then_what_nobody_has_then_the_earliest(cast):
    ends, mine = bands.edges(timezone.now(), ZONE), cast.ines.user
    hour = dt.timedelta(hours=1)
    free = put(open_at_houston(cast), ends.at + hour)
    danger = put(open_at_houston(cast), ends.at + 3 * hour, danger=True, officer=mine)
    both = put(open_at_houston(cast), None, danger=True)
    assert shown(cast.ines.actor, ends) == {"now": [both, danger, free]}


def test_whoever_is_awaited_at_a_safe_place_comes_first_of_today_also_when_that_is_late(cast):
    ends, mine = bands.edges(timezone.now(), ZONE), cast.ines.user
    hour = dt.timedelta(hours=1)
    early = put(open_at_houston(cast), ends.at, officer=mine)
    late = put(open_at_houston(cast), ends.at - hour, officer=mine, way=True)
    tonight = put(open_at_houston(cast), ends.today - hour / 60, officer=mine, way=True)
    put(open_at_houston(cast), ends.today + hour, officer=mine, way=True)
    assert shown(cast.ines.actor, ends)["today"] == [late, tonight, early]


def test_mine_are_those_in_my_name_and_those_in_nobodys(cast):
    ends = bands.edges(timezone.now(), ZONE)
    mine = put(open_at_houston(cast), ends.at - dt.timedelta(days=2), officer=cast.ines.user, child=True)
    hers = put(open_at_houston(cast), ends.at - dt.timedelta(days=2), officer=cast.mateo.user, child=True)
    free = put(open_at_houston(cast))
    assert shown(cast.ines.actor, ends, Asked(mine=True)) == {"now": [free], "late": [mine]}
    assert shown(cast.ines.actor, ends, Asked(officer=str(cast.mateo.user.id))) == {"late": [hers]}
    assert shown(cast.ines.actor, ends, Asked(unowned=True)) == {"now": [free]}


def test_filters_narrow_by_danger_minors_and_the_phase_of_the_next_step(cast):
    ends = bands.edges(timezone.now(), ZONE)
    danger = put(open_at_houston(cast), danger=True, officer=cast.ines.user)
    child = put(open_at_houston(cast), ends.at, officer=cast.ines.user, child=True)
    Case.objects.filter(id=child.id).update(next_action="P4-07")
    assert shown(cast.ines.actor, ends, Asked(danger=True)) == {"now": [danger]}
    assert shown(cast.ines.actor, ends, Asked(minors=True)) == {"today": [child]}
    assert shown(cast.ines.actor, ends, Asked(phase="P4-")) == {"today": [child]}


@pytest.mark.parametrize("how_many", [1, 12])
def test_it_is_asked_in_a_fixed_number_of_questions_and_written_down_once(cast, how_many):
    ends = bands.edges(timezone.now(), ZONE)
    for number in range(how_many):
        put(open_at_houston(cast), ends.at + dt.timedelta(hours=number), officer=cast.ines.user)
    before = Entry.objects.filter(what="case.list").count()
    with CaptureQueriesContext(connection) as held:
        day(cast.ines.actor, "HOU", ends, Asked(mine=True))
    assert Entry.objects.filter(what="case.list").count() == before + 1
    read = [one["sql"] for one in held if one["sql"].startswith("SELECT") and "cases_" in one["sql"]]
    assert len(read) <= 3, read


def test_where_all_of_it_folds_the_numbers_are_known_all_the_same(cast):
    ends, due = bands.edges(timezone.now(), ZONE), timezone.now() - dt.timedelta(days=2)
    assert {one.total for one in day(cast.ines.actor, "HOU", ends, Asked()).values()} == {0}
    put(open_at_houston(cast), due, officer=cast.ines.user)
    put(open_at_houston(cast), None, officer=cast.ines.user)
    found = day(cast.ines.actor, "HOU", ends, Asked())
    assert {band: (one.rows, one.total) for band, one in found.items() if one.total} == {
        "late": ([], 1),
        "later": ([], 1),
    }
    assert found["late"].since == due and found["later"].since is None


def test_a_band_comes_in_pages_and_late_is_all_of_it(cast):
    ends = bands.edges(timezone.now(), ZONE)
    for number in range(5):
        put(
            open_at_houston(cast),
            ends.at - dt.timedelta(hours=number + 1),
            officer=cast.ines.user,
            child=number == 0,
        )
    rows, total = one_band(cast.ines.actor, "HOU", ends, Asked(), "late", start=3, most=3)
    assert (len(rows), total) == (2, 5)
    assert one_band(cast.ines.actor, "HOU", ends, Asked(), "late", start=9, most=3) == ([], 5)


def test_a_line_of_a_plan_is_in_the_list_of_whoever_is_to_do_it(cast, kept):
    now = timezone.now()
    made = actions.add_plan_item(
        actor=cast.ines.actor,
        case=kept,
        need="shelter",
        agreed="Una cama.",
        due_on=now.date(),
        responsible=cast.mateo.user,
        at=now,
    )
    until = now.date() + dt.timedelta(days=7)
    assert plan_rows(cast.mateo.actor, "HOU", until, Asked(mine=True)) == [made]
    assert plan_rows(cast.ines.actor, "HOU", until, Asked(mine=True)) == []
    assert plan_rows(cast.ines.actor, "HOU", until, Asked(officer=str(cast.mateo.user.id))) == [made]
    assert plan_rows(cast.mateo.actor, "HOU", now.date(), Asked(mine=True)) == []


def test_another_post_is_absent(cast):
    ends = bands.edges(timezone.now(), ZONE)
    for stranger in (cast.tomas, cast.clara, cast.aurora, cast.lucia):
        with pytest.raises(Absent):
            day(stranger.actor, "HOU", ends, Asked())
        with pytest.raises(Absent):
            one_band(stranger.actor, "HOU", ends, Asked(), "late", start=0, most=5)
        with pytest.raises(Absent):
            plan_rows(stranger.actor, "HOU", timezone.now().date(), Asked(mine=True))


def test_the_head_has_the_same_bands_as_numbers_and_nothing_of_a_case_to_which_she_is_a_party(cast):
    ends, month = bands.edges(timezone.now(), ZONE), timezone.now() - dt.timedelta(days=3)
    mine = cast.ines.user
    put(open_at_houston(cast), ends.at - dt.timedelta(days=9), officer=mine)
    child = put(open_at_houston(cast), ends.at - dt.timedelta(days=2), officer=mine, child=True)
    Obligation.objects.filter(subject_id=child.id).update(due_at=ends.at - dt.timedelta(days=2))
    put(open_at_houston(cast), ends.at + dt.timedelta(seconds=1), officer=mine)
    found = counts_of_post(cast.aurora.actor, "HOU", ends, month)
    assert found.bands == {"late": 2, "today": 1}
    assert found.late_since == Case.objects.order_by("next_due_at").first().next_due_at
    assert (found.minors, found.minors_late) == (1, 1)
    actions.declare_party(
        actor=cast.ines.actor,
        case=child,
        user=cast.aurora.user,
        relation="close",
        words="",
        at=timezone.now(),
    )
    aurora = offices.actor_for(type(cast.aurora.user).objects.get(id=cast.aurora.user.id))
    with refusals(), closed_to(aurora):
        found = counts_of_post(aurora, "HOU", ends, month)
    assert found.bands == {"late": 1, "today": 1} and (found.minors, found.minors_late) == (0, 0)
