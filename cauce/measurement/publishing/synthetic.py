"""Invented records from the noisy counts of a small fixed table: nobody's row, the whole's shape.

The table has the same cells whatever the data say, a person changes at most ``most_changed`` of its counts by
one each (one a year: whoever comes back in another year is another subject of the facts), and each cell gets
noise of the discrete Laplace distribution from OpenDP. Everything after the noise (no negative counts,
drawing, how far off it is likely to be) reads noisy counts only, so it costs no further ε.

OpenDP draws from the operating system: there is no seed, so none can be kept with what is released.
Source: Ghosh et al. 2009 (geometric mechanism);
Duchi et al. 2008, figure 1 (projection to the simplex).
"""

from __future__ import annotations

import math
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from .grid import Columns, Key

TRIALS = 200

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Draw:
    """Invented records, and how far each margin is likely to be from the truth (total variation)."""

    columns: Columns
    rows: tuple[Key, ...]
    spent: Decimal
    errors: dict[tuple[str, ...], float]

    def counts(self) -> list[int]:
        """How many of the rows are in each cell, in the order of ``columns.keys()``."""
        found = Counter(self.rows)
        return [found[key] for key in self.columns.keys()]


def mechanism(epsilon: Decimal, most_changed: int) -> Any:
    """The OpenDP measurement whose ``map(most_changed)`` is at most ε.

    ValueError for ε that is not above 0.
    """
    import opendp.prelude as dp

    if epsilon <= 0:
        raise ValueError(f"epsilon must be above zero, not {epsilon}")
    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
    scale = most_changed / float(epsilon)
    while True:
        made = dp.m.make_laplace(*space, scale=scale)
        # In binary, 1/0.3 is a little off: the scale grows until what is spent is no more than declared.
        if Decimal(made.map(most_changed)) <= epsilon:
            return made
        scale = math.nextafter(scale, math.inf)


def draw(columns: Columns, counts: Mapping[Key, int], epsilon: Decimal, *, most_changed: int) -> Draw:
    """One draw. Raises ValueError when a count stands in a cell that the fixed table does not have."""
    keys = columns.keys()
    strange = set(counts) - set(keys)
    if strange:
        raise ValueError(f"{len(strange)} cells are not of the fixed table: {columns.names}")
    noisy = np.array(mechanism(epsilon, most_changed)([counts.get(key, 0) for key in keys]), dtype=np.int64)
    settled = settle(noisy, secrets.SystemRandom().random())
    rows = [key for key, times in zip(keys, settled.tolist(), strict=True) for _ in range(times)]
    secrets.SystemRandom().shuffle(rows)
    return Draw(
        columns,
        tuple(rows),
        epsilon,
        likely_errors(columns, settled, most_changed / float(epsilon)),
    )


def settle(noisy: Counts, start: float) -> Counts:
    """Counts that are not negative and whose sum is that of the noisy ones (0 where that is below 0).

    Nearest point of the simplex, then a systematic draw from ``start`` in [0, 1): each cell gets the whole
    number below or above its share. Clamping each cell alone would invent people in every empty one.
    """
    total = max(0, int(noisy.sum()))
    if total == 0:
        return np.zeros_like(noisy)
    ordered = np.sort(noisy)[::-1].astype(float)
    over = (np.cumsum(ordered) - total) / np.arange(1, len(ordered) + 1)
    cut = over[np.nonzero(ordered > over)[0][-1]]
    upto = np.cumsum(np.maximum(noisy - cut, 0.0))
    upto[-1] = total  # what the additions lost
    steps = np.floor(np.minimum(upto, total) + start)
    return np.diff(steps, prepend=0.0).astype(np.int64)


def margins(names: Sequence[str]) -> list[tuple[str, ...]]:
    """The margins that are told: each column, each pair, and all together."""
    found = [pick for size in (1, 2) for pick in combinations(names, size)]
    return [*found, tuple(names)] if len(names) > 2 else found


def distance(one: Counts, other: Counts) -> float:
    """Total variation: half the sum of the absolute differences, over the total of the first; 0 with
    nobody.
    """
    total = float(one.sum())
    return float(np.abs(one - other).sum()) / (2 * total) if total else 0.0


def likely_errors(
    columns: Columns, released: Counts, scale: float, trials: int = TRIALS
) -> dict[tuple[str, ...], float]:
    """The mean total variation by margin, had the released table been the true one.

    The distance to the true table would itself tell something of it, so it is never computed here. The
    noise of these trials protects nobody: any generator will do.
    """
    shape, names = columns.shape, columns.names
    chance = np.random.default_rng()
    odds = 1 - math.exp(-1 / scale)
    sums = dict.fromkeys(margins(names), 0.0)
    table = released.reshape(shape)
    for _ in range(trials):
        noise = chance.geometric(odds, released.shape) - chance.geometric(odds, released.shape)
        again = settle(released + noise, chance.random()).reshape(shape)
        for margin in sums:
            out = tuple(i for i, name in enumerate(names) if name not in margin)
            sums[margin] += distance(table.sum(axis=out), again.sum(axis=out))
    return {margin: total / trials for margin, total in sums.items()}
