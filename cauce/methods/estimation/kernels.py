"""The compiled inner loops: a log-linear model by Newton on the lattice of list subsets, and on it
stepwise selection, every model of a list system, and many tables.

Cells and parameters are the same thing here, subsets of the t lists written as bitmasks. With
S_a[u] the sum of a over all supersets of u, the gradient of the log-likelihood for parameter θ is
S_n[θ] − S_μ[θ] and the Hessian S_μ[θ ∪ φ]: no design matrix is ever built (Chan, Silverman &
Vincent 2021, section 2, for the model; the lattice transforms are the usual zeta transforms).

All of it stands in one file on purpose: numba knows that what it kept is old by the date of the file
that defines a function, not by those of the functions it calls.
"""

from __future__ import annotations

import math

import numpy as np

from cauce.methods.estimation.compiled import compiled
from cauce.methods.estimation.spaces import Cells, Room, Stop

MOST_STEPS = 60
TOLERANCE = 1e-9
QUICK = 1e-6  # of a resample, where only α_∅ is asked: the step after one so small would be about 1e-12
CHORD = 1e-3  # of a resample: with the factor of before, the step after one so small errs by some 1e-9
STEEPEST = 700.0  # exp() of more overflows
THIN_PIVOT = 1e-12
CONVERGED, INFINITE, UNSURE = 0, 1, 2


@compiled
def superset_sums(values, lists):
    """In place: values[u] becomes the sum of values over all supersets of u."""
    for one in range(lists):
        bit = 1 << one
        for block in range(0, 1 << lists, 2 * bit):
            for cell in range(block, block + bit):
                values[cell] += values[cell + bit]


@compiled
def subset_products(values, lists):
    """In place: values[u] becomes the product of values over all subsets of u."""
    for one in range(lists):
        bit = 1 << one
        for block in range(0, 1 << lists, 2 * bit):
            for cell in range(block, block + bit):
                values[cell + bit] *= values[cell]


@compiled
def cholesky(matrix, size):
    """In place, the lower half; False when a pivot falls below 1e-12 of its diagonal."""
    for j in range(size):
        diagonal = matrix[j, j]
        pivot = diagonal
        for k in range(j):
            pivot -= matrix[j, k] * matrix[j, k]
        if not pivot > THIN_PIVOT * diagonal:
            return False
        root = math.sqrt(pivot)
        matrix[j, j] = root
        for i in range(j + 1, size):
            total = matrix[i, j]
            for k in range(j):
                total -= matrix[i, k] * matrix[j, k]
            matrix[i, j] = total / root
    return True


@compiled
def solve(matrix, size, vector):
    """In place: solve L L' x = vector with the factor of ``cholesky``."""
    for i in range(size):
        total = vector[i]
        for k in range(i):
            total -= matrix[i, k] * vector[k]
        vector[i] = total / matrix[i, i]
    for i in range(size - 1, -1, -1):
        total = vector[i]
        for k in range(i + 1, size):
            total -= matrix[k, i] * vector[k]
        vector[i] = total / matrix[i, i]


@compiled
def started(counts, keep, terms, size, lists, work, means, step):
    """R's start, μ = n + 0.1: the right-hand side whose solution is the first α itself."""
    for cell in range(1 << lists):
        if keep[cell]:
            mean = counts[cell] + 0.1
            means[cell] = mean
            work[cell] = mean * math.log(mean) + counts[cell] - mean
        else:
            means[cell], work[cell] = 0.0, 0.0
    superset_sums(work, lists)
    for i in range(size):
        step[i] = work[terms[i]]


@compiled
def predicted(keep, terms, size, lists, alpha, means):
    """Fill the means μ = product of exp(α) over subsets; False where one is none or overflows."""
    means[:] = 1.0
    for i in range(size):
        if not abs(alpha[i]) < STEEPEST:
            return False
        means[terms[i]] = math.exp(alpha[i])
    subset_products(means, lists)
    for cell in range(1 << lists):
        if not keep[cell]:
            means[cell] = 0.0
        elif not 0.0 < means[cell] < math.inf:
            return False
    return True


@compiled
def information(terms, size, lists, work, means, matrix):
    """Fill the lower half of H[θ, φ] = S_μ[θ ∪ φ]; ``work`` is left holding S_μ."""
    work[:] = means
    superset_sums(work, lists)
    for i in range(size):
        for j in range(i + 1):
            matrix[i, j] = work[terms[i] | terms[j]]


