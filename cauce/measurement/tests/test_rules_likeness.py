"""Beside the network: exact tails, few false alarms, and nobody is ranked."""

from __future__ import annotations

import random

import pytest
from scipy.stats import binom

from cauce.measurement.rules.post_outliers import Standing, spread, standings, tails, teachers, threshold


def drawn(seed: int, rates, posts: int = 53):
    """Counts of one step in so many posts, each with the rate that ``rates`` gives it."""
    chance = random.Random(seed)
    found = {}
    for number in range(posts):
        cases, rate = chance.randrange(5, 90), rates(chance)
        found[f"P{number:02}"] = (sum(chance.random() < rate for _ in range(cases)), cases)
    return found


@pytest.mark.parametrize(
    ("met", "cases", "rate"),
    [(0, 1, 0.5), (3, 40, 0.2), (18, 20, 0.6), (700, 900, 0.8), (5, 5, 0.9)],
)
def test_the_tails_are_those_of_the_binomial(met, cases, rate):
    below, above = tails(met, cases, rate)
    assert below == pytest.approx(binom.cdf(met, cases, rate), rel=1e-8)
    assert above == pytest.approx(binom.sf(met - 1, cases, rate), rel=1e-8)


def test_posts_that_differ_by_chance_alone_are_told_to_be_alike():
    alarms, spreads = 0, []
    for seed in range(20):
        counts = {f"A{n}": drawn(100 * seed + n, lambda _: 0.7) for n in range(10)}
        alarms += any(one.side != "like" for one in standings(counts).values())
        spreads += [spread(list(posts.values())) for posts in counts.values()]
    # Of twenty networks where nothing differs at most a few may ring: one in twenty is expected.
    assert alarms <= 3
    assert sum(spreads) / len(spreads) < 1.15


def test_posts_that_differ_truly_are_found_and_the_spread_is_told():
    counts = {"A": drawn(7, lambda chance: chance.choice((0.35, 0.95)))}
    found = standings(counts)
    assert spread(list(counts["A"].values())) > 4
    assert {one.side for one in found.values()} == {"below", "above", "like"}
    for one in found.values():
        if one.side != "like":
            assert (one.share < one.rate) == (one.side == "below")
    assert spread([(1, 2)] * 9) is None and spread([(5, 5)] * 20) is None


def test_small_numbers_are_never_told_as_a_difference():
    posts = {f"P{n:02}": (9, 10) for n in range(50)} | {"FEW": (0, 1), "SOME": (0, 12)}
    found = standings({"A": posts})
    assert found["FEW", "A"].side == "like" and found["SOME", "A"].side == "below"
    # Those too few to be compared make no comparison, and none of the others harder.
    assert standings({"A": posts}, least=11)["P00", "A"].side == "few"
    assert standings({"A": posts}, least=11)["SOME", "A"].side == "below"


def test_of_many_comparisons_it_keeps_those_that_benjamini_and_hochberg_keep():
    # The fifteen p-values of their paper, of which the first four are kept.
    paper = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    assert threshold(paper) == 0.0095
    assert threshold([0.9, 0.8]) < 0 and threshold([]) < 0


def standing(post: str, met: int, cases: int, side: str) -> Standing:
    return Standing(post, "A", met, cases, 0.7, 0.0, side)


def test_it_names_whom_to_ask_by_likeness_of_size_and_never_the_best():
    mine = standing("HOU", 20, 50, "below")
    others = [
        standing("BIG", 900, 900, "above"),
        standing("LAR", 44, 48, "above"),
        standing("DAL", 50, 55, "above"),
        standing("CHI", 60, 66, "above"),
        standing("TUS", 30, 50, "like"),
    ]
    found = {(one.post, "A"): one for one in [mine, *others]}
    assert teachers(mine, found, apart=0.1) == ("CHI", "DAL", "LAR")
    assert teachers(standing("TUS", 30, 50, "like"), found, apart=0.1) == ()
    assert teachers(mine, found, apart=0.7) == ()
