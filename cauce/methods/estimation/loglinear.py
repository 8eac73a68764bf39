"""One Poisson log-linear model: log μ_ω = Σ α_θ over θ ⊆ ω, and N̂ = n + exp(α̂_∅).

Chan, Silverman & Vincent 2021, JASA 116:1297, section 2: where a parameter's lists share no case
its maximum likelihood value is −∞; the cells that hold it are deleted and the rest is fitted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation import existence, kernels
from cauce.methods.estimation.existence import DOES_NOT_EXIST, NOT_IDENTIFIABLE
from cauce.methods.estimation.spaces import Cells, Stop, room_for
from cauce.methods.estimation.table import Table, pairs_of

WHOLE = Stop(kernels.MOST_STEPS, kernels.TOLERANCE, 0.0)
Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Fit:
    """What one model says of one table.

    ``terms`` are the masks asked for, without ∅, in the order given; ``absent`` those at −∞.
    ``status`` is that of ``existence`` (0: exists and is the only one). Where it is not 0,
    ``unseen`` is inf, and there are no coefficients. ``deviance``, ``aic`` and ``bic`` count
    parameters at −∞; BIC uses the log of the number of cases. ``means`` holds μ̂ of every kept cell.
    """

    table: Table
    terms: tuple[int, ...]
    absent: tuple[int, ...]
    status: int
    unseen: float
    coefficients: dict[str, float]
    se: float
    deviance: float
    log_l: float
    means: dict[int, float]

    @property
    def estimate(self) -> float:
        """N̂, seen and unseen; inf where the model has no answer."""
        return self.table.n + self.unseen

    @property
    def good(self) -> bool:
        """Whether the estimate exists, is the only one, and is finite."""
        return self.status == 0 and math.isfinite(self.unseen)

    @property
    def size(self) -> int:
        """|Θ|, with the intercept and the parameters at −∞."""
        return len(self.terms) + 1

    @property
    def aic(self) -> float:
        return 2.0 * self.size - 2.0 * self.log_l

    @property
    def bic(self) -> float:
        return self.size * math.log(self.table.n) - 2.0 * self.log_l

    @property
    def named(self) -> tuple[str, ...]:
        """The terms by the names of their lists."""
        return tuple(self.table.term(one) for one in self.terms)

    def wald(self, z: float = Z_95) -> tuple[float, float]:
        """n + exp(α̂_∅ ± z·se): conditional on the model, as if nobody had chosen it."""
        if not self.good or not math.isfinite(self.se):
            return (math.nan, math.nan)
        centre = math.log(self.unseen) if self.unseen > 0 else -math.inf
        with np.errstate(over="ignore"):
            ends = np.exp([centre - z * self.se, centre + z * self.se])
        return (float(self.table.n + ends[0]), float(self.table.n + ends[1]))


def main_effects(table: Table) -> Fit:
    """Every list by itself: the lists are taken as independent."""
    return fit(table, [])


def all_pairs(table: Table) -> Fit:
    """Every list and every pair of lists."""
    return fit(table, [int(pair) for pair in pairs_of(len(table.lists))])


def fit(table: Table, interactions: Iterable[int]) -> Fit:
    """Fit main effects plus these interactions (masks of two lists or more, hierarchical).

    Newton's convergence with a positive definite Hessian is the certificate that the estimate
    exists and is the only one; where it does not converge a linear programme decides.
    """
    lists = len(table.lists)
    terms = tuple([1 << i for i in range(lists)] + [int(one) for one in interactions])
    counts = table.dense()
    solved = solve(counts, lists, (0, *terms))
    absent = tuple(one for one in terms if not table.having(one))
    if solved is None:
        bad = existence.status(table, (0, *terms)) or DOES_NOT_EXIST
        return Fit(table, terms, absent, bad, math.inf, {}, math.nan, math.nan, math.nan, {})
    kept_terms, alpha, means, keep, covariance = solved
    likelihood = float(kernels.log_likelihood(counts, means, keep))
    return Fit(
        table,
        terms,
        absent,
        0,
        float(np.exp(alpha[0])),
        {table.term(int(t)): float(a) for t, a in zip(kept_terms, alpha, strict=True)},
        float(np.sqrt(covariance)),
        _deviance(counts, means, keep),
        likelihood,
        {int(cell): float(means[cell]) for cell in np.flatnonzero(keep)},
    )


Solved = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any], float]


def solve(counts: NDArray[Any], lists: int, terms: Sequence[int]) -> Solved | None:
    """(terms kept, α̂, μ̂, cells kept, variance of α̂_∅), or None when there is no finite answer."""
    cells = 1 << lists
    sums, keep = np.empty(cells), np.ones(cells, dtype=np.bool_)
    keep[0] = False
    sums[:] = counts
    kernels.superset_sums(sums, lists)
    asked = np.array(terms, dtype=np.int64)
    room, alpha = room_for(lists, len(terms)), np.zeros(len(terms))
    kept = np.zeros(len(terms), np.int64)
    size = kernels.drop_absent(sums, asked, keep, kept)
    if size > keep.sum():
        return None
    table = Cells(counts, sums, keep)
    if not kernels.newton(table, kept, size, lists, alpha, False, room, WHOLE):
        return _slowly(counts, lists, frozenset(terms), kept[:size], keep)
    unit = np.zeros(len(terms))
    unit[0] = 1.0
    kernels.solve(room.matrix, size, unit)
    return kept[:size], alpha[:size], room.means, keep, float(unit[0])


def _slowly(
    counts: NDArray[Any], lists: int, terms: frozenset[int], kept: NDArray[Any], keep: NDArray[Any]
) -> Solved | None:
    """Newton with halved steps, only where the linear programme says that there is an answer."""
    support = frozenset(int(c) for c in np.flatnonzero(counts))
    if not existence.is_good(lists, terms, support):
        return None
    cells = np.flatnonzero(keep)
    design = existence.design_matrix(cells.tolist(), kept.tolist())
    seen = counts[cells]
    alpha = np.linalg.lstsq(design, np.log(seen + 0.1), rcond=None)[0]
    objective = _objective(design, seen, alpha)
    for _ in range(200):
        means = np.exp(np.clip(design @ alpha, -700, 700))
        information = design.T @ (design * means[:, None])
        step = np.linalg.lstsq(information, design.T @ (seen - means), rcond=None)[0]
        size = 1.0
        while size > 1e-8 and not _objective(design, seen, alpha + size * step) >= objective:
            size /= 2
        alpha = alpha + size * step
        objective = _objective(design, seen, alpha)
        if np.abs(size * step).max() < kernels.TOLERANCE:
            full = np.zeros(1 << lists)
            full[cells] = np.exp(design @ alpha)
            return kept, alpha, full, keep, float(np.linalg.pinv(information)[0, 0])
    return None


def _objective(design: NDArray[Any], seen: NDArray[Any], alpha: NDArray[Any]) -> float:
    eta = design @ alpha
    return -math.inf if np.abs(eta).max() > 700 else float(seen @ eta - np.exp(eta).sum())


def _deviance(counts: NDArray[Any], means: NDArray[Any], keep: NDArray[Any]) -> float:
    seen, mean = counts[keep], means[keep]
    some = seen > 0
    return float(2 * ((seen[some] * np.log(seen[some] / mean[some])).sum() - (seen - mean).sum()))


def said(status: int) -> str:
    """The word for a status: ``ok``, ``does_not_exist``, ``not_identifiable``."""
    if status & NOT_IDENTIFIABLE:
        return "not_identifiable"
    return "does_not_exist" if status & DOES_NOT_EXIST else "ok"
