"""The draw repeated: within strata, the same starts, and a test that is right as often as it says."""

from __future__ import annotations

import numpy as np
import pytest

from cauce.methods.evaluation.fit import poisson
from cauce.methods.evaluation.power import Design, power_by_redraw
from cauce.methods.evaluation.redraw import how_many_orders, orders, redraw, statistics

from .panels import rollout

STARTS = np.array([3, 5, 3, 5, 7, 9, 7, 9])
STRATA = np.array([0, 0, 0, 0, 1, 1, 1, 1])


def test_a_draw_deals_the_same_starts_again_within_each_stratum():
    again = orders(STARTS, STRATA, 200, np.random.default_rng(1))
    assert (np.sort(again[:, :4], axis=1) == [3, 3, 5, 5]).all()
    assert (np.sort(again[:, 4:], axis=1) == [7, 7, 9, 9]).all()
    assert len({tuple(one) for one in again}) == 36 == how_many_orders(STARTS, STRATA)


def test_every_order_is_as_likely_as_another():
    again = orders(STARTS, STRATA, 18_000, np.random.default_rng(2))
    counted = np.unique(again, axis=0, return_counts=True)[1]
    # 500 of each are expected; the noise of each is 22.
    assert len(counted) == 36 and abs(counted - 500).max() < 100


def test_strata_that_do_not_stand_together_in_the_file_are_kept_apart():
    mixed = np.array([0, 4, 1, 5, 2, 6, 3, 7])
    again = orders(STARTS[mixed], STRATA[mixed], 50, np.random.default_rng(3))
    assert set(again[:, STRATA[mixed] == 0].ravel()) == {3, 5}
    assert set(again[:, STRATA[mixed] == 1].ravel()) == {7, 9}


def test_the_p_value_is_that_of_fitting_each_draw_by_itself():
    panel = rollout(seed=3)
    found = redraw(panel, panel.counts, 99, 5)
    again = orders(panel.starts, panel.strata, 99, np.random.default_rng(5))

    def alone(starts):
        treated = (np.arange(len(panel.months)) >= starts[:, None]).astype(float)
        fit = poisson(panel.counts, panel.exposure, treated[None, None])
        return abs(fit.effects[0, 0]) / fit.errors[0, 0]

    real = alone(panel.starts)
    assert found.statistic == pytest.approx(real, abs=1e-6)
    assert found.p == (1 + sum(alone(one) >= real for one in again)) / 100
    assert found.lost == 0


def test_the_same_seed_gives_the_same_and_another_seed_another():
    panel = rollout(ratio=1.0, seed=4)
    first = redraw(panel, panel.counts, 99, 1)
    assert redraw(panel, panel.counts, 99, 1) == first
    others = {redraw(panel, panel.counts, 99, seed).p for seed in range(2, 7)}
    assert len(others) > 1


def test_a_large_effect_is_seen_and_none_is_not():
    seen, unseen = rollout(ratio=2.5, seed=5), rollout(ratio=1.0, seed=5)
    assert redraw(seen, seen.counts, 199, 1).p <= 0.01
    assert redraw(unseen, unseen.counts, 199, 1).p > 0.05


def test_a_draw_without_a_finite_fit_counts_as_far_as_what_happened():
    panel = rollout(seed=6)
    counts = np.zeros_like(panel.counts)
    counts[0] = 3.0
    told = statistics(counts, panel.exposure, panel.starts[None], None)
    assert np.isnan(told).all()
    assert redraw(panel, counts, 19, 1).p == 1.0


def test_a_true_null_is_rejected_about_one_time_in_twenty():
    design = Design(posts=16, waves=4, baseline=4, step=2, months=12, yearly=800.0)
    found = power_by_redraw(design, 1.0, 400, 39, 1)
    # The bench does it with 2,000 and 199 draws.
    assert 0.03 <= found.rejects <= 0.07
    assert found.noise == pytest.approx(0.011, abs=0.002)
