"""What people's answers on a sample of pairs say of the linkage, overall and group by group."""

from __future__ import annotations

import random

import pytest
from scipy.stats import binomtest

from cauce.methods.linkage import (
    Pair,
    quality,
    quality_against_truth,
    sample_for_review,
    threshold_from_review,
)
from cauce.methods.linkage.results import Linked

NAMES = ("consular_cases", "sipc")


def _linked(many: int = 4000, seed: int = 1, threshold: float = 0.9) -> tuple[Linked, set]:
    """Pairs whose probability is honest: that share of them is true; the group «yes» is worse."""
    chance = random.Random(seed)
    pairs, truth = [], set()
    for at in range(many):
        p = chance.choice((0.02, 0.3, 0.6, 0.85, 0.92, 0.97, 0.995, 0.9995))
        worse = at % 4 == 0
        pairs.append(Pair(f"a{at}", f"b{at}", NAMES, p, p, {}, p >= threshold))
        if chance.random() < (p - 0.1 if worse else p):
            truth.add((f"a{at}", f"b{at}"))
    return Linked({}, {}, tuple(pairs), many, threshold, True, "duckdb", "", many), truth


def _answers(sample, truth):
    return {(s.pair.left, s.pair.right): (s.pair.left, s.pair.right) in truth for s in sample}


GROUPS = {"indigenous": {f"a{at}": "yes" if at % 4 == 0 else "no" for at in range(4000)}}


def test_the_sample_sees_every_band_stands_for_all_pairs_and_is_drawn_again_from_the_seed():
    linked, _ = _linked()
    sample = sample_for_review(linked, 200, seed=3)
    assert len(sample) == 200
    assert len({one.stratum for one in sample}) == 8
    assert sum(one.weight for one in sample) == pytest.approx(len(linked.pairs))
    assert sample == sample_for_review(linked, 200, seed=3) != sample_for_review(linked, 200, seed=4)
    order = [one.pair.probability for one in sample]
    assert order != sorted(order) and order != sorted(order, reverse=True)


def test_few_pairs_are_all_reviewed_and_none_gives_nothing_to_measure():
    linked, truth = _linked(30)
    sample = sample_for_review(linked, 200, seed=1)
    assert len(sample) == 30
    found = quality(sample, _answers(sample, truth))
    assert not found.enough and found.reviewed == 30
    nothing = quality((), {})
    assert nothing.overall.precision.value is None and not nothing.enough


def test_a_weighted_sample_estimates_what_the_truth_says():
    linked, truth = _linked()
    full = quality_against_truth(linked, truth).overall
    inside = {"precision": 0, "recall": 0}
    for seed in range(30):
        sample = sample_for_review(linked, 300, seed=seed)
        found = quality(sample, _answers(sample, truth))
        assert found.enough
        for name in inside:
            share, true = getattr(found.overall, name), getattr(full, name).value
            inside[name] += share.lower <= true <= share.upper
    assert min(inside.values()) >= 26


def test_groups_are_measured_apart_and_the_gap_between_them_is_told():
    linked, truth = _linked()
    sample = sample_for_review(linked, 800, seed=5, groups=GROUPS["indigenous"])
    found = quality(sample, _answers(sample, truth), GROUPS)
    yes, no = (found.groups["indigenous", one].precision for one in ("yes", "no"))
    assert yes.value < no.value
    gap = next(one for one in found.gaps["indigenous"] if one.measure == "precision")
    assert (gap.best, gap.worst) == ("no", "yes")
    assert gap.difference == pytest.approx(no.value - yes.value)
    assert gap.lower < gap.difference < gap.upper
    few = quality(
        sample,
        _answers(sample, truth),
        {"x": {one.pair.left: "a" for one in sample[:9]} | {one.pair.left: "b" for one in sample[9:]}},
    )
    assert few.gaps["x"] == ()


def test_the_others_of_a_band_stand_for_those_nobody_could_tell():
    linked, truth = _linked(40, threshold=0.0)
    sample = sample_for_review(linked, 200, seed=1)
    band = sample[0].stratum
    same = [one for one in sample if one.stratum == band]
    answers = {(s.pair.left, s.pair.right): s.stratum == band for s in sample}
    whole = quality(sample, answers).overall.precision.value
    for one in same[1:]:
        answers[one.pair.left, one.pair.right] = None
    assert len(same) > 2
    assert quality(sample, answers).overall.precision.value == pytest.approx(whole)


def test_unsure_answers_are_counted_and_left_out():
    linked, truth = _linked()
    sample = sample_for_review(linked, 200, seed=1)
    answers = _answers(sample, truth)
    answers[next(iter(answers))] = None
    found = quality(sample, answers)
    assert (found.reviewed, found.unsure, found.enough) == (199, 1, False)


def test_the_interval_is_wilsons_where_every_pair_weighs_the_same():
    linked, truth = _linked(100, threshold=0.0)
    found = quality_against_truth(linked, truth).overall.precision
    right = sum((one.left, one.right) in truth for one in linked.pairs)
    rate = binomtest(right, 100).proportion_ci(method="wilson")
    assert (found.lower, found.upper) == pytest.approx((rate.low, rate.high), abs=1e-9)


def test_the_threshold_is_the_lowest_that_the_review_bears_out():
    linked, truth = _linked(threshold=0.0)
    sample = sample_for_review(linked, 2000, seed=2)
    answers = _answers(sample, truth)
    low, high = (threshold_from_review(sample, answers, one) for one in (0.8, 0.95))
    assert low is not None and high is not None and low < high
    kept = [one for one in linked.pairs if one.probability >= high]
    assert sum((one.left, one.right) in truth for one in kept) / len(kept) > 0.92
    assert threshold_from_review(sample, dict.fromkeys(answers, False)) is None
