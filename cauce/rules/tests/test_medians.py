"""Medians of waits, against an independent library; exact intervals, against the definition."""

from __future__ import annotations

import math
from statistics import median

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from cauce.rules.medians import middle_of, middle_wait
from tests.profiles import examples

WAITS = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=60)


def by_statsmodels(waits):
    """Median and interval; statsmodels says nan or inf where there is none."""
    found = SurvfuncRight([length for length, _ in waits], [int(ended) for _, ended in waits])
    # The library waits for less than half; the first instant at which half are there is the median.
    half = [t for t, share in zip(found.surv_times, found.surv_prob, strict=True) if math.isclose(share, 0.5)]
    middle = half[0] if half else found.quantile(0.5)
    low, high = found.quantile_ci(0.5, method="cloglog")
    return [None if math.isnan(x) or math.isinf(x) else x for x in (middle, low, high)]


@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
@examples(150)
@given(WAITS)
@example([(n, n % 3 > 0) for n in range(1, 40)])
def test_it_gives_the_median_and_the_interval_of_an_independent_library(waits):
    found = middle_wait(waits)
    assert (found.count, found.going_on) == (len(waits), sum(not ended for _, ended in waits))
    if found.going_on == found.count:
        assert (found.median, found.low, found.high) == (None, None, None)
        return
    known, low, high = by_statsmodels(waits)
    assert found.median == known
    if found.count - found.going_on < 6:
        low = high = None
    assert (found.low, found.high) == (low, high)


def test_a_wait_that_goes_on_is_no_short_wait():
    ended = [(2.0, True), (3.0, True), (4.0, True)]
    assert middle_wait(ended).median == 3.0
    assert middle_wait([*ended, (30.0, False), (30.0, False)]).median == 4.0
    # Fewer than half got there: there is no median, and no number is made up.
    assert middle_wait([*ended, *[(30.0, False)] * 9]).median is None


@examples(80)
@given(st.lists(st.integers(0, 500), max_size=90))
def test_the_exact_interval_misses_at_most_one_time_in_twenty(values):
    found = middle_of(values)
    assert found.median == (median(values) if values else None)
    size = len(values)
    places = [k for k in range(1, size + 1) if sum(math.comb(size, j) for j in range(k)) <= 0.025 * 2**size]
    if not places:
        assert (found.low, found.high) == (None, None) and size < 6
        return
    ordered, last = sorted(values), places[-1]
    assert (found.low, found.high) == (ordered[last - 1], ordered[size - last])


def test_the_interval_of_many_values_is_the_exact_one_within_a_place():
    exact, normal = middle_of(range(1000)), middle_of(range(1001))
    assert normal.low == pytest.approx(exact.low, abs=2)
    assert normal.high == pytest.approx(exact.high, abs=2)
