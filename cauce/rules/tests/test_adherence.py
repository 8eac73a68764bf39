"""The post in Faro (invented): what it had to do, did, offered, and did not do."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput, Unknown
from cauce.rules.adherence import (
    DEFINITIONS,
    KINDS,
    Row,
    bettered,
    brought_into_time,
    follow,
    kind_of,
    wilson,
)

NOW = dt.datetime(2026, 11, 23, 16, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
EARLIER, LATER = NOW - 2 * HOUR, NOW + 2 * HOUR

moments = st.sampled_from([EARLIER, NOW - HOUR, NOW, NOW + HOUR, LATER])
rows = st.builds(
    Row,
    action=st.sampled_from(["P2-01", "P2-04", "P4-15"]),
    state=st.sampled_from(
        ["open", "overdue", "blocked", "to_find_out", "met", "declined", "waived", "not_required"]
    ),
    due=st.none() | moments,
    met_at=moments,
    typed_at=st.none() | moments,
    imported=st.booleans(),
)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (Row("P2-04", "met", due=NOW, met_at=EARLIER), "met_on_time"),
        (Row("P2-04", "met", due=NOW, met_at=NOW), "met_on_time"),
        (Row("P2-04", "met", met_at=NOW), "met_on_time"),
        (Row("P2-04", "met", due=EARLIER, met_at=NOW), "met_late"),
        (Row("P2-04", "declined", due=NOW, met_at=EARLIER), "declined"),
        (Row("P2-04", "declined", due=EARLIER, met_at=NOW), "declined_late"),
        (Row("P2-04", "declined", due=EARLIER), "declined"),
        (Row("P2-04", "waived", due=EARLIER), "departed"),
        (Row("P2-04", "open", due=EARLIER), "overdue_open"),
        (Row("P2-04", "blocked", due=EARLIER), "overdue_open"),
        (Row("P2-04", "open", due=LATER), "not_yet_due"),
        (Row("P2-04", "open"), "not_yet_due"),
        (Row("P2-04", "to_find_out", due=EARLIER), "to_find_out"),
    ],
)
def test_it_sorts_what_was_required(row, kind):
    assert kind_of(row, NOW) == kind


def test_overdue_is_derived_from_the_clock_not_from_the_stored_state():
    assert kind_of(Row("P2-04", "overdue", due=LATER), NOW) == "not_yet_due"


def test_offering_what_she_declines_counts_as_following():
    report = follow([Row("P2-04", "declined", due=NOW, met_at=EARLIER)], NOW)
    assert report.overall.rate.value == 1
    assert report.overall.counts["departed"] == 0


def test_what_is_not_yet_due_moves_no_rate():
    done = Row("P2-04", "met", due=NOW, met_at=EARLIER)
    waiting = [Row("P2-04", "open", due=LATER), Row("P4-15", "to_find_out")]
    assert follow([done, *waiting], NOW).overall.rate == follow([done], NOW).overall.rate


def test_with_nothing_due_there_is_no_rate_rather_than_zero_or_one():
    report = follow([Row("P2-04", "open", due=LATER)], NOW)
    assert report.overall.rate is None
    assert report.overall.total == 1
    assert follow([], NOW).overall.rate is None


def test_a_departure_lowers_the_rate_and_stays_visible():
    report = follow([Row("P2-04", "met", due=NOW, met_at=EARLIER), Row("P2-04", "waived")], NOW)
    assert report.overall.rate.value == 0.5
    assert report.overall.counts["departed"] == 1


def test_imported_history_is_left_out_and_its_number_told():
    old = Row("P2-04", "overdue", due=EARLIER, imported=True)
    report = follow([old, Row("P2-04", "met", due=NOW, met_at=EARLIER)], NOW)
    assert (report.imported_left_out, report.overall.total) == (1, 1)
    assert report.overall.rate.value == 1


def test_what_happened_in_time_and_was_typed_late_is_in_time_and_told():
    row = Row("P2-04", "met", due=NOW, met_at=EARLIER, typed_at=NOW + dt.timedelta(days=3))
    report = follow([row], NOW + dt.timedelta(days=4))
    assert report.overall.counts["met_on_time"] == 1
    assert report.overall.typed_later == 1


def test_each_action_has_its_own_line_in_order():
    report = follow(
        [
            Row("P4-15", "overdue", due=EARLIER),
            Row("P2-01", "met", due=NOW, met_at=EARLIER),
            Row("P3-01", "not_required"),
        ],
        NOW,
    )
    assert [(line.action, line.rate.value) for line in report.by_action] == [
        ("P2-01", 1),
        ("P4-15", 0),
    ]
    assert report.not_required == 1


def test_a_done_row_without_its_moment_is_refused_by_name():
    with pytest.raises(BadInput) as caught:
        follow([Row("P2-04", "met")], NOW)
    assert "P2-04" in caught.value.text("es")


def test_a_state_no_plan_has_is_refused():
    with pytest.raises(Unknown):
        follow([Row("P2-04", "done")], NOW)


def test_an_instant_without_zone_is_refused():
    with pytest.raises(BadInput):
        follow([], NOW.replace(tzinfo=None))


def test_the_interval_agrees_with_published_values():
    # 81 of 263: the worked example in R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872.
    rate = wilson(81, 263)
    assert (round(rate.low, 4), round(rate.high, 4)) == (0.2553, 0.3662)
    none = wilson(0, 20)
    assert (none.low, round(none.high, 4)) == (0.0, 0.1611)


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_interval_holds_the_rate_and_stays_within_zero_and_one(followed, more):
    rate = wilson(followed, followed + more)
    assert 0 <= rate.low <= rate.value + 1e-12
    assert rate.value <= rate.high <= 1


@given(st.lists(rows))
def test_every_row_is_counted_once_and_only_once(listed):
    report = follow(listed, NOW)
    left = report.imported_left_out + report.not_required
    assert report.overall.total + left == len(listed)
    assert sum(line.total for line in report.by_action) == report.overall.total


@given(st.lists(rows))
def test_the_order_of_the_rows_does_not_matter(listed):
    assert follow(listed, NOW) == follow(list(reversed(listed)), NOW)


def test_nothing_in_a_row_can_name_an_officer():
    names = {field.name for field in fields(Row)}
    assert names == {"action", "state", "due", "met_at", "typed_at", "imported"}


def test_every_kind_is_defined_in_both_languages():
    assert set(KINDS) <= set(DEFINITIONS)
    assert all(text.es != text.en for text in DEFINITIONS.values())


OWED = Row("P2-04", "open", due=LATER)
OVERDUE = Row("P2-04", "open", due=EARLIER)
IN_TIME = Row("P2-04", "met", due=NOW, met_at=EARLIER)
LATE = Row("P2-04", "met", due=EARLIER, met_at=NOW)
LAPSED = Row("P2-04", "lapsed", due=EARLIER)
DEPARTED = Row("P2-04", "waived", due=EARLIER)


@pytest.mark.parametrize(
    ("before", "after", "better"),
    [
        (OWED, IN_TIME, True),
        (OWED, LATE, True),  # it is owed no more
        (OWED, None, True),
        (OVERDUE, OWED, True),
        (LATE, IN_TIME, True),
        (LATE, OWED, True),
        (LAPSED, Row("P2-04", "declined", due=NOW, met_at=EARLIER), True),
        (OWED, OVERDUE, False),
        (IN_TIME, LATE, False),
        (IN_TIME, OWED, False),
        (IN_TIME, None, False),
        (LATE, None, True),
        (LAPSED, None, True),
        (DEPARTED, None, True),
        (DEPARTED, IN_TIME, True),
        (DEPARTED, LATE, False),
        (LATE, DEPARTED, False),
        (None, IN_TIME, True),
        (None, Row("P2-04", "declined", due=NOW, met_at=EARLIER), True),
        (None, LATE, False),
        (None, LAPSED, False),
        (LATE, OVERDUE, False),
        (None, OWED, False),
        (OWED, OWED, False),
    ],
)
def test_a_correction_that_ends_a_duty_or_brings_it_into_time_looks_better(before, after, better):
    found = bettered([before] if before else [], [after] if after else [], NOW)
    assert found == (("P2-04",) if better else ())


def test_what_is_late_and_comes_into_time_is_told_apart_from_what_ends():
    assert brought_into_time([LATE], [IN_TIME], NOW) == ("P2-04",)
    assert brought_into_time([OWED], [IN_TIME], NOW) == brought_into_time([LATE], [], NOW) == ()


@given(st.lists(rows, max_size=6, unique_by=lambda row: row.action))
def test_what_stays_as_it_was_looks_no_better(same):
    assert bettered(same, same, NOW) == ()
