"""Linkage error carried into the interval: many ways to link, one estimate of each, pooled.

Records of several lists are linked with probabilities. A configuration is one way in which all the
links may be true: drawn pair by pair, and a person is at most once on a list. Each is clustered,
tabulated and resampled once; the pool holds both kinds of uncertainty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation import bootstrap, selection
from cauce.methods.estimation.bootstrap import Interval
from cauce.methods.estimation.selection import THRESHOLD, select
from cauce.methods.estimation.table import Table, table

CONFIGURATIONS = 100
THRESHOLDS = (0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True)
class Links:
    """Records and the probable links between them.

    ``lists`` names t lists; ``record_list`` int[records]: on which list each record is; ``pairs``
    int[pairs, 2]: two records of different lists; ``chance`` float[pairs]: P(same person), in [0, 1].
    """

    lists: tuple[str, ...]
    record_list: NDArray[np.int64]
    pairs: NDArray[np.int64]
    chance: NDArray[np.float64]


def configuration(links: Links, seed: int) -> Table:
    """One drawn way to link: each pair holds with its probability, one-to-one between lists."""
    chance = np.random.default_rng(seed)
    holds = np.flatnonzero(chance.random(len(links.chance)) < links.chance)
    # The surer link goes first, so that a doubtful one does not keep its place from it.
    noise = chance.random(len(holds))
    return tabulated(links, holds[np.lexsort((noise, -links.chance[holds]))])


def at_threshold(links: Links, least: float) -> Table:
    """The links of at least that probability, the surest first, one-to-one."""
    holds = np.flatnonzero(links.chance >= least)
    return tabulated(links, holds[np.argsort(-links.chance[holds], kind="stable")])


def tabulated(links: Links, order: Iterable[int]) -> Table:
    """Cluster the records by these pairs in this order and count the histories.

    A pair that would put a person twice on one list is passed over.
    """
    parent = list(range(len(links.record_list)))
    mask = [1 << int(one) for one in links.record_list]

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for at in order:
        first, second = (root(int(one)) for one in links.pairs[at])
        if first != second and not mask[first] & mask[second]:
            parent[second] = first
            mask[first] |= mask[second]
    heads = [mask[i] for i in range(len(parent)) if parent[i] == i]
    return table(links.lists, heads, [1] * len(heads))


@dataclass(frozen=True)
class Carried:
    """``points`` float64[configurations]: N̂ of each; ``pool``: N* of one resample of each;
    ``interval`` the percentile interval of the pool; ``inside`` the share of its variance (on the
    log scale) that comes from linkage; None where an estimate is infinite."""

    points: NDArray[np.float64]
    pool: NDArray[np.float64]
    interval: Interval
    inside: float | None


def carry(
    configurations: Sequence[Table],
    *,
    threshold: float = THRESHOLD,
    seed: int = 1,
    resamples: int = 10,
    level: float = bootstrap.LEVEL,
    many: bootstrap.Many | None = None,
) -> Carried:
    """Estimate and resample each configuration (``resamples`` times each), and pool the estimates.

    ``configurations`` are tables of the same lists, 50 to 200 of them; ``many`` (tables → exp(α̂_∅)) is
    stepwise selection unless given. Raises ValueError for none.
    """
    if not configurations:
        raise ValueError("there is no link configuration to estimate from")
    points, pool = [], []
    for at, one in enumerate(configurations):
        lists = len(one.lists)
        estimate = many or partial(selection.many, lists=lists, threshold=threshold)
        rows = bootstrap.draw(one, resamples, seed + at)
        found = one.n + estimate(bootstrap.spread(one, np.vstack([one.counts, rows])))
        points.append(found[0])
        pool.append(found[1:])
    drawn, all_of_them = np.array(points), np.concatenate(pool)
    inside = None
    if np.isfinite(all_of_them).all() and np.isfinite(drawn).all():
        total = np.log(all_of_them).var()
        inside = float(min(1.0, np.log(drawn).var() / total)) if total > 0 else 0.0
    return Carried(drawn, all_of_them, bootstrap.percentile(all_of_them, level), inside)


def carry_links(
    links: Links, *, configurations: int = CONFIGURATIONS, threshold: float = THRESHOLD, seed: int = 1
) -> tuple[Carried, dict[float, float]]:
    """``carry`` over drawn configurations, and N̂ at fixed probabilities .8, .9, .95 and .99."""
    seeds = np.random.SeedSequence(seed).generate_state(configurations)
    drawn = [configuration(links, int(one)) for one in seeds]
    fixed = {one: at_threshold(links, one) for one in THRESHOLDS}
    return carry(drawn, threshold=threshold, seed=seed), {
        one: found.n + select(found.dense(), len(found.lists), threshold)[1] for one, found in fixed.items()
    }
