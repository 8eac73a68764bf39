"""The whole series: described as statsmodels would, and never more than described."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from cauce.methods.evaluation.national import describe, segments

CHANCE = np.random.default_rng(1)
SERIES = CHANCE.poisson(100 * np.exp(0.2 * (np.arange(60) >= 36))).astype(float)
ACTS = CHANCE.integers(800, 1200, 60).astype(float)


def test_level_slope_and_the_three_errors_equal_statsmodels():
    found = describe(SERIES, ACTS, 36)
    model = sm.GLM(SERIES, segments(60, 36), family=sm.families.Poisson(), offset=np.log(ACTS))
    plain = model.fit(tol=1e-13)
    assert (found.level, found.slope) == pytest.approx(plain.params[2:4], abs=1e-6)
    assert found.plain == pytest.approx(plain.bse[2:4], abs=1e-6)
    assert found.quasi == pytest.approx(model.fit(scale="X2", tol=1e-13).bse[2:4], abs=1e-6)
    lags = model.fit(cov_type="HAC", cov_kwds={"maxlags": 6}, tol=1e-13)
    assert found.newey_west == pytest.approx(lags.bse[2:4], abs=1e-6)


def test_months_without_acts_are_left_out():
    acts, series = ACTS.copy(), SERIES.copy()
    acts[10] = series[10] = 0
    found = describe(series, acts, 36)
    assert np.isfinite(found.level) and found.level != describe(SERIES, ACTS, 36).level


@pytest.mark.parametrize("step", [5, 55])
def test_with_less_than_a_year_on_either_side_nothing_is_described(step):
    assert describe(SERIES, ACTS, step) is None


def test_nothing_is_described_without_cases_or_without_a_finite_fit():
    assert describe(np.zeros(60), ACTS, 36) is None
    assert describe(SERIES * (np.arange(60) < 36), ACTS, 36) is None


def test_plain_errors_raise_false_alarms_which_is_why_it_is_no_test():
    chance = np.random.default_rng(2)
    plain = quasi = 0
    for _ in range(200):
        shocks = np.repeat(chance.normal(0, 0.12, 30), 2)
        found = describe(chance.poisson(104 * np.exp(shocks)).astype(float), np.ones(60), 36)
        plain += abs(found.level) > 1.96 * found.plain[0]
        quasi += abs(found.level) > 1.96 * found.quasi[0]
    assert plain / 200 > 0.2 and quasi < plain
