"""The bands of the day: on the clock of the post, and danger first."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.content.loader import load_edition
from cauce.rules import bands

UTC = dt.UTC
# Saturday the 28th at 21:30 in Houston, when it is Sunday already in UTC.
ENDS = bands.edges(dt.datetime(2026, 11, 29, 3, 30, tzinfo=UTC), "America/Chicago")
HOUR = dt.timedelta(hours=1)


def test_today_and_the_week_end_at_midnight_of_the_post():
    assert ENDS.today == dt.datetime(2026, 11, 29, 6, tzinfo=UTC)
    assert ENDS.week == dt.datetime(2026, 12, 5, 6, tzinfo=UTC)


def test_a_week_with_a_change_of_the_clock_still_ends_at_midnight():
    ends = bands.edges(dt.datetime(2026, 10, 28, 12, tzinfo=UTC), "America/Chicago")
    assert ends.today == dt.datetime(2026, 10, 29, 5, tzinfo=UTC)
    assert ends.week == dt.datetime(2026, 11, 4, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (ENDS.at - HOUR, "late"),
        (ENDS.at, "today"),
        (ENDS.today - HOUR, "today"),
        (ENDS.today, "week"),
        (ENDS.week - HOUR, "week"),
        (ENDS.week, "later"),
        (None, "later"),
    ],
)
def test_each_due_instant_is_in_one_band(due, said):
    assert bands.band(due, ENDS) == said


def test_danger_and_what_nobody_took_are_for_now_whatever_their_date():
    for due in (None, ENDS.at - HOUR, ENDS.week + HOUR):
        assert bands.band(due, ENDS, danger=True) == "now"
        assert bands.band(due, ENDS, owner=False) == "now"


def test_the_steps_of_children_detention_and_removal_never_fold():
    actions = load_edition().actions
    steps = bands.steps_that_never_fold(actions)
    assert {"P2-07", "P2-07a", "P4-10", "P4-10j", "P4-10f"} <= set(steps)
    assert "P2-02" not in steps and "P4-04" not in steps
    assert set(bands.steps_that_never_fold(actions, ("children",))) < set(steps)
