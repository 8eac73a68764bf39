"""What a roll-out could see, by simulation: the figures of the reference within their noise."""

from __future__ import annotations

import numpy as np
import pytest

from cauce.methods.evaluation.power import Design, power, simulate


@pytest.mark.parametrize(
    ("ratio", "reference"), [(1.0, 0.06), (1.15, 0.26), (1.25, 0.545), (1.4, 0.86), (1.5, 0.95)]
)
def test_the_first_row_of_the_reference_is_found_again(ratio, reference):
    found = power(Design(), ratio, 300, 1)
    # Both have noise: ours of 300 simulations, the reference's of 500.
    noise = np.hypot(found.noise, np.sqrt(reference * (1 - reference) / 500))
    assert abs(found.rejects - reference) < 3 * noise
    assert 0.85 <= found.covers <= 0.98


def test_an_effect_that_builds_up_is_seen_less_often_and_its_interval_misses_it():
    at_once, slowly = (power(Design(ramp=ramp), 1.5, 200, 2) for ramp in (1, 6))
    assert slowly.rejects < at_once.rejects - 0.2 and slowly.covers < 0.7


def test_the_invented_roll_out_is_the_one_that_was_asked_for():
    panel = simulate(Design(), 1.0, np.random.default_rng(1))
    assert panel.counts.shape == (50, 30)
    assert sorted(set(panel.starts)) == [9, 12, 15, 18, 21]
    assert np.bincount(panel.starts)[9] == 10
    totals = [simulate(Design(), 1.0, np.random.default_rng(s)).counts.sum() for s in range(40)]
    assert np.mean(totals) == pytest.approx(1250 * 2.5, rel=0.1)


def test_strata_keep_large_posts_apart_in_every_draw():
    sizes = tuple(float(size) for size in range(50, 0, -1))
    panel = simulate(Design(sizes=sizes, stratified=True), 1.0, np.random.default_rng(3))
    for stratum in range(5):
        inside = panel.starts[panel.strata == stratum]
        assert np.unique(inside, return_counts=True)[1].tolist() == [2] * 5
    assert set(panel.strata[:10]) == {0}


def test_the_same_seed_gives_the_same_power():
    assert power(Design(), 1.25, 60, 9) == power(Design(), 1.25, 60, 9)
