"""When an appointment may be, on the clock of the post and across a change of the hour."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.intake.appointments import rules as rules
from cauce.rules.discreet_text import tells

HOUSTON = ZoneInfo("America/Chicago")
NOW = dt.datetime(2026, 3, 1, 18, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("local", "minutes", "where"),
    [
        ((2026, 3, 1, 11, 45), 30, "when"),  # over since a quarter of an hour, in Houston
        ((2027, 3, 9, 10, 0), 30, "when"),  # more than a year away
        ((2026, 3, 8, 2, 30), 30, "when"),  # that night the clocks leave it out
        ((2026, 3, 9, 10, 10), 30, "when"),  # no quarter of an hour
        ((2026, 3, 9, 10, 0), 37, "minutes"),
    ],
)
def test_an_hour_that_cannot_be_is_refused_with_its_cure(local, minutes, where):
    with pytest.raises(BadInput) as refused:
        rules.check_when(dt.datetime(*local, tzinfo=HOUSTON), minutes, HOUSTON, NOW)
    assert refused.value.where == where and refused.value.cure_es and refused.value.cure_en


def test_it_takes_whole_quarters_also_over_the_hour_that_comes_twice():
    rules.check_when(dt.datetime(2026, 3, 8, 3, 0, tzinfo=HOUSTON), 60, HOUSTON, NOW)
    start = dt.datetime(2026, 11, 1, 1, 30, tzinfo=HOUSTON)  # the first of the two
    taken = rules.quarters(start, 60)
    assert len(taken) == len(set(taken)) == 4
    assert {b - a for a, b in zip(taken, taken[1:], strict=False)} == {rules.QUARTER}


def test_what_is_read_aloud_in_a_waiting_room_tells_nothing():
    for name in ("appointment_reasons", "appointment_places"):
        rows = load_edition().catalogues[name]
        assert rows and not [one for one in rows if tells(one.title.es) or tells(one.title.en)]
