"""Who answers at night: turns on the clock of the post, holes seen before, and nobody lost."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest

from cauce.content.errors import BadInput
from cauce.staff.offices.rules import (
    RUNGS,
    Turn,
    chain,
    instant,
    next_at,
    on_duty,
    to_tell,
    told_by,
    troubles,
    turns_of,
)

HOUSTON = ZoneInfo("America/Chicago")
NIGHT = dt.datetime(2026, 11, 27, 4, tzinfo=dt.UTC)
MINUTES = 10
STEP = dt.timedelta(minutes=MINUTES)


def wall(month, day, hour=18, minute=0):
    return dt.datetime(2026, month, day, hour, minute)  # noqa: DTZ001 - of the wall


def nightly(first, last, people=("ines", "mateo")):
    pairs = turns_of(first, first + dt.timedelta(hours=24), "day", last, HOUSTON)
    return [Turn(start, end, *people) for start, end in pairs]


@pytest.mark.parametrize("month, day", [(3, 7), (10, 31)])
def test_no_hole_and_no_overlap_when_the_clock_changes(month, day):
    """8 March and 1 November of 2026: a turn of 23 hours and one of 25; and turns that meet at half past
    two.
    """
    for hour in (18, 1, 2):
        turns = nightly(wall(month, day - 3, hour, 30), dt.date(2026, month, day) + dt.timedelta(days=3))
        assert troubles(turns, turns[0].start, turns[-1].end) == ()
        assert len({turn.end - turn.start for turn in turns}) == 2


def test_an_hour_that_does_not_exist_is_when_the_clock_jumps_and_one_said_twice_is_the_first():
    assert instant(wall(3, 8, 2, 30), HOUSTON) >= dt.datetime(2026, 3, 8, 8, tzinfo=dt.UTC)
    assert instant(wall(11, 1, 1, 30), HOUSTON) == dt.datetime(2026, 11, 1, 6, 30, tzinfo=dt.UTC)


def test_a_hole_and_an_overlap_are_found_with_their_hours():
    turns = nightly(wall(11, 20), dt.date(2026, 11, 29))
    del turns[4]
    twice = Turn(turns[1].start, turns[1].start + dt.timedelta(hours=2), "mateo")
    found = troubles([*turns, twice], turns[0].start, turns[-1].end)
    assert [(one.kind, one.end - one.start) for one in found] == [
        ("overlap", dt.timedelta(hours=2)),
        ("hole", dt.timedelta(hours=24)),
    ]
    assert on_duty(turns, found[1].start) == ()


def test_a_roster_without_a_turn_is_one_hole():
    (only,) = troubles([], NIGHT, NIGHT + STEP)
    assert (only.kind, only.start, only.end) == ("hole", NIGHT, NIGHT + STEP)


@pytest.mark.parametrize(
    "hours, every, until",
    [(0, "once", 27), (24 * 8, "once", 27), (30, "day", 29), (12, "day", 26)],
)
def test_a_turn_that_cannot_be_is_refused_with_the_cure(hours, every, until):
    start = wall(11, 27)
    with pytest.raises(BadInput) as refused:
        turns_of(start, start + dt.timedelta(hours=hours), every, dt.date(2026, 11, until), HOUSTON)
    assert refused.value.cure_es and refused.value.where


def test_a_hole_goes_to_the_head_then_the_neighbour_then_headquarters_and_nobody_is_asked_twice():
    names = [one.name for one in chain([], ["aurora"], ["tomas"], ["sofia"])]
    assert names == list(RUNGS[2:])
    here = [Turn(NIGHT, NIGHT + STEP, "ines", "aurora")]
    whole = chain(here, ["aurora"], [], ["sofia"])
    assert [(one.name, one.people) for one in whole] == [
        ("first", ("ines",)),
        ("second", ("aurora",)),
        ("headquarters", ("sofia",)),
    ]
    assert chain([], [], [], [], ["lucia"])[-1].people == ("lucia",)


def test_what_came_due_while_nothing_ran_is_told_at_once_and_a_tick_twice_tells_nothing():
    late = NIGHT + 72 * dt.timedelta(hours=1)
    assert to_tell(3, 1, told_by(3, MINUTES, NIGHT, NIGHT + STEP - dt.timedelta(seconds=1))) == ()
    assert to_tell(3, 1, told_by(3, MINUTES, NIGHT, NIGHT + STEP)) == (1,)
    assert to_tell(3, 1, told_by(3, MINUTES, NIGHT, late)) == (1, 2, 3)
    assert NIGHT < next_at(3, MINUTES, NIGHT, NIGHT) == NIGHT + STEP
    assert late < next_at(3, MINUTES, NIGHT, late) <= late + STEP


def one_night(chance: random.Random):
    """A call, people who may not answer, a loop that may stand still or run twice; how it went."""
    people = [name for name in RUNGS if chance.random() > 0.3] or ["headquarters"]
    answers = {name: chance.random() < 0.4 for name in people}
    opened, acked, told, when = NIGHT, None, 0, {}
    ticks = [opened]
    while ticks[-1] < opened + 12 * dt.timedelta(hours=1):
        ticks.append(ticks[-1] + dt.timedelta(seconds=chance.choice((0, 30, 60, 90, 60 * 45))))
    for at in ticks:
        if acked is not None and acked <= at:
            break
        new = to_tell(len(people), told, told_by(len(people), MINUTES, opened, at))
        if chance.random() < 0.1:
            continue  # it died before anything was written down
        for step in new:
            when.setdefault(step, at)
            if step < len(people) and answers[people[step]]:
                came = at + dt.timedelta(minutes=chance.uniform(0.1, 25))
                acked = min(acked or came, came)
            if step == len(people):
                answers = {name: good or chance.random() < 0.3 for name, good in answers.items()}
                acked = acked or (at + STEP if any(answers.values()) else None)
        told = max(told, int((at - opened) / STEP) + 1) if new else told
    return people, ticks, when, acked


def test_in_a_thousand_nights_no_call_is_lost_nor_waits_longer_than_its_minutes():
    for seed in range(1000):
        people, ticks, when, acked = one_night(random.Random(seed))  # noqa: S311 - not a secret
        end = acked or ticks[-1]
        for step in range(len(people)):
            due = NIGHT + STEP * step
            if step in when:
                assert when[step] >= due, f"night {seed}: step {step} was told too early"
            # Every tick may have died; but whatever ran after it was due has told it by its tenth try.
            after = [at for at in ticks if due <= at < end]
            assert step in when or len(after) < 10, f"night {seed}: step {step} was never told"
        assert acked is not None or len(people) in when, f"night {seed}: lost"
