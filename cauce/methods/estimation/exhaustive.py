"""Every hierarchical model of a list system, ranked by BIC, and averaged.

Silverman, Chan & Vincent 2024, Stat. Comput. 34:44. BIC = |Θ| log n − 2 log L with n the number of
cases, |Θ| counting the intercept and the parameters at −∞; weights exp(−ΔBIC/2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation import kernels, loglinear
from cauce.methods.estimation.loglinear import Fit
from cauce.methods.estimation.messages import Unusable
from cauce.methods.estimation.table import Table

TOP = 100
# lists → the highest order for which all models are few enough to fit at once.
HIGHEST = {2: 1, 3: 2, 4: 3, 5: 4, 6: 2}


@dataclass(frozen=True)
class Models:
    """Hierarchical models as flat arrays: model m has masks[starts[m]:starts[m+1]], ∅ first."""

    lists: int
    order: int
    starts: NDArray[np.int64]
    masks: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, model: int) -> list[int]:
        """The masks of one model beyond main effects."""
        own = self.masks[self.starts[model] : self.starts[model + 1]]
        return [int(mask) for mask in own if int(mask).bit_count() > 1]

    def only(self, chosen: NDArray[Any]) -> Models:
        """These models alone, in that order."""
        parts = [self.masks[self.starts[m] : self.starts[m + 1]] for m in chosen]
        starts = np.concatenate([[0], np.cumsum([len(p) for p in parts])]).astype(np.int64)
        return Models(self.lists, self.order, starts, np.concatenate(parts))

    @property
    def most(self) -> int:
        """Parameters of the largest."""
        return int(np.diff(self.starts).max())


def default_order(lists: int) -> int | None:
    """The highest order fitted unless asked otherwise; None where there are too many models."""
    return HIGHEST.get(lists)


@lru_cache(maxsize=8)
def models(lists: int, order: int) -> Models:
    """All hierarchical models with every main effect, interactions up to ``order`` lists.

    Six lists to order 2 are 32,768 models, five to order 4 are 6,893. Raises Unusable where there
    are more than can be fitted (seven lists; six beyond order 2).
    """
    highest = default_order(lists)
    if highest is None or not 1 <= order or (lists == 6 and order > 2):
        raise Unusable(
            f"Con {lists} listas y orden {order} no se pueden ajustar todos los modelos.",
            f"With {lists} lists and order {order} not all models can be fitted.",
            where="--order",
            cure_es="Hasta cinco listas, orden 1 a 4; seis listas, orden 1 o 2; si no, por pasos.",
            cure_en="Up to five lists, order 1 to 4; six lists, order 1 or 2; otherwise stepwise.",
        )
    base = [0, *[1 << i for i in range(lists)]]
    flat: list[int] = []
    starts = [0]
    for extra in _grown(lists, 2, min(order, lists - 1), ()):
        flat += base
        flat += extra
        starts.append(len(flat))
    return Models(lists, order, np.array(starts, np.int64), np.array(flat, np.int64))


def _grown(lists: int, order: int, highest: int, own: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Every set of interactions of this order whose parts are all in, and what grows on each."""
    if order > highest:
        yield own
        return
    held = set(own)
    ready = [
        mask
        for mask in (sum(1 << i for i in c) for c in combinations(range(lists), order))
        if order == 2 or all(mask ^ (1 << i) in held for i in range(lists) if mask >> i & 1)
    ]
    for many in range(len(ready) + 1):
        for chosen in combinations(ready, many):
            # Without any of this order there is none of a higher one.
            higher = order + 1 if chosen else highest + 1
            yield from _grown(lists, higher, highest, own + chosen)


@dataclass(frozen=True)
class Ranking:
    """Every model's exp(α̂_∅) and BIC (inf where not admissible), and the order of the BICs."""

    table: Table
    models: Models
    unseen: NDArray[np.float64]
    bic: NDArray[np.float64]
    order: NDArray[np.int64]

    @property
    def admissible(self) -> int:
        return int(np.isfinite(self.bic).sum())

    def top(self, many: int = TOP) -> NDArray[np.int64]:
        """The best models, admissible ones only."""
        return self.order[: min(many, self.admissible)]

    def best(self) -> Fit | None:
        """The best model's own fit; None when no model is admissible."""
        return loglinear.fit(self.table, self.models.of(int(self.order[0]))) if self.admissible else None

    def within(self, units: float) -> tuple[int, float, float]:
        """(how many, smallest N̂, largest N̂) of the models within so many BIC units of the best."""
        close = self.bic <= self.bic[self.order[0]] + units
        found = self.table.n + self.unseen[close & np.isfinite(self.bic)]
        return (len(found), float(found.min()), float(found.max())) if len(found) else (0, 0.0, 0.0)

    def average(self) -> float:
        """The mean of N̂ weighted by exp(−ΔBIC/2)."""
        good = np.isfinite(self.bic)
        weights = np.exp(-(self.bic[good] - self.bic[good].min()) / 2)
        return float(np.average(self.table.n + self.unseen[good], weights=weights))


def rank(table: Table, order: int | None = None) -> Ranking:
    """Fit all models up to ``order`` (default: 4 with five lists, t − 1 below, 2 with six).

    Raises Unusable where they are too many.
    """
    lists = len(table.lists)
    all_of_them = models(lists, order or default_order(lists) or 2)
    many = len(all_of_them)
    unseen, bic = np.empty(many), np.empty(many)
    kernels.each_model(
        table.dense(),
        lists,
        all_of_them.starts,
        all_of_them.masks,
        all_of_them.most,
        unseen,
        bic,
        np.ones(many, np.bool_),
    )
    return Ranking(table, all_of_them, unseen, bic, np.argsort(bic, kind="stable"))


def many_of(top: Models) -> Callable[[NDArray[Any]], NDArray[np.float64]]:
    """exp(α̂_∅) of the best of these models, for each row of tables float64[rows, 2^t]."""

    def many(tables: NDArray[Any]) -> NDArray[np.float64]:
        unseen = np.empty(len(tables))
        kernels.best_of_many(tables, top.lists, top.starts, top.masks, top.most, unseen)
        return unseen

    return many
