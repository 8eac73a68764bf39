"""Forward stepwise selection of pairs of lists (Chan, Silverman & Vincent 2021, section 2.6).

From main effects, the absent pair with the smallest p = min(P(X ≤ N*), P(X ≥ N*)) under the present
fit, X Poisson, is added while p < threshold and the model with it exists and is identifiable. One
tail is compared, so the two-sided size of a step is twice the threshold.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation import kernels, loglinear
from cauce.methods.estimation.loglinear import Fit
from cauce.methods.estimation.table import Table, pairs_of

THRESHOLD = 0.02  # by log-MSE over 28 scenarios, the same paper, section 4.3


def stepwise(table: Table, threshold: float = THRESHOLD) -> Fit:
    """The model that selection ends with, and its fit; ``terms`` keep the order of entry."""
    chosen, _ = select(table.dense(), len(table.lists), threshold)
    return loglinear.fit(table, chosen)


def select(counts: NDArray[Any], lists: int, threshold: float) -> tuple[list[int], float]:
    """(pairs taken, exp(α̂_∅)) for counts float64[2^t]; inf when main effects have no answer."""
    pairs = pairs_of(lists)
    chosen = np.empty(len(pairs), dtype=np.int64)
    status, unseen = kernels.stepwise(counts, lists, pairs, threshold, chosen, np.full(lists + 1, np.nan))
    if status == kernels.UNSURE:
        return slowly(counts, lists, threshold)
    return [int(pairs[at]) for at in chosen if at >= 0], float(unseen)


def slowly(counts: NDArray[Any], lists: int, threshold: float) -> tuple[list[int], float]:
    """The same selection; where a candidate's fit fails the linear programme is asked about it.

    An empty list is dropped, with its pairs; it is not held against a model (SparseMSE does that).
    """
    sums = counts.copy()
    kernels.superset_sums(sums, lists)
    candidates = [int(p) for p in pairs_of(lists) if sums[p & -p] > 0 and sums[p ^ (p & -p)] > 0]
    terms, chosen = [0, *[1 << i for i in range(lists)]], list[int]()
    solved = loglinear.solve(counts, lists, terms)
    if solved is None:
        return [], math.inf
    while True:
        expected = solved[2].copy()
        kernels.superset_sums(expected, lists)
        ranked = sorted(
            (kernels.smaller_tail(sums[pair], expected[pair], threshold), pair)
            for pair in candidates
            if pair not in chosen
        )
        found = _first(counts, lists, terms, [pair for p, pair in ranked if p < threshold])
        if found is None:
            return chosen, math.exp(solved[1][0])
        pair, solved = found
        terms.append(pair)
        chosen.append(pair)


def _first(
    counts: NDArray[Any], lists: int, terms: list[int], ranked: list[int]
) -> tuple[int, loglinear.Solved] | None:
    """The first candidate whose model exists and is identifiable, with its fit; None if none does."""
    for pair in ranked:
        trial = loglinear.solve(counts, lists, [*terms, pair])
        if trial is not None:
            return pair, trial
    return None


def many(tables: NDArray[Any], lists: int, threshold: float) -> NDArray[np.float64]:
    """exp(α̂_∅) for each row of tables float64[rows, 2^t], selection repeated; inf where none."""
    unseen, status = np.empty(len(tables)), np.empty(len(tables), dtype=np.int64)
    kernels.stepwise_many(tables, lists, pairs_of(lists), threshold, unseen, status)
    for row in np.flatnonzero(status == kernels.UNSURE):
        unseen[row] = slowly(tables[row], lists, threshold)[1]
    return unseen
