"""Cohorts: statsmodels as the oracle, examples in exact fractions, and a process that never changes."""

from __future__ import annotations

import datetime as dt
import random
from fractions import Fraction
from statistics import median

import pytest

from cauce.measurement.rules.cohorts import (
    Followed,
    Wait,
    difference,
    followed,
    is_whole,
    median_wait,
    share_of,
    whole_on,
)
from cauce.measurement.rules.cohorts.incidence import incidence
from cauce.rules.adherence import wilson

MONDAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)


def drawn(seed: int, number: int = 60, horizon: int = 90) -> list[Followed]:
    """A young cohort: entered over 120 days, met in any of 100 days or never, some left before."""
    chance, found = random.Random(seed), []
    through = MONDAY + 125 * DAY
    for _ in range(number):
        entered = MONDAY + DAY * chance.randrange(120)
        met = entered + DAY * chance.randrange(100) if chance.random() < 0.6 else None
        left = entered + DAY * chance.randrange(100) if chance.random() < 0.3 else None
        found.append(followed(entered, met, left, through, horizon))
    return found


# — who was followed for how long —


@pytest.mark.parametrize(
    ("met", "left", "told"),
    [
        (None, None, Followed(30, "still")),
        (10, None, Followed(10, "met")),
        (30, None, Followed(30, "met")),
        (31, None, Followed(30, "still")),
        (10, 5, Followed(5, "left")),
        (5, 5, Followed(5, "met")),
        (-2, None, Followed(0, "met")),
    ],
)
def test_it_follows_nobody_beyond_the_horizon(met, left, told):
    when = [None if one is None else MONDAY + DAY * one for one in (met, left)]
    assert followed(MONDAY, *when, MONDAY + 300 * DAY, 30) == told


def test_it_follows_nobody_beyond_what_is_known():
    assert followed(MONDAY, MONDAY + 20 * DAY, None, MONDAY + 12 * DAY, 30) == Followed(12, "still")


def test_it_is_whole_when_the_last_who_could_enter_was_followed():
    assert whole_on(dt.date(2026, 3, 31), 90) == dt.date(2026, 6, 30)
    assert not is_whole(dt.date(2026, 3, 31), 90, dt.date(2026, 6, 29))
    assert is_whole(dt.date(2026, 3, 31), 90, dt.date(2026, 6, 30))


# — the share —


@pytest.mark.parametrize("seed", range(12))
def test_it_equals_statsmodels_at_the_horizon(seed):
    from statsmodels.duration.survfunc import CumIncidenceRight

    rows = drawn(seed)
    codes = {"met": 1, "left": 2, "still": 0}
    theirs = CumIncidenceRight([one.days for one in rows], [codes[one.end] for one in rows])
    ours = incidence(rows, 90)
    assert ours is not None
    assert ours.value == pytest.approx(theirs.cinc[0][-1], abs=1e-12)
    assert ours.error == pytest.approx(theirs.cinc_se[0][-1], abs=1e-12)


def test_it_gives_the_exact_fraction():
    # Five people: met on day 1, still on day 2, left on day 3, met on day 4, still at the horizon.
    rows = [Followed(1, "met"), Followed(2, "still"), Followed(3, "left"), Followed(4, "met")]
    found = share_of([*rows, Followed(10, "still")], 10, whole=False)
    by_hand = Fraction(1, 5) + Fraction(4, 5) * Fraction(2, 3) * Fraction(1, 2)
    assert found.value == pytest.approx(float(by_hand))
    assert (found.met, found.of, found.young) == (2, 5, True)


def test_a_whole_cohort_gives_the_plain_share_and_wilsons_interval():
    rows = [
        followed(MONDAY, MONDAY + DAY * n if n < 40 else None, None, MONDAY + 400 * DAY, 90)
        for n in range(60)
    ]
    found, plain = share_of(rows, 90, whole=True), wilson(40, 60)
    assert plain is not None
    assert (found.value, found.low, found.high) == (plain.value, plain.low, plain.high)
    again = share_of(rows, 90, whole=False)  # the estimate of those who were all followed says the same
    assert (again.value, again.low, again.high) == pytest.approx((plain.value, plain.low, plain.high))


