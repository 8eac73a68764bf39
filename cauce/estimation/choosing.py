"""Compiled loops over whole analyses: stepwise selection, every model of a list, many tables."""

from __future__ import annotations

import math

import numpy as np

from cauce.estimation.compiled import compiled
from cauce.estimation.kernels import (
    MOST_STEPS,
    drop_absent,
    log_likelihood,
    newton,
    smaller_tail,
    superset_sums,
)

CONVERGED, INFINITE, UNSURE = 0, 1, 2


@compiled
def prepared(counts, lists, keep, sums):
    """Fill the superset sums and the kept cells (all but the unseen) of one table."""
    sums[:] = counts
    superset_sums(sums, lists)
    keep[:] = True
    keep[0] = False


@compiled
def ordered_candidates(sums, work, pairs, inside, threshold, where, chance):
    """Absent pairs with p < threshold, by (p, mask): fills ``where`` and ``chance``, returns how many."""
    found = 0
    for at in range(pairs.shape[0]):
        pair = pairs[at]
        first = pair & -pair
        if inside[at] or sums[first] == 0.0 or sums[pair ^ first] == 0.0:
            continue
        p = smaller_tail(sums[pair], work[pair])
        if not p < threshold:
            continue
        spot = found
        while spot > 0 and chance[spot - 1] > p:
            chance[spot], where[spot] = chance[spot - 1], where[spot - 1]
            spot -= 1
        chance[spot], where[spot] = p, at
        found += 1
    return found


@compiled
def stepwise(counts, lists, pairs, threshold, chosen):
    """Forward stepwise selection of pairs on one table. Returns (status, exp(α_∅)).

    ``chosen`` int64[pairs]: the indices taken, in order, −1 after the last. Status CONVERGED;
    INFINITE when the main effects do not converge; UNSURE when a candidate's fit failed, and only a
    linear programme can tell whether it exists.
    """
    cells = 1 << lists
    most = 1 + lists + pairs.shape[0]
    keep, sums = np.empty(cells, np.bool_), np.empty(cells)
    work, means = np.empty(cells), np.empty(cells)
    matrix, step, alpha = np.empty((most, most)), np.empty(most), np.empty(most)
    terms = np.empty(most, np.int64)
    inside = np.zeros(pairs.shape[0], np.bool_)
    where, chance = np.empty(pairs.shape[0], np.int64), np.empty(pairs.shape[0])
    trial = np.empty(most)
    prepared(counts, lists, keep, sums)
    singles = np.empty(lists + 1, np.int64)
    singles[0] = 0
    for one in range(lists):
        singles[one + 1] = 1 << one
    chosen[:] = -1
    size = drop_absent(sums, singles, keep, terms)
    if not newton(
        counts, sums, keep, terms, size, lists, alpha, False, work, means, matrix, step, MOST_STEPS
    ):
        return INFINITE, math.inf
    taken = 0
    while True:
        work[:] = means
        superset_sums(work, lists)
        if ordered_candidates(sums, work, pairs, inside, threshold, where, chance) == 0:
            return CONVERGED, math.exp(alpha[0])
        at = where[0]
        pair = pairs[at]
        inside[at] = True
        chosen[taken] = at
        taken += 1
        trial[:size] = alpha[:size]
        if sums[pair] > 0.0:
            terms[size] = pair
            trial[size] = math.log(sums[pair] / work[pair])
            size += 1
        else:
            for cell in range(cells):
                if cell & pair == pair:
                    keep[cell] = False
        good = newton(
            counts, sums, keep, terms, size, lists, trial, True, work, means, matrix, step, 25
        )
        if not good:
            good = newton(
                counts, sums, keep, terms, size, lists, trial, False, work, means, matrix, step,
                MOST_STEPS,
            )  # fmt: skip
        if not good:
            return UNSURE, math.nan
        alpha[:size] = trial[:size]


@compiled
def stepwise_many(tables, lists, pairs, threshold, unseen, status):
    """``stepwise`` on each row of tables (float64[rows, 2^t]); fills unseen and status."""
    chosen = np.empty(pairs.shape[0], np.int64)
    for row in range(tables.shape[0]):
        status[row], unseen[row] = stepwise(tables[row], lists, pairs, threshold, chosen)


@compiled
def each_model(counts, lists, starts, masks, most, unseen, bic, wanted):
    """Fit model m = masks[starts[m]:starts[m+1]] for each m where wanted; fills exp(α_∅) and BIC.

    Both are inf for a model that is not admissible: more parameters than kept cells, or Newton does
    not converge. BIC = |Θ| log n − 2 log L, |Θ| counting parameters at −∞ and the intercept.
    """
    cells = 1 << lists
    keep, sums = np.empty(cells, np.bool_), np.empty(cells)
    work, means = np.empty(cells), np.empty(cells)
    matrix, step, alpha = np.empty((most, most)), np.empty(most), np.empty(most)
    terms = np.empty(most, np.int64)
    prepared(counts, lists, keep, sums)
    cases = sums[0]
    for model in range(starts.shape[0] - 1):
        unseen[model], bic[model] = math.inf, math.inf
        if not wanted[model]:
            continue
        keep[:] = True
        keep[0] = False
        own = masks[starts[model] : starts[model + 1]]
        size = drop_absent(sums, own, keep, terms)
        left = 0
        for cell in range(cells):
            left += keep[cell]
        if size > left:
            continue
        if newton(
            counts, sums, keep, terms, size, lists, alpha, False, work, means, matrix, step,
            MOST_STEPS,
        ):  # fmt: skip
            unseen[model] = math.exp(alpha[0])
            bic[model] = own.shape[0] * math.log(cases) - 2.0 * log_likelihood(counts, means, keep)


@compiled
def best_of_many(tables, lists, starts, masks, most, unseen):
    """On each row of tables the best of these models by BIC: fills its exp(α_∅), inf when none fits."""
    models = starts.shape[0] - 1
    each, bic = np.empty(models), np.empty(models)
    wanted = np.ones(models, np.bool_)
    for row in range(tables.shape[0]):
        each_model(tables[row], lists, starts, masks, most, each, bic, wanted)
        best = 0
        for model in range(models):
            if bic[model] < bic[best]:
                best = model
        unseen[row] = each[best]
