"""Linkage error: one-to-one configurations, and an interval that grows by what linking is unsure of."""

from __future__ import annotations

import numpy as np
import pytest

from cauce.methods.estimation import Links, carry, carry_links, stepwise, table
from cauce.methods.estimation.linked import at_threshold, configuration

from .known import invented, small


def unsure(seed: int, chance: float) -> Links:
    """Three lists of invented people; every true link is held with that probability."""
    draw = np.random.default_rng(seed)
    on = draw.random((3000, 3)) < (0.3, 0.25, 0.2)
    person, where = np.nonzero(on)
    pairs = [
        (i, j)
        for i in range(len(person))
        for j in (i + 1, i + 2)
        if j < len(person) and person[i] == person[j]
    ]
    return Links(("A", "B", "C"), where, np.array(pairs), np.full(len(pairs), chance))


def test_sure_links_give_the_table_itself():
    links = unsure(1, 1.0)
    found = configuration(links, 1)
    assert found == at_threshold(links, 0.99) == configuration(links, 2)
    assert stepwise(found).estimate == pytest.approx(3000, rel=0.1)


def test_missed_links_raise_the_estimate():
    sure, tenth = unsure(1, 1.0), unsure(1, 0.8)
    low = stepwise(configuration(sure, 1)).estimate
    assert stepwise(configuration(tenth, 1)).estimate > low * 1.08


def test_one_record_goes_with_one_record_of_another_list_and_the_surer_first():
    links = Links(("A", "B"), np.array([0, 1, 1]), np.array([(0, 1), (0, 2)]), np.array([0.6, 0.9]))
    found = at_threshold(links, 0.5)
    assert (found.n, found.having(3)) == (2, 1)
    assert at_threshold(links, 0.95).having(3) == 0
    for seed in range(30):
        assert configuration(links, seed).having(3) <= 1


def test_the_pooled_interval_is_wider_than_that_of_one_configuration():
    here = invented(3, 3000, [0.3, 0.25, 0.2])
    alone = carry([here] * 40, resamples=20)
    split = [table(here.lists, here.masks, [max(1, c + k) for c in here.counts]) for k in (0, 40) * 20]
    both = carry(split, resamples=20)
    assert alone.inside == pytest.approx(0) and both.inside > 0.1
    assert both.interval.upper - both.interval.lower > alone.interval.upper - alone.interval.lower


def test_probable_links_are_drawn_pooled_and_shown_at_fixed_probabilities():
    links = unsure(2, 0.85)
    found, fixed = carry_links(links, configurations=10)
    assert len(found.points) == 10 and found.interval.lower < found.interval.upper
    assert set(fixed) == {0.8, 0.9, 0.95, 0.99}
    # Above .85 nothing is linked: there is no overlap left and no estimate.
    assert np.isfinite(fixed[0.8]) and np.isinf(fixed[0.9])


def test_a_configuration_without_an_estimate_is_carried_as_infinite():
    found = carry([small(A=50, B=40, C=30)], resamples=5)
    assert np.isinf(found.points).all() and found.inside is None and np.isinf(found.interval.upper)


def test_nothing_to_estimate_from_is_an_error():
    with pytest.raises(ValueError, match="no link configuration"):
        carry([])
