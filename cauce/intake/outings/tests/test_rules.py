"""The days of an outing on the wall of its place, its plan, and what lacks or was left open."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from cauce.content.errors import BadInput, Unknown
from cauce.content.loader import load_edition
from cauce.intake.outings.rules import (
    Carried,
    State,
    check_came_back,
    gaps,
    left_open,
    needed,
    opens_incident,
    plan_of,
    window_of,
)
from cauce.rules.dates import zone

NOON = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 7)
NINE, THREE = dt.time(9), dt.time(15)
PHONE = Carried(out=False, opened_by_hand=True, current=None, back=True, filled=3, arrived=3)
WHOLE = State(
    holes=0,
    parts=frozenset({"lead", "talks"}),
    private_place=True,
    phones=(PHONE,),
    uncovered=0,
    not_packed=0,
    not_back=0,
    counted=True,
    incidents=0,
)


def test_days_and_hours_are_those_of_the_place_also_across_the_night_when_the_clock_changes():
    found = window_of(DAY, DAY + dt.timedelta(days=1), NINE, THREE, "America/Denver", NOON)
    assert found.starts_at == dt.datetime(2026, 3, 7, 16, tzinfo=dt.UTC)
    assert found.ends_at == dt.datetime(2026, 3, 8, 21, tzinfo=dt.UTC), "an hour nearer since that night"
    # At half past six in the evening of the first in Denver it is the second in Greenwich: still to come.
    evening = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC)
    assert window_of(dt.date(2026, 3, 1), dt.date(2026, 3, 1), NINE, THREE, "America/Denver", evening)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"first": dt.date(2026, 3, 1)}, "first_on"),
        ({"last": dt.date(2026, 3, 6)}, "last_on"),
        ({"last": dt.date(2026, 3, 30)}, "last_on"),
        ({"first": dt.date(9999, 1, 1), "last": dt.date(9999, 1, 1)}, "last_on"),
        ({"opens": THREE, "closes": NINE}, "closes"),
        ({"zone_name": " "}, "time_zone"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_and_its_cure(given, where):
    wanted = {
        "first": DAY,
        "last": DAY,
        "opens": NINE,
        "closes": THREE,
        "zone_name": "America/Denver",
    }
    with pytest.raises(BadInput) as refused:
        window_of(**wanted | given, at=NOON)
    assert refused.value.where == where and refused.value.cure_es and refused.value.cure_en


def test_a_zone_that_there_is_not_names_the_nearest():
    with pytest.raises(Unknown) as refused:
        window_of(DAY, DAY, NINE, THREE, "America/Denvr", NOON)
    assert "America/Denver" in refused.value.cure_es


def test_the_plan_follows_the_hours_of_each_day_and_what_happens_has_none():
    steps = load_edition().outing_steps
    days = (DAY, DAY + dt.timedelta(days=1))
    plan = plan_of(steps.values(), days, NINE, THREE, zone("America/Denver"))
    opening = [one for one in plan if one.step.id == "opening"]
    assert [one.at.hour for one in opening] == [16, 15], "the second day after the clock changed"
    assert {one.step.id for one in plan if one.at is None} == {"danger", "officers_come"}
    assert [one.on for one in plan if one.step.id == "debrief"] == [days[1]], "once, at the end"
    first = [one.step.id for one in plan if one.on == DAY]
    assert first.index("brief") < first.index("opening") < first.index("offer") < first.index("closing")


def test_what_is_given_away_is_counted_by_people_and_what_holds_something_comes_back():
    things = load_edition().outing_things
    assert needed(things["cards"], 60) == 80 and needed(things["paper_kits"], 26) == 3
    assert check_came_back(things["printed_forms"], 5, 4, "filled") == 1
    assert opens_incident(things["printed_forms"], 1, "filled")
    assert not opens_incident(things["printed_forms"], 1, "blank")
    assert not opens_incident(things["chargers"], 1, "not_known"), "it holds nothing of anybody"
    assert check_came_back(things["cards"], 80, 0, "") == 0
    for back, on_it in ((6, ""), (4, ""), (4, "nada")):
        with pytest.raises(BadInput):
            check_came_back(things["printed_forms"], 5, back, on_it)
    with pytest.raises(BadInput):
        check_came_back(things["chargers"], None, 1, "")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"holes": 1}, "nobody_answers"),
        ({"parts": frozenset({"talks"})}, "nobody_leads"),
        ({"parts": frozenset({"lead"})}, "nobody_talks"),
        ({"private_place": False}, "no_private_place"),
        ({"phones": ()}, "no_telephone"),
        ({"phones": (dataclasses.replace(PHONE, out=True),)}, "telephone_out"),
        ({"phones": (dataclasses.replace(PHONE, opened_by_hand=False),)}, "old_form"),
        (
            {"phones": (dataclasses.replace(PHONE, opened_by_hand=False, current=False),)},
            "old_form",
        ),
        ({"uncovered": 1}, "no_interpreter"),
        ({"not_packed": 2}, "not_packed"),
    ],
)
def test_each_thing_that_lacks_is_said_by_itself(change, code):
    assert gaps(WHOLE) == () and gaps(dataclasses.replace(WHOLE, **change)) == (code,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"not_back": 1}, "not_back"),
        ({"phones": (dataclasses.replace(PHONE, back=False),)}, "telephone_not_back"),
        ({"phones": (dataclasses.replace(PHONE, arrived=1),)}, "forms_to_come"),
        ({"phones": (dataclasses.replace(PHONE, filled=None),)}, "telephone_silent"),
        ({"counted": False}, "not_counted"),
        ({"incidents": 1}, "incident"),
    ],
)
def test_each_thing_left_open_is_said_by_itself(change, code):
    assert left_open(WHOLE) == () and left_open(dataclasses.replace(WHOLE, **change)) == (code,)
