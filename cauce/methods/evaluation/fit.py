"""Poisson pseudo-likelihood with effects of post and month, and errors clustered by post.

Gourieroux, Monfort and Trognon 1984 (robust to overdispersion); the fit as evaluation.md section 3
tells it: each effect is partialled out of posts and months by a weighted two-way regression, whose
system of months is T × T, and a Newton step is taken for all of it together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cauce.methods.evaluation.panel import Numbers

MOST_ROUNDS = 40
NEAR = 1e-8
# A longer step on the log scale is cut: far from the answer Newton overshoots.
LONGEST = 2.0
FIXED = 1e300


@dataclass(frozen=True)
class Fits:
    """B fits of K effects on the log scale. ``errors`` and ``variance`` are clustered (CRV1).

    Shapes: ``effects`` and ``errors`` B × K; ``variance`` B × K × K; ``mean`` B × C × T;
    ``converged`` B. Where a fit has no finite answer, ``converged`` is False.
    """

    effects: Numbers
    errors: Numbers
    variance: Numbers
    mean: Numbers
    posts: Numbers
    months: Numbers
    converged: np.ndarray


def informative(counts: Numbers, exposure: Numbers) -> Numbers:
    """The exposure, 0 also in posts and months without a single case: they say nothing here."""
    some = counts * (exposure > 0)
    rows = some.sum(axis=-1, keepdims=True) > 0
    columns = some.sum(axis=-2, keepdims=True) > 0
    live: Numbers = np.where(rows & columns, exposure, 0.0)
    return live


def _two_way(weights: Numbers, rows: Numbers, columns: Numbers) -> tuple[Numbers, Numbers]:
    """Weighted two-way regression of M variables, from their weighted sums.

    ``weights`` B × C × T, ``rows`` B × M × C, ``columns`` B × M × T. Returns the effects of rows
    and of columns. The constant that rows and columns share is fixed by effects of columns that
    add up to zero; a row or a column without weight has the effect zero.
    """
    of_rows = weights.sum(axis=2)
    of_columns = weights.sum(axis=1)
    share = weights / np.where(of_rows > 0, of_rows, 1.0)[:, :, None]
    system = -np.swapaxes(weights, 1, 2) @ share
    live = (of_columns > 0).astype(np.float64)
    scale = of_columns.mean(axis=1)[:, None, None] / live.shape[1]
    system += scale * live[:, :, None] * live[:, None, :]
    place = np.arange(live.shape[1])
    # The last term keeps it solvable where closed cells split the panel in two; it moves nothing.
    system[:, place, place] += np.where(of_columns > 0, of_columns, 1.0) + 1e-10 * scale[:, 0]
    wanted = columns - rows @ share
    months = np.swapaxes(np.linalg.solve(system, np.swapaxes(wanted, 1, 2)), 1, 2)
    over = np.where(of_rows > 0, of_rows, 1.0)[:, None, :]
    posts = rows / over - months @ np.swapaxes(share, 1, 2)
    return posts, months


def _steps(
    y: Numbers, mean: Numbers, x: Numbers, weights: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]:
    """One scoring step: of the effects, posts, months; the partialled effects, H and residual."""
    left = (y - mean) * (weights / np.where(mean > 0, mean, 1.0))
    weighted = x * weights[:, None]
    rows = np.concatenate([weighted.sum(axis=3), left.sum(axis=2)[:, None]], axis=1)
    columns = np.concatenate([weighted.sum(axis=2), left.sum(axis=1)[:, None]], axis=1)
    posts, months = _two_way(weights, rows, columns)
    pure = x - posts[:, :-1, :, None] - months[:, :-1, None, :]
    hessian = np.einsum("bkct,blct->bkl", pure * weights[:, None], pure)
    gradient = (pure * left[:, None]).sum(axis=(2, 3))
    hessian = _told_apart(hessian, (x**2 * weights[:, None]).sum(axis=(2, 3)))
    step = np.linalg.solve(hessian, gradient[..., None])[..., 0]
    of_posts = posts[:, -1] - (step[..., None] * posts[:, :-1]).sum(axis=1)
    of_months = months[:, -1] - (step[..., None] * months[:, :-1]).sum(axis=1)
    return step, of_posts, of_months, pure, hessian, left


def _told_apart(hessian: Numbers, before: Numbers) -> Numbers:
    """The same where it can be solved; an effect that cannot be told apart gets ``FIXED``: no step.

    ``before`` B × K: the squares before posts and months were partialled out.
    """
    size = np.einsum("bkk->bk", hessian)
    lost = ~(size > 1e-9 * before)
    if hessian.shape[1] > 1:
        root = np.sqrt(np.where(lost, 1.0, size))
        alike = hessian / (root[:, :, None] * root[:, None, :])
        place = np.arange(size.shape[1])
        alike[:, place, place] = 1.0
        # Effects that are told apart only together are lost together.
        lost |= (np.linalg.eigvalsh(alike)[:, :1] < 1e-9) & ~lost.any(axis=1, keepdims=True)
    fixed = np.where(lost[:, :, None] | lost[:, None, :], 0.0, hessian)
    place = np.arange(size.shape[1])
    fixed[:, place, place] = np.where(lost, FIXED, size)
    return fixed


def poisson(
    counts: Numbers,
    exposure: Numbers,
    effects: Numbers,
    *,
    begin: tuple[Numbers, Numbers] | None = None,
    dispersion: float = 0.0,
    rounds: int = MOST_ROUNDS,
) -> Fits:
    """Fit B panels at once: log mean = log exposure + post + month + effects.

    ``counts`` and ``exposure``: C × T or B × C × T; ``effects``: B × K × C × T (or 1 × …). ``begin``
    are effects of posts and months to begin from; None: log means of rows and columns. With a
    ``dispersion`` (NB2: variance = mean + dispersion · mean²) the weights are those of NB2. Errors
    are CRV1: C/(C−1) · (N−1)/(N−C−T−K+1), from the sums of the partialled scores by post.
    """
    size = max(len(effects), counts.shape[0] if counts.ndim == 3 else 1)
    y = np.broadcast_to(counts, (size, *counts.shape[-2:]))
    open_ = np.broadcast_to(informative(y, exposure), y.shape)
    y = np.where(open_ > 0, y, 0.0)
    x = effects
    beta = np.zeros((size, x.shape[1]))
    posts, months = _beginning(y, open_) if begin is None else _shaped(begin, size)
    done = np.zeros(size, dtype=bool)
    for _ in range(rounds):
        mean, posts = _level(y, open_, x, beta, posts, months, exact=dispersion == 0)
        weights = mean / (1.0 + dispersion * mean)
        step, of_posts, of_months, pure, hessian, left = _steps(y, mean, x, weights)
        shift = abs(of_posts[:, :, None] + of_months[:, None, :]) * (open_ > 0)
        moved = np.maximum(abs(step).max(axis=1, initial=0.0), shift.max(axis=(1, 2)))
        cut = np.minimum(1.0, LONGEST / np.maximum(moved, 1e-300))[:, None]
        beta, posts, months = beta + cut * step, posts + cut * of_posts, months + cut * of_months
        done = moved < NEAR
        if done.all():
            break
    lost = np.einsum("bkk->bk", hessian) == FIXED
    variance = _clustered(pure, left, hessian, open_)
    errors = np.sqrt(np.einsum("bkk->bk", variance))
    errors = np.where(lost, np.nan, errors)
    return Fits(np.where(lost, np.nan, beta), errors, variance, mean, posts, months, done)


def _beginning(y: Numbers, open_: Numbers) -> tuple[Numbers, Numbers]:
    """Log means of rows, and of columns beside the whole."""

    def mean(axis: tuple[int, ...]) -> Numbers:
        below = open_.sum(axis=axis)
        found: Numbers = np.maximum(y.sum(axis=axis), 1e-9) / np.where(below > 0, below, 1.0)
        return found

    return np.log(mean((2,))), np.log(mean((1,))) - np.log(mean((1, 2)))[:, None]


def _shaped(begin: tuple[Numbers, Numbers], size: int) -> tuple[Numbers, Numbers]:
    posts, months = begin
    return (
        np.broadcast_to(posts, (size, posts.shape[-1])).copy(),
        np.broadcast_to(months, (size, months.shape[-1])).copy(),
    )


def _level(
    y: Numbers,
    open_: Numbers,
    x: Numbers,
    beta: Numbers,
    posts: Numbers,
    months: Numbers,
    exact: bool,
) -> tuple[Numbers, Numbers]:
    """The mean; where that is ``exact`` (Poisson), with every post's total set to what it had."""
    log = posts[:, :, None] + months[:, None, :] + (beta[:, :, None, None] * x).sum(axis=1)
    mean: Numbers = open_ * np.exp(np.clip(log, -40.0, 40.0))
    if not exact:
        return mean, posts
    total, had = mean.sum(axis=2), y.sum(axis=2)
    ratio = np.where((total > 0) & (had > 0), had / np.where(total > 0, total, 1.0), 1.0)
    return mean * ratio[:, :, None], posts + np.log(ratio)


def _clustered(pure: Numbers, left: Numbers, hessian: Numbers, open_: Numbers) -> Numbers:
    scores = np.swapaxes((pure * left[:, None]).sum(axis=3), 1, 2)
    bread = np.linalg.inv(hessian)
    cells = (open_ > 0).sum(axis=(1, 2))
    posts, months = (open_ > 0).any(axis=2).sum(axis=1), (open_ > 0).any(axis=1).sum(axis=1)
    free = cells - posts - months + 1 - pure.shape[1]
    factor = posts / np.maximum(posts - 1, 1) * (cells - 1) / np.maximum(free, 1)
    meat = np.swapaxes(scores, 1, 2) @ scores
    variance: Numbers = (bread @ meat @ bread) * factor[:, None, None]
    return variance
