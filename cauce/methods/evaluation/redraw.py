"""The p-value by drawing the order again, as it was drawn: within strata, keeping the counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import factorial

import numpy as np

from cauce.methods.evaluation.fit import poisson
from cauce.methods.evaluation.panel import Numbers, Panel, Whole, begun

TOGETHER = 100


@dataclass(frozen=True)
class Redrawn:
    """``p`` = (1 + draws at least as far from zero as what happened) / (draws + 1).

    ``lost`` counts draws without a finite fit; each counts as at least as far (the cautious side).
    """

    p: float
    draws: int
    lost: int
    statistic: float


def orders(starts: Whole, strata: Whole, draws: int, chance: np.random.Generator) -> Whole:
    """``draws`` × C: the same starts, dealt again to the posts of each stratum by lot."""
    slots = np.argsort(strata, kind="stable")
    keys = strata + chance.random((draws, len(starts)))
    places = np.argsort(keys, axis=1)
    again = np.empty((draws, len(starts)), dtype=np.int64)
    np.put_along_axis(again, places, np.broadcast_to(starts[slots], again.shape), axis=1)
    return again


def how_many_orders(starts: Whole, strata: Whole) -> int:
    """How many different orders the draw could have given (exact)."""
    found = 1
    for stratum in np.unique(strata):
        inside = starts[strata == stratum]
        found *= factorial(len(inside))
        for one in np.unique(inside):
            found //= factorial(int((inside == one).sum()))
    return found


def statistics(
    counts: Numbers, exposure: Numbers, starts: Whole, begin: tuple[Numbers, Numbers] | None
) -> Numbers:
    """|effect / clustered error| of each row of ``starts`` (B × C); NaN without a finite fit."""
    effects = begun(starts, counts.shape[-1])[:, None]
    found = poisson(counts, exposure, effects, begin=begin, rounds=25)
    with np.errstate(invalid="ignore", divide="ignore"):
        told = abs(found.effects[:, 0]) / found.errors[:, 0]
    fine = found.converged & np.isfinite(told)
    return np.where(fine, told, np.nan)


def redraw(
    panel: Panel,
    counts: Numbers,
    draws: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> Redrawn:
    """Draw the order again ``draws`` times and fit each; ``counts`` are C × T (cases or control).

    Fisher 1935; evaluation.md section 3. The same seed and NumPy give the same p-value.
    """
    chance = np.random.default_rng(seed)
    empty = np.zeros((1, 0, *counts.shape))
    null = poisson(counts, panel.exposure, empty)
    begin = (null.posts, null.months)
    real = float(statistics(counts, panel.exposure, panel.starts[None], begin)[0])
    far = lost = 0
    for first in range(0, draws, TOGETHER):
        size = min(TOGETHER, draws - first)
        again = orders(panel.starts, panel.strata, size, chance)
        told = statistics(counts, panel.exposure, again, begin)
        lost += int(np.isnan(told).sum())
        # A draw equal to what happened differs by rounding alone.
        far += int((np.isnan(told) | (told >= real - 1e-7)).sum())
        if progress is not None:
            progress(first + size, draws)
    return Redrawn((1 + far) / (draws + 1), draws, lost, real)
