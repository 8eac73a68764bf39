"""The latent class model: near the reference where its chains agree, and a refusal where they do not."""

from __future__ import annotations

import numpy as np
import pytest

from cauce.methods.estimation import analyse, latent_class, running
from cauce.methods.estimation.latent import effective_size, rhat

from .known import invented, published


@pytest.mark.parametrize(
    ("name", "median", "low", "high"),
    [("Artificial_3", 411.5, 246, 804), ("NewOrl_5", 834, 577, 1407)],
)
def test_where_the_chains_agree_the_posterior_is_that_of_lcmcr(name, median, low, high):
    found = latent_class(published(name), kept=3000, thin=5)
    assert found.converged
    assert found.median() == pytest.approx(median, rel=0.06)
    assert found.interval() == pytest.approx((low, high), rel=0.12)


def test_the_number_of_the_unseen_has_no_cap():
    """LCMCR 0.4.14 stops at 21 times the cases: 8,694 for Australia."""
    found = latent_class(published("Australia"), burn=5000, kept=3000, thin=5)
    assert found.draws.max() > 21 * 414


def test_chains_that_disagree_give_no_figure(monkeypatch):
    """The posterior of the British table has two modes; chains stay in the one they began in."""
    found = latent_class(published("UKdat_5"), burn=2000, kept=1000, thin=2)
    assert not found.converged and found.rhat > 1.05
    monkeypatch.setattr(running, "latent_class", lambda table, seed: found)
    result = analyse(published("UKdat_5"), methods=["latent-class"]).results[0]
    assert (result.status, result.estimate, result.lower) == ("not_converged", None, None)
    assert len(result.details["medians"]) == 4


def test_the_same_seed_gives_the_same_draws():
    here = invented(2, 1000, [0.3, 0.25, 0.2])
    first, again = (latent_class(here, burn=50, kept=50, thin=1, seed=7) for _ in range(2))
    other = latent_class(here, burn=50, kept=50, thin=1, seed=8)
    assert (first.draws == again.draws).all() and (first.draws != other.draws).any()


def test_fewer_than_four_chains_are_refused():
    with pytest.raises(ValueError, match="at least 4 chains"):
        latent_class(published("NewOrl_5"), chains=3)


def test_r_hat_and_the_effective_size_see_what_they_are_for():
    draw = np.random.default_rng(1)
    apart = draw.normal(size=(4, 1000))
    assert rhat(apart) < 1.01 and 3000 < effective_size(apart) < 5000
    assert rhat(apart + np.array([[0.0], [0], [0], [3]])) > 1.3
    slow = np.cumsum(draw.normal(size=(4, 1000)), axis=1)
    assert rhat(slow) > 1.1 and effective_size(slow) < 60
    # An AR(1) chain with φ = 0.5 is worth a third of its length.
    chain = np.zeros((4, 4000))
    for at in range(1, 4000):
        chain[:, at] = 0.5 * chain[:, at - 1] + draw.normal(size=4)
    assert effective_size(chain) == pytest.approx(16000 / 3, rel=0.15)


def test_chains_that_never_moved_are_no_agreement():
    """A chain stuck on New Orleans once printed 1,535 (1,535–1,535) without a warning."""
    stuck = np.full((4, 100), 1535.0)
    assert rhat(stuck) == np.inf and effective_size(stuck) == 0
