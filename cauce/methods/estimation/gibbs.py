"""The compiled Gibbs sampler of the latent class model; the model itself stands in ``latent``."""

from __future__ import annotations

import math

import numpy as np

from cauce.methods.estimation.compiled import compiled

LARGEST = 1e12  # beyond it a Poisson is drawn as a normal, to the same figures


@compiled
def poisson(mean):
    """A Poisson draw as a float, whatever its mean."""
    if mean < LARGEST:
        return float(np.random.poisson(mean))
    return math.floor(mean + math.sqrt(mean) * np.random.standard_normal())


@compiled
def split(count, weights, classes, into):
    """Add ``count`` draws from the classes, multinomial with these weights, to ``into``."""
    rest_weight = 0.0
    for k in range(classes):
        rest_weight += weights[k]
    rest = count
    for k in range(classes - 1):
        if rest <= 0:
            break
        share = weights[k] / rest_weight if rest_weight > 0.0 else 1.0
        drawn = binomial(rest, min(1.0, max(0.0, share)))
        into[k] += drawn
        rest -= drawn
        rest_weight -= weights[k]
    if rest > 0:
        into[classes - 1] += rest


@compiled
def binomial(count, share):
    """A binomial draw as a float; beyond 2^31 as a normal, to the same figures."""
    if count < 2.0e9:
        return float(np.random.binomial(int(count), share))
    wide = math.sqrt(count * share * (1.0 - share))
    return min(count, max(0.0, math.floor(count * share + wide * np.random.standard_normal())))


@compiled
def classified(marks, counts, weight, catch, hidden, room, present, total):
    """Split every history over the classes; fill present[list, class] and total[class]."""
    some, held = room
    histories, lists = marks.shape
    classes = weight.shape[0]
    present[:, :] = 0.0
    total[:] = hidden
    for h in range(histories):
        for k in range(classes):
            chance = weight[k]
            for j in range(lists):
                chance *= catch[j, k] if marks[h, j] else 1.0 - catch[j, k]
            some[k] = chance
        held[:] = 0.0
        split(counts[h], some, classes, held)
        for k in range(classes):
            total[k] += held[k]
            for j in range(lists):
                if marks[h, j]:
                    present[j, k] += held[k]


@compiled
def relabelled(present, total, weight):
    """Let classes change places: two of any place, and two neighbours with their sticks.

    Without it a chain that put its largest class on a late stick stays there, and chains disagree
    for that reason alone. Acceptance as Papaspiliopoulos & Roberts 2008, Biometrika 95:169; the
    sticks and the λ are drawn anew right after, so that moving the counts is enough.
    """
    classes = weight.shape[0]
    for _ in range(classes):
        j, k = np.random.randint(classes), np.random.randint(classes)
        gain = (total[j] - total[k]) * (log_of(weight[k]) - log_of(weight[j]))
        if math.log(np.random.random()) < gain:
            swap(present, total, j, k)
    left = 1.0
    for k in range(classes - 2):
        ours = weight[k] / left if left > 0.0 else 1.0
        rest = left - weight[k]
        theirs = weight[k + 1] / rest if rest > 0.0 else 1.0
        gain = total[k] * log_of(1.0 - theirs) - total[k + 1] * log_of(1.0 - ours)
        if math.log(np.random.random()) < gain:
            swap(present, total, k, k + 1)
            weight[k], weight[k + 1] = left * theirs, left * (1.0 - theirs) * ours
        left -= weight[k]


@compiled
def log_of(value):
    """A logarithm that never is −∞."""
    return math.log(max(value, 1e-300))


@compiled
def swap(present, total, j, k):
    """Classes j and k change places, with all who are in them."""
    total[j], total[k] = total[k], total[j]
    for one in range(present.shape[0]):
        present[one, j], present[one, k] = present[one, k], present[one, j]


@compiled
def sticks(total, alpha, weight):
    """Draw the weights by stick-breaking; returns log π_K, the log of what the last stick left."""
    classes = weight.shape[0]
    behind = total.sum()
    left, logs = 1.0, 0.0
    for k in range(classes - 1):
        behind -= total[k]
        ours = np.random.gamma(1.0 + total[k], 1.0)
        others = np.random.gamma(alpha + max(0.0, behind), 1.0) + 1e-300
        weight[k] = left * ours / (ours + others)
        left *= others / (ours + others)
        logs += math.log(others / (ours + others))
    weight[classes - 1] = left
    return logs


@compiled
def missed(weight, catch, some):
    """p0, the chance of being on no list; fills some[class] with each class's part of it."""
    total = 0.0
    for k in range(weight.shape[0]):
        chance = weight[k]
        for j in range(catch.shape[0]):
            chance *= 1.0 - catch[j, k]
        some[k] = chance
        total += chance
    return min(max(total, 1e-300), 1.0 - 1e-12)


@compiled
def sample(marks, counts, classes, prior, burn, thin, seed, draws):
    """Fill draws float64[keep] with n0, the number of the unseen, one every ``thin`` sweeps.

    marks: bool[histories, lists]; counts: float64[histories]. ``prior``: shape and rate of the gamma
    prior of α. The seed is that of this thread's own generator, set here.
    """
    shape, rate = prior
    keep = draws.shape[0]
    np.random.seed(seed)
    lists = marks.shape[1]
    seen = counts.sum()
    present, total = np.empty((lists, classes)), np.empty(classes)
    catch = np.random.uniform(0.05, 0.6, (lists, classes))
    weight, some = np.full(classes, 1.0 / classes), np.empty(classes)
    hidden, held = np.zeros(classes), np.zeros(classes)
    alpha = 1.0
    for sweep in range(burn + keep * thin):
        classified(marks, counts, weight, catch, hidden, (some, held), present, total)
        relabelled(present, total, weight)
        for k in range(classes):
            for j in range(lists):
                absent = max(0.0, total[k] - present[j, k])
                catch[j, k] = np.random.beta(1.0 + present[j, k], 1.0 + absent)
        logs = sticks(total, alpha, weight)
        # The Gamma(a, b) prior of α and the sticks give Gamma(a + K − 1, b − log π_K).
        alpha = np.random.gamma(shape + classes - 1.0, 1.0 / (rate - logs))
        never = missed(weight, catch, some)
        unseen = poisson(np.random.gamma(seen, 1.0) * never / (1.0 - never))
        hidden[:] = 0.0
        split(unseen, some, classes, hidden)
        if sweep >= burn and (sweep - burn) % thin == thin - 1:
            draws[(sweep - burn) // thin] = unseen
