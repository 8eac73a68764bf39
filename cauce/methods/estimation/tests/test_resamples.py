"""Intervals: equal to the reference on its own resamples, and honest about what they rest on."""

from __future__ import annotations

import gzip
import math

import numpy as np
import pytest

from cauce.methods.estimation import DATA, bootstrap, stepwise, table
from cauce.methods.estimation.bootstrap import Resampled, intervals, quantile, resampled, share_of
from cauce.methods.estimation.selection import many
from tests.shared import shared

from .known import REFERENCE, SETS, invented, published

STORED = [name for name in SETS if "bca" in REFERENCE[name]]
# Resamples, counted from 0, in which SparseMSE answers otherwise, with our answer.
EMPTY_LIST = {133: 1360.11, 175: 1410.97, 924: 3086.35}
NO_OVERLAP = 349


def stored(name: str, what: str) -> np.ndarray:
    path = shared(f"measurement/data/boot/{name}_{what}.csv.gz")
    with gzip.open(path, "rt") as lines:
        return np.loadtxt(lines, delimiter=",", skiprows=1, ndmin=2)


def in_order(name: str) -> np.ndarray:
    """The stored resamples with their columns in the order of our table."""
    rows = (DATA / f"{name}.csv").read_text("utf-8").split()[1:]
    cells = [row.split(",")[:-1] for row in rows]
    masks = [sum(int(v) << i for i, v in enumerate(row)) for row in cells]
    return stored(name, "bootcounts")[:, np.argsort(masks)]


def estimates(name: str) -> np.ndarray:
    here, rows = published(name), in_order(name)
    assert list(here.masks) == sorted(here.masks)
    return rows.sum(axis=1) + many(bootstrap.spread(here, rows), len(here.lists), 0.02)


@pytest.mark.parametrize("name", STORED)
def test_selection_repeated_in_each_stored_resample_equals_sparsemse(name):
    ours, theirs = estimates(name), stored(name, "bootest")[:, -1]
    gap = np.where(np.isfinite(ours), np.abs(ours / theirs - 1), np.inf)
    differing = {int(at) for at in np.flatnonzero(gap > 1e-6)}
    exceptions = {"NewOrl": set(EMPTY_LIST), "Artificial_3": {NO_OVERLAP}}
    assert differing == exceptions.get(name, set())
    assert 1 - len(differing) / len(ours) >= 0.997


def test_where_a_resample_empties_a_list_the_list_is_dropped():
    """SparseMSE takes its pairs as failing the existence test, and falls back on main effects."""
    here, rows, ours = published("NewOrl"), in_order("NewOrl"), estimates("NewOrl")
    for at, known in EMPTY_LIST.items():
        counts = bootstrap.spread(here, rows[[at]])[0]
        empty = [i for i in range(8) if not any(counts[m] for m in here.masks if m >> i & 1)]
        assert len(empty) >= 1
        assert ours[at] == pytest.approx(known, abs=0.006)
        names = [here.lists[i] for i in empty]
        without = table(here.lists, here.masks, rows[at].astype(int)).without(*names)
        assert stepwise(without).estimate == pytest.approx(ours[at], rel=1e-9)


def test_where_a_resample_has_no_overlap_the_estimate_is_infinite():
    rows = in_order("Artificial_3")
    here = published("Artificial_3")
    on_two = [k for k, mask in enumerate(here.masks) if mask.bit_count() > 1]
    assert rows[NO_OVERLAP][on_two].sum() == 0
    assert math.isinf(estimates("Artificial_3")[NO_OVERLAP])
    assert stored("Artificial_3", "bootest")[NO_OVERLAP, -1] > 1e12


@pytest.mark.parametrize("name", STORED)
def test_bca_limits_from_the_stored_estimates_equal_the_reference(name):
    known, theirs = REFERENCE[name]["bca"], stored(name, "bootest")[:, -1]
    below = np.mean(theirs < known["point"] * (1 - 1e-9))
    assert below == pytest.approx(known["below"], abs=1e-12)
    z0 = bootstrap.bias(theirs, known["point"])
    for share, limit in known["limits"].items():
        ours = bootstrap.bca_limit(theirs, z0, known["acceleration"], float(share))
        assert ours == pytest.approx(limit, rel=1e-9)


@pytest.mark.parametrize("name", STORED)
def test_the_acceleration_is_that_of_the_weighted_jackknife(name):
    here = published(name)
    lists = len(here.lists)
    found = resampled(here, lambda rows: many(rows, lists, 0.02), 1)
    known = REFERENCE[name]["bca"]["acceleration"]
    assert bootstrap.acceleration(found.left, found.weights) == pytest.approx(known, abs=1e-7)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    here = published("UKdat_5")

    def ends(seed):
        found = intervals(resampled(here, lambda rows: many(rows, 5, 0.02), 500, seed))
        return found.bca.lower, found.bca.upper

    assert ends(4) == ends(4) != ends(5)


def test_quantiles_are_median_unbiased_and_know_infinity():
    values = np.array([1.0, 2.0, 4.0, 8.0, 16.0])
    for share in (0.01, 0.2, 0.5, 0.77, 0.99):
        assert quantile(values, share) == pytest.approx(np.quantile(values, share, method="median_unbiased"))
    assert quantile(np.array([1.0, 2.0, np.inf]), 0.99) == np.inf
    assert quantile(np.array([1.0, 2.0, np.inf]), 0.3) < 2


def test_a_tie_with_the_point_is_not_below_it():
    replicates = np.array([1.0, 2.0 - 1e-13, 2.0, 2.0 + 1e-13, 3.0])
    assert bootstrap.bias(replicates, 2.0) == pytest.approx(-0.8416, abs=1e-4)


@pytest.mark.parametrize(("infinite", "bounded"), [(1, True), (10, True), (11, False)])
def test_above_one_per_cent_of_infinite_resamples_the_upper_limit_is_not_bounded(infinite, bounded):
    replicates = np.linspace(90, 110, 1000)
    replicates[:infinite] = np.inf
    found = intervals(Resampled(100.0, replicates, np.array([99.0, 101.0]), np.array([5.0, 5.0])))
    assert math.isfinite(found.bca.upper) is bounded
    assert math.isfinite(found.percentile.upper) is bounded


def test_the_share_of_a_list_is_resampled_with_its_denominator():
    here = invented(1, 5000, [0.25, 0.2, 0.15, 0.12])
    made = resampled(here, lambda rows: many(rows, 4, 0.02), 400)
    share, ends = share_of(made, "L1")
    assert share == pytest.approx(here.having(1) / stepwise(here).estimate)
    assert ends.bca.lower < 0.25 < ends.bca.upper


def test_intervals_of_independent_lists_cover_the_truth_nine_times_in_ten():
    covered = 0
    for seed in range(60):
        here = invented(seed, 2000, [0.3, 0.25, 0.2, 0.15])
        found = intervals(resampled(here, lambda rows: many(rows, 4, 0.02), 400, seed))
        covered += found.bca.lower <= 2000 <= found.bca.upper
    assert covered >= 54 - 4  # 0.90 of 60, less what chance may take at 1 in 100
