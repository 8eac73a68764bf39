"""Intervals by multinomial resampling of the histories, the model chosen anew in every resample.

BCa as DiCiccio & Efron 1996: z0 = Φ⁻¹(share of θ* < θ̂), acceleration by the delete-one jackknife,
limits at Φ(z0 + (z0 + z_α) / (1 − a(z0 + z_α))). Selection repeated as in Chan, Silverman & Vincent
2021, section 3: intervals that ignore it cover far less than they say.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from cauce.methods.estimation.table import Table

RESAMPLES = 20_000
LEVEL = 0.95
SAME = 1e-9  # relative; θ* = θ̂ up to rounding happens in small tables
CHUNK = 500
MANY_INFINITE = 0.01  # above it the upper limit is not bounded
Many = Callable[[NDArray[np.float64]], NDArray[np.float64]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Resampled:
    """Estimates of a table, of its resamples and of the table without one case.

    ``replicates`` float64[resamples], inf where a resample has no answer; ``seen`` float64[resamples,
    lists], cases on each list in each resample. ``left`` float64[histories]: θ without one case of
    that history; ``weights`` how many cases have it. Any of them may be empty.
    """

    point: float
    replicates: NDArray[np.float64]
    left: NDArray[np.float64]
    weights: NDArray[np.float64]
    seen: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 0)))
    table: Table | None = None

    @property
    def infinite(self) -> float:
        """The share of resamples without a finite estimate."""
        return float(np.mean(~np.isfinite(self.replicates))) if self.replicates.size else 0.0


@dataclass(frozen=True)
class Interval:
    """Both ends of an interval; ``upper`` is inf where it is not bounded, nan where not defined."""

    lower: float
    upper: float


@dataclass(frozen=True)
class Intervals:
    """BCa and percentile side by side, with what BCa rests on."""

    level: float
    z0: float
    acceleration: float
    bca: Interval
    percentile: Interval
    infinite: float
    resamples: int


def draw(table: Table, resamples: int, seed: int) -> NDArray[np.int64]:
    """int64[resamples, histories]: multinomial resamples of the observed histories."""
    chance = np.random.default_rng(seed)
    shares = np.array(table.counts, dtype=float) / table.n
    return chance.multinomial(table.n, shares, size=resamples)


def spread(table: Table, rows: NDArray[Any]) -> NDArray[np.float64]:
    """Rows of counts in the order of the table's histories → float64[rows, 2^t]."""
    dense = np.zeros((len(rows), 1 << len(table.lists)))
    dense[:, list(table.masks)] = rows
    return dense


def resampled(
    table: Table,
    many: Many,
    resamples: int = RESAMPLES,
    seed: int = 1,
    progress: Progress | None = None,
    rows: NDArray[Any] | None = None,
) -> Resampled:
    """Estimate the table, its resamples and its jackknife with ``many`` (tables → exp(α̂_∅)).

    ``rows`` int[resamples, histories] replaces the drawing, in the order of ``table.masks``.
    """
    rows = draw(table, resamples, seed) if rows is None else np.asarray(rows)
    counts = np.array(table.counts)
    left = np.tile(counts, (len(counts), 1)) - np.eye(len(counts), dtype=counts.dtype)
    point = table.n + float(many(spread(table, counts[None, :]))[0])
    jackknife = table.n - 1 + many(spread(table, left))
    replicates = rows.sum(axis=1) + _in_threads(table, many, rows, progress)
    present = np.array([[m >> i & 1 for i in range(len(table.lists))] for m in table.masks])
    return Resampled(point, replicates, jackknife, counts.astype(float), rows @ present, table)


def _in_threads(
    table: Table, many: Many, rows: NDArray[Any], progress: Progress | None
) -> NDArray[np.float64]:
    """exp(α̂_∅) of each row; the compiled loops hold no lock, so threads use every core."""
    size = max(1, min(CHUNK, (1 << 24) >> len(table.lists)))
    parts = [rows[at : at + size] for at in range(0, len(rows), size)]
    found: list[NDArray[np.float64]] = []
    with ThreadPoolExecutor(max(1, min(8, os.cpu_count() or 1))) as pool:
        for done in pool.map(lambda part: many(spread(table, part)), parts):
            found.append(done)
            if progress:
                progress(min(len(found) * size, len(rows)), len(rows))
    return np.concatenate(found) if found else np.empty(0)


def acceleration(left: NDArray[Any], weights: NDArray[Any]) -> float:
    """a = Σ c d³ / (6 (Σ c d²)^{3/2}), d = mean − θ_(j), mean and sums weighted by the counts c.

    0 where a jackknife estimate is not finite, or where all are equal.
    """
    if not np.isfinite(left).all():
        return 0.0
    gaps = np.average(left, weights=weights) - left
    below = (weights * gaps**2).sum()
    return float((weights * gaps**3).sum() / (6 * below**1.5)) if below > 0 else 0.0


def bias(replicates: NDArray[Any], point: float) -> float:
    """z0; ±inf where all replicates lie on one side of the point."""
    below = np.mean(replicates < point - SAME * abs(point))
    return float(ndtri(below))


def quantile(values: NDArray[Any], share: float) -> float:
    """Hyndman and Fan's type 8 (median-unbiased), with infinite values allowed."""
    ordered = np.sort(values)
    place = len(ordered) * share + (share + 1) / 3
    low = min(max(math.floor(place), 1), len(ordered))
    high = min(low + 1, len(ordered))
    part = min(max(place - low, 0.0), 1.0)
    below, above = float(ordered[low - 1]), float(ordered[high - 1])
    if part == 0.0 or below == above:
        return below
    return below + part * (above - below)


def percentile(replicates: NDArray[Any], level: float = LEVEL) -> Interval:
    """The plain percentile interval."""
    rest = (1 - level) / 2
    return Interval(quantile(replicates, rest), quantile(replicates, 1 - rest))


def bca_limit(replicates: NDArray[Any], z0: float, a: float, share: float) -> float:
    """One BCa limit; nan where z0 is not finite."""
    if not math.isfinite(z0):
        return math.nan
    moved = z0 + float(ndtri(share))
    return quantile(replicates, float(ndtr(z0 + moved / (1 - a * moved))))


def intervals(found: Resampled, level: float = LEVEL) -> Intervals:
    """Both intervals of a resampled estimate; above 1 % infinite the upper ends are inf."""
    z0, a = bias(found.replicates, found.point), acceleration(found.left, found.weights)
    rest = (1 - level) / 2
    bca = Interval(*(bca_limit(found.replicates, z0, a, one) for one in (rest, 1 - rest)))
    plain = percentile(found.replicates, level)
    if found.infinite > MANY_INFINITE:
        bca, plain = Interval(bca.lower, math.inf), Interval(plain.lower, math.inf)
    return Intervals(level, z0, a, bca, plain, found.infinite, len(found.replicates))


def share_of(found: Resampled, name: str, level: float = LEVEL) -> tuple[float, Intervals]:
    """The share of N̂ that one list holds, numerator and denominator resampled together.

    (share, its intervals). Raises ValueError when the estimates carry no table.
    """
    if found.table is None:
        raise ValueError("these estimates carry no table")
    at = found.table.lists.index(name)
    held = float(found.table.having(1 << at))
    lost = np.array([m >> at & 1 for m in found.table.masks])
    shares = Resampled(
        held / found.point, found.seen[:, at] / found.replicates, (held - lost) / found.left, found.weights
    )
    return shares.point, intervals(shares, level)
