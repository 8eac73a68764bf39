"""How far the answer moves when a choice nobody can defend to the end is made otherwise."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

from cauce.methods.estimation import chao
from cauce.methods.estimation.exhaustive import Ranking, default_order, rank
from cauce.methods.estimation.selection import THRESHOLD, select
from cauce.methods.estimation.table import Table

GRID = (0.0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1)
XI = math.log(2)
LEAST_FOR_LEAVING_OUT = 4
TOP = 10


@dataclass(frozen=True)
class Sensitivity:
    """Stepwise estimates over thresholds, without each list, with each pair merged; and more.

    Estimates are inf where a model has none. ``without`` is empty with three lists: two are left.
    ``ranking`` is None where all models are too many. ``interaction`` are both ends of N̂ when an
    interaction of all lists, which no data can show, halves or doubles the unseen.
    """

    thresholds: dict[float, float]
    without: dict[str, float]
    merged: dict[tuple[str, str], float]
    ranking: Ranking | None
    interaction: tuple[float, float]
    floor: float

    @property
    def leaving_out(self) -> float | None:
        """Largest / smallest estimate without one list; inf where one has none, None with < 4 lists."""
        found = self.without.values()
        return max(found) / min(found) if self.without else None

    @property
    def models_range(self) -> float | None:
        """Largest / smallest N̂ within 2 BIC units of the best model; None where not computed."""
        if self.ranking is None or not self.ranking.admissible:
            return None
        _, low, high = self.ranking.within(2)
        return high / low


def sensitivity(
    table: Table,
    *,
    threshold: float = THRESHOLD,
    order: int | None = None,
    ranking: Ranking | None = None,
) -> Sensitivity:
    """All of it; a few tens of selections, and all models where there are few enough (``ranking``: of
    this table, where it is known already)."""
    lists = len(table.lists)
    point = estimate(table, threshold)
    if ranking is None and default_order(lists):
        ranking = rank(table, order)
    unseen = point - table.n
    return Sensitivity(
        thresholds={one: estimate(table, one) for one in GRID},
        without=leave_one_out(table, threshold),
        merged={pair: estimate(table.merged(*pair), threshold) for pair in _pairs(table)},
        ranking=ranking,
        interaction=highest_interaction(table.n, unseen),
        floor=chao.floor(table),
    )


def estimate(table: Table, threshold: float) -> float:
    """N̂ by stepwise selection; inf where there is none."""
    return table.n + select(table.dense(), len(table.lists), threshold)[1]


def leave_one_out(table: Table, threshold: float = THRESHOLD) -> dict[str, float]:
    """N̂ without each list in turn; empty with fewer than four lists."""
    if len(table.lists) < LEAST_FOR_LEAVING_OUT:
        return {}
    return {name: estimate(table.without(name), threshold) for name in table.lists}


def highest_interaction(n: int, unseen: float, xi: float = XI) -> tuple[float, float]:
    """N(ξ) = n + e^ξ μ̂_∅ at ±ξ (Aleshin-Guendel, Sadinle & Wakefield, arXiv 2101.09304)."""
    return n + math.exp(-xi) * unseen, n + math.exp(xi) * unseen


def _pairs(table: Table) -> list[tuple[str, str]]:
    return list(combinations(table.lists, 2)) if len(table.lists) > 3 else []