@compiled
def newton(cells, terms, size, lists, alpha, warm, room, stop):
    """Fit the terms[:size] (intercept first) to the kept ``cells``; True when it converged.

    alpha: float64[≥ size], the start when ``warm``, the answer after. Of the ``room`` means holds μ on the
    kept cells and 0 elsewhere, and matrix, after convergence, the Cholesky factor of the last information
    matrix. Converged: max|Δα| below the ``stop`` within its steps.
    """
    counts, sums, keep = cells
    work, means, matrix, step = room
    if not warm:
        started(counts, keep, terms, size, lists, work, means, step)
        information(terms, size, lists, work, means, matrix)
        if not cholesky(matrix, size):
            return False
        solve(matrix, size, step)
        alpha[:size] = step[:size]
    largest, again = math.inf, False
    for _ in range(stop.most):
        if not predicted(keep, terms, size, lists, alpha, means):
            return False
        again = largest < stop.chord and not again  # never twice: what is then not near needs its own
        if again:
            work[:] = means
            superset_sums(work, lists)
        else:
            information(terms, size, lists, work, means, matrix)
            if not cholesky(matrix, size):
                return False
        for i in range(size):
            step[i] = sums[terms[i]] - work[terms[i]]
        solve(matrix, size, step)
        largest = 0.0
        for i in range(size):
            alpha[i] += step[i]
            largest = max(largest, abs(step[i]))
        if largest < stop.near:
            return True
    return False


@compiled
def smaller_tail(count, mean, enough):
    """min(P(X ≤ count), P(X ≥ count)) for X ~ Poisson(mean), each summed from its own end.

    Once it is seen to be ``enough`` (at most one half) or more, the sum is left there.
    """
    if mean <= 0.0:
        return 1.0 if count == 0.0 else 0.0
    here = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1.0))
    total, mass = here, here
    if count <= mean:
        k = count
        while k > 0.0 and mass > total * 1e-17 and total < enough:
            mass *= k / mean
            k -= 1.0
            total += mass
    else:
        k = count
        while mass > total * 1e-17 and total < enough:
            k += 1.0
            mass *= mean / k
            total += mass
    return min(total, 1.0 - total + here)


@compiled
def drop_absent(sums, candidates, keep, terms):
    """Extended maximum likelihood: drop each candidate θ with N*_θ = 0 and every cell that holds it.

    Fills ``terms`` with the others, in order, and returns how many; ``keep`` loses the cells.
    """
    size = 0
    for term in candidates:
        if sums[term] > 0.0:
            terms[size] = term
            size += 1
        else:
            for cell in range(keep.shape[0]):
                if cell & term == term:
                    keep[cell] = False
    return size


@compiled
def log_likelihood(counts, means, keep):
    """Poisson log-likelihood over the kept cells, with −log n! in it."""
    total = 0.0
    for cell in range(counts.shape[0]):
        if keep[cell]:
            mean = means[cell]
            if counts[cell] > 0.0:
                total += counts[cell] * math.log(mean) - math.lgamma(counts[cell] + 1.0)
            total -= mean
    return total


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
        p = smaller_tail(sums[pair], work[pair], threshold)
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
def begun(table, terms, size, lists, alpha, before, room):
    """Fit the main effects; True when they converged.

    ``before`` float64[lists + 1]: α of a table like this one, to begin from; nan: none is known. It is left
    holding this one's.
    """
    whole = size == lists + 1
    good = whole and not math.isnan(before[0])
    if good:
        alpha[:size] = before
        good = newton(table, terms, size, lists, alpha, True, room, Stop(25, QUICK, CHORD))
    if not good:
        good = newton(table, terms, size, lists, alpha, False, room, Stop(MOST_STEPS, QUICK, CHORD))
    before[0] = math.nan
    if good and whole:
        before[:] = alpha[:size]
    return good


@compiled
def stepwise(counts, lists, pairs, threshold, chosen, before):
    """Forward stepwise selection of pairs on one table. Returns (status, exp(α_∅)).

    ``before``: as ``begun`` takes it. ``chosen`` int64[pairs]: the indices taken, in order, −1 after the
    last. Status CONVERGED; INFINITE when the main effects do not converge; UNSURE when a candidate's fit
    failed, and only a linear programme can tell whether it exists.
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
    table, room = Cells(counts, sums, keep), Room(work, means, matrix, step)
    if not begun(table, terms, size, lists, alpha, before, room):
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
        good = newton(table, terms, size, lists, trial, True, room, Stop(25, QUICK, CHORD))
        if not good:
            good = newton(table, terms, size, lists, trial, False, room, Stop(MOST_STEPS, QUICK, CHORD))
        if not good:
            return UNSURE, math.nan
        alpha[:size] = trial[:size]


@compiled
def stepwise_many(tables, lists, pairs, threshold, unseen, status):
    """``stepwise`` on each row of tables (float64[rows, 2^t]); fills unseen and status."""
    chosen = np.empty(pairs.shape[0], np.int64)
    before = np.full(lists + 1, np.nan)
    for row in range(tables.shape[0]):
        status[row], unseen[row] = stepwise(tables[row], lists, pairs, threshold, chosen, before)


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
    table, room = Cells(counts, sums, keep), Room(work, means, matrix, step)
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
        if newton(table, terms, size, lists, alpha, False, room, Stop(MOST_STEPS, TOLERANCE, 0.0)):
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
