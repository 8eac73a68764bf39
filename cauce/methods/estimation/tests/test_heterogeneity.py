"""Darroch's Mth against what was printed of Rcapture, and the curve of unequal people."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cauce.methods.estimation import curve, mth, stepwise, table
from cauce.methods.estimation.heterogeneity import many

from .known import invented, small, unlike

# Daróczi 2015, Mastering Data Analysis with R, chapter 14: three lists of users of R. The eight counts
# follow from the printed frequencies of Rcapture's ``descriptive``.
R_USERS = table(
    ["maintainer", "supporter", "R-help"],
    [1, 2, 4, 3, 6, 5, 7],
    [157, 3180, 40975, 14, 778, 68, 40],
)
# Snowshoe hares, Cormack 1989 and Agresti 1994, as Rcapture ships them: history → hares.
HARES = (
    "000001:4 000010:4 000011:2 000100:3 000101:4 000110:1 000111:1 001000:5 001001:2 001011:1 001101:1 "
    "010000:6 010001:1 010010:3 010011:1 010100:3 010101:3 010111:1 011001:2 011011:1 011101:2 011111:1 "
    "100000:3 100001:1 100010:2 100100:2 100111:1 101000:1 101010:1 101100:1 110001:1 110010:1 111111:2"
)


def hares():
    rows = [one.split(":") for one in HARES.split()]
    masks = [sum(int(v) << i for i, v in enumerate(history)) for history, _ in rows]
    return table([f"c{i}" for i in range(1, 7)], masks, [int(count) for _, count in rows])


@pytest.mark.parametrize(
    ("shape", "estimate", "se"),
    [
        ("darroch", 6_817_027.3, 1_342_273.7),
        ("poisson2", 1_086_549.0, 114_592.9),
        ("gamma3.5", 45_168_873.4, 13_055_279.1),
    ],
)
def test_it_equals_what_rcapture_printed_of_the_users_of_r(shape, estimate, se):
    found = mth(R_USERS, shape)
    assert found.estimate == pytest.approx(estimate, rel=1e-6)
    assert found.se == pytest.approx(se, rel=1e-5)
    assert (round(found.deviance, 3), round(found.aic, 3)) == (30.598, 94.429)


def test_it_equals_what_the_manual_of_rcapture_says_of_the_hares():
    found = mth(hares(), "poisson2")
    assert (round(found.estimate, 1), round(found.aic)) == (81.1, 146)


def test_many_tables_at_once_answer_as_each_does_alone():
    here = unlike(3, 3000, [0.3, 0.25, 0.2, 0.15], 0.8)
    both = np.stack([here.dense(), hares().dense()[:16] * 0 + here.dense() * 2])
    alone = [mth(here).estimate - here.n, 2 * (mth(here).estimate - here.n)]
    assert many(both, 4) == pytest.approx(alone, rel=1e-6)


def test_people_more_alike_than_chance_allows_are_answered_by_main_effects():
    here = invented(2, 5000, [0.25, 0.2, 0.15, 0.12, 0.1])
    assert mth(here).tau < 0
    plain = curve(here, [])[0.0]
    assert here.n + many(here.dense()[None, :], 5)[0] == pytest.approx(plain, rel=1e-6)


def test_where_nobody_is_on_two_lists_there_is_no_estimate():
    assert math.isinf(many(small(A=100, B=80, C=60).dense()[None, :], 3)[0])


def test_the_curve_begins_at_the_model_and_rises_through_the_truth():
    """Where people differ by 0.7 the chosen model finds seven tenths of them."""
    here = unlike(1, 10_000, [0.125, 0.05, 0.03, 0.04, 0.025], 0.7)
    chosen = stepwise(here)
    found = curve(here, [one for one in chosen.terms if one.bit_count() > 1])
    assert found[0.0] == pytest.approx(chosen.estimate, rel=1e-6) and found[0.0] < 8_000
    assert list(found.values()) == sorted(found.values())
    assert found[0.5] < 10_000 < found[1.0]
