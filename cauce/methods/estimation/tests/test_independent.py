"""The same answers by other ways: statsmodels, scipy's Poisson, closed forms, brute force."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from cauce.methods.estimation import fit, main_effects
from cauce.methods.estimation.existence import design_matrix
from cauce.methods.estimation.kernels import smaller_tail
from tests.profiles import examples

from .known import SETS, published, small


@pytest.mark.parametrize("name", SETS)
def test_a_fit_equals_that_of_statsmodels(name):
    here = published(name)
    lists = len(here.lists)
    pair = next(m for m in sorted(here.masks) if m.bit_count() == 2)
    for extra in ([], [pair]):
        ours = fit(here, extra)
        if not ours.good:
            continue
        terms = [0, *[1 << i for i in range(lists)], *extra]
        cells = list(range(1, 1 << lists))
        theirs = sm.GLM(here.dense()[1:], design_matrix(cells, terms), family=sm.families.Poisson()).fit(
            tol=1e-12, maxiter=200
        )
        assert ours.estimate == pytest.approx(here.n + np.exp(theirs.params[0]), rel=1e-6)
        assert ours.se == pytest.approx(theirs.bse[0], rel=1e-5)
        assert ours.deviance == pytest.approx(theirs.deviance, rel=1e-8)


def test_two_lists_give_lincoln_and_petersen():
    found = main_effects(small(A=100, B=80, AB=30))
    assert found.estimate == pytest.approx(130 * 110 / 30)


def test_three_lists_with_every_pair_give_the_closed_form():
    found = fit(small(A=50, B=40, C=30, AB=12, AC=9, BC=8, ABC=5), [3, 5, 6])
    unseen = 50 * 40 * 30 * 5 / (12 * 9 * 8)
    assert found.unseen == pytest.approx(unseen)
    assert found.deviance == pytest.approx(0, abs=1e-8)


def test_a_pair_without_cases_is_fitted_without_its_cells():
    found = fit(small(A=50, B=40, C=30, AC=9, BC=8), [3])
    assert found.absent == (3,) and found.good
    assert set(found.means) == {1, 2, 4, 5, 6}
    # Given the pair at −∞, C is independent of A and B: unseen = C alone × (A + B) / (AC + BC).
    assert found.unseen == pytest.approx(30 * (50 + 40) / (9 + 8))


@given(st.integers(0, 4000), st.floats(1e-6, 4000))
@examples(300)
def test_the_smaller_poisson_tail_is_that_of_scipy(count, mean):
    known = min(poisson.cdf(count, mean), poisson.sf(count - 1, mean))
    assert smaller_tail(float(count), mean, 1.0) == pytest.approx(known, rel=1e-7, abs=1e-290)


def test_a_tail_of_a_large_mean_is_not_rounded_away():
    assert smaller_tail(1e6, 1.02e6, 1.0) == pytest.approx(poisson.cdf(1e6, 1.02e6), rel=1e-6)
    assert 0 < smaller_tail(300.0, 100.0, 1.0) < 1e-50
