"""People who are not equally easy to find: Darroch's model, and what each degree of it would mean.

Mth of Darroch, Fienberg, Glonek & Junker 1993, JASA 88:1137, as a log-linear model (Rivest & Baillargeon
2007, Biometrics 63:999): beside the lists one column more, h(k) of the number k of lists a person is on,
with h(0) = 0. For Darroch's h(k) = k²/2 its coefficient is the variance, on the logit scale, of how easy
those are to find whom no list saw. No list says what that variance is by itself: dependence between lists
looks the same. So it is one more method, and ``curve`` says what every choice of it would mean.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation.table import Table

SHAPES: dict[str, Callable[[NDArray[Any]], NDArray[Any]]] = {
    "darroch": lambda k: k**2 / 2,
    "poisson2": lambda k: 2.0**k - 1,
    "gamma3.5": lambda k: math.log(3.5) - np.log(3.5 + k),
}
SDS = (0.0, 0.25, 0.5, 0.75, 1.0)
MOST_STEPS, TOLERANCE, STEEPEST = 100, 1e-9, 700.0
FARTHEST = 1_000.0  # a coefficient of a log-linear model beyond it is on its way to infinity


@dataclass(frozen=True)
class Mth:
    """``estimate`` inf where the likelihood has no finite maximum; ``tau`` the coefficient of h, below 0
    where people look more alike than chance allows; ``se`` of the estimate, as Rcapture gives it."""

    estimate: float
    tau: float
    se: float
    deviance: float
    aic: float


def mth(table: Table, shape: str = "darroch") -> Mth:
    """The model as it stands, whatever the sign of its coefficient."""
    design = _design(len(table.lists), SHAPES[shape])
    counts = table.dense()[None, 1:]
    found, good = solved(design, counts)
    if not good[0]:
        return Mth(math.inf, math.nan, math.nan, math.nan, math.nan)
    means = np.exp(design @ found[0])
    unseen = math.exp(found[0, 0])
    variance = np.linalg.inv(design.T @ (design * means[:, None]))[0, 0]
    some = counts[0] > 0
    logs = np.array([math.lgamma(one + 1) for one in counts[0]])
    likelihood = float((counts[0] * (design @ found[0]) - means - logs).sum())
    gap = counts[0, some] * np.log(counts[0, some] / means[some])
    return Mth(
        table.n + unseen,
        float(found[0, -1]),
        math.sqrt(unseen + unseen**2 * variance),
        float(2 * (gap.sum() - (counts[0] - means).sum())),
        2.0 * design.shape[1] - 2 * likelihood,
    )


def many(tables: NDArray[Any], lists: int) -> NDArray[np.float64]:
    """exp(α̂_∅) of Darroch's model for each row of tables float64[rows, 2^t]; inf where there is none.

    A variance is not negative: where the coefficient is, the answer is that of main effects.
    """
    design = _design(lists, SHAPES["darroch"])
    found, good = solved(design, tables[:, 1:])
    alike = good & (found[:, -1] < 0)
    unseen = np.full(len(tables), np.inf)
    unseen[good] = np.exp(found[good, 0])
    again = alike | ~good
    if again.any():
        plain, fits = solved(design[:, :-1], tables[again, 1:])
        # No finite coefficient below zero is a likelihood that rises towards −∞: alike as well.
        down = alike[again] | (found[again, -1] < 0)
        unseen[again] = np.where(down & fits, np.exp(np.minimum(plain[:, 0], STEEPEST)), np.inf)
    return unseen


def curve(table: Table, terms: Sequence[int], sds: Sequence[float] = SDS) -> dict[float, float]:
    """N̂ of a log-linear model (masks of its interactions) for each standard deviation, on the logit
    scale, of how easy people are to find; at 0 it is the model's own. inf where there is none."""
    lists = len(table.lists)
    absent = [one for one in terms if not table.having(one)]
    cells = np.array([c for c in range(1, 1 << lists) if not any(c & one == one for one in absent)])
    kept = [0, *(1 << i for i in range(lists)), *(one for one in terms if one not in absent)]
    columns = np.array(kept)[None, :]
    design = ((cells[:, None] & columns) == columns).astype(float)
    on = np.array([int(one).bit_count() for one in cells], dtype=float)
    counts = table.dense()[None, cells]
    found = {}
    for sd in sds:
        answer, good = solved(design, counts, sd**2 * on**2 / 2)
        found[sd] = table.n + math.exp(answer[0, 0]) if good[0] else math.inf
    return found


def _design(lists: int, shape: Callable[[NDArray[Any]], NDArray[Any]]) -> NDArray[np.float64]:
    """float64[2^t − 1, t + 2]: the intercept, each list, h of how many lists."""
    cells = np.arange(1, 1 << lists)
    marks = (cells[:, None] >> np.arange(lists)) & 1
    return np.column_stack([np.ones(len(cells)), marks, shape(marks.sum(axis=1).astype(float))])


@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def solved(
    design: NDArray[Any], counts: NDArray[Any], offset: NDArray[Any] | float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Poisson maximum likelihood of each row of counts float64[rows, cells]: (float64[rows, p], whether it
    converged). Newton with halved steps, all rows at once."""
    rows, size = len(counts), design.shape[1]
    squares = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    started = counts + 0.1
    weighted = started @ squares
    right = (started * (np.log(started) - offset) + counts - started) @ design
    alpha = _each(weighted.reshape(rows, size, size), right)
    good = np.zeros(rows, dtype=bool)
    open_ = np.arange(rows)
    value = _objective(design, counts, alpha, offset)
    for _ in range(MOST_STEPS):
        if not len(open_):
            break
        here = alpha[open_]
        means = np.exp(np.clip(here @ design.T + offset, -STEEPEST, STEEPEST))
        step = _each((means @ squares).reshape(len(open_), size, size), (counts[open_] - means) @ design)
        size_of = np.ones(len(open_))
        for _ in range(20):
            tried = here + size_of[:, None] * step
            worse = ~(_objective(design, counts[open_], tried, offset) >= value[open_] - 1e-9)
            if not worse.any():
                break
            size_of[worse] /= 2
        alpha[open_] = here + size_of[:, None] * step
        value[open_] = _objective(design, counts[open_], alpha[open_], offset)
        largest = np.abs(step).max(axis=1)
        near = (largest < TOLERANCE) & (np.abs(alpha[open_]).max(axis=1) < FARTHEST)
        good[open_[near]] = True
        lost = ~np.isfinite(value[open_]) | (np.abs(alpha[open_]).max(axis=1) >= FARTHEST)
        open_ = open_[~near & ~lost]
    return alpha, good


def _each(matrices: NDArray[Any], right: NDArray[Any]) -> NDArray[np.float64]:
    """The solution of each system; nan where one is singular."""
    try:
        return np.linalg.solve(matrices, right[:, :, None])[:, :, 0]
    except np.linalg.LinAlgError:
        found = np.full(right.shape, np.nan)
        for at, (one, other) in enumerate(zip(matrices, right, strict=True)):
            try:
                found[at] = np.linalg.solve(one, other)
            except np.linalg.LinAlgError:
                continue
        return found


def _objective(
    design: NDArray[Any], counts: NDArray[Any], alpha: NDArray[Any], offset: NDArray[Any] | float
) -> NDArray[np.float64]:
    eta = alpha @ design.T + offset
    with np.errstate(over="ignore", invalid="ignore"):
        found: NDArray[np.float64] = (counts * eta).sum(axis=1) - np.exp(eta).sum(axis=1)
    return np.where(np.isfinite(found), found, -np.inf)