@pytest.mark.parametrize("rows", [[Followed(12, "still")] * 2, [Followed(3, "met"), Followed(12, "still")]])
def test_it_says_nothing_where_nobody_was_followed_so_far(rows):
    found = share_of(rows, 90, whole=False)
    assert found.value is None and found.of == 2


def test_a_cohort_of_nobody_has_no_share():
    assert share_of([], 90, whole=True).value is None
    assert share_of([], 90, whole=False).value is None


def test_a_cohort_of_two_has_a_wide_interval():
    found = share_of([Followed(3, "met"), Followed(90, "still")], 90, whole=False)
    assert found.value == 0.5
    assert found.low < 0.1 and found.high > 0.9


@pytest.mark.parametrize("end", ["met", "still"])
def test_nobody_or_everybody_still_has_an_interval(end):
    found = share_of([Followed(90, end)] * 20 + [Followed(5, "still")] * 5, 90, whole=False)
    assert found.high - found.low > 0.1
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_the_interval_of_young_cohorts_covers_the_truth_as_often_as_it_says():
    inside, runs = 0, 400
    for seed in range(runs):
        chance, rows = random.Random(seed), []
        for _ in range(120):
            entered = MONDAY + DAY * chance.randrange(90)
            met = entered + DAY * chance.randrange(90) if chance.random() < 0.55 else None
            rows.append(followed(entered, met, None, MONDAY + 105 * DAY, 90))
        found = share_of(rows, 90, whole=False)
        inside += found.low <= 0.55 <= found.high
    assert 0.92 <= inside / runs <= 0.98


# — the wait —


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # statsmodels takes the logarithm of nobody
@pytest.mark.parametrize("seed", range(12))
def test_the_middle_wait_equals_statsmodels(seed):
    from statsmodels.duration.survfunc import SurvfuncRight

    chance = random.Random(seed)
    waits = [Wait(chance.randrange(1, 40), chance.random() < 0.75) for _ in range(70)]
    theirs, ours = SurvfuncRight([w.length for w in waits], [int(w.over) for w in waits]), median_wait(waits)
    assert ours.median == theirs.quantile(0.5)
    low, high = theirs.quantile_ci(0.5)
    assert (ours.low, ours.high) == (low, None if high == float("inf") else high)


@pytest.mark.parametrize("lengths", [(10,), (10, 20), (10, 20, 90), (1, 2, 3, 4), (5, 5, 5, 7)])
def test_where_all_waits_are_over_it_is_the_plain_median(lengths):
    assert median_wait(Wait(one, True) for one in lengths).median == median(lengths)


def test_it_keeps_whoever_still_waits():
    over = [Wait(10, True), Wait(20, True), Wait(30, True)]
    assert median_wait(over).median == 20
    found = median_wait([*over, *[Wait(60, False)] * 4])
    assert found.median is None  # more than half of them still wait
    assert (found.over, found.of) == (3, 7)


def test_nobody_waited():
    assert median_wait([]).median is None


# — change —


def cohort(chance: random.Random, share: float, number: int) -> tuple[int, int]:
    return sum(chance.random() < share for _ in range(number)), number


def test_a_process_that_never_changes_is_called_a_change_at_the_nominal_rate():
    chance, runs = random.Random(20), 2000
    alarms = sum(
        difference(cohort(chance, 0.57, 150), cohort(chance, 0.57, 150)).direction != "none"
        for _ in range(runs)
    )
    assert 0.035 <= alarms / runs <= 0.065


@pytest.mark.parametrize("number", [100, 300])
def test_a_rise_of_ten_points_is_found_as_often_as_theory_says(number):
    from statsmodels.stats.proportion import power_proportions_2indep

    chance, runs = random.Random(number), 1500
    found = sum(
        difference(cohort(chance, 0.5, number), cohort(chance, 0.6, number)).direction == "up"
        for _ in range(runs)
    )
    theory = power_proportions_2indep(0.1, 0.5, number, alternative="two-sided").power
    assert found / runs == pytest.approx(theory, abs=0.04)


def test_newcombes_own_example():
    # Newcombe (1998), table II: 56/70 against 48/80 gives 0.0524 to 0.3339.
    found = difference((48, 80), (56, 70))
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_of_an_empty_cohort_nothing_is_compared():
    assert difference((0, 0), (3, 4)) is None
