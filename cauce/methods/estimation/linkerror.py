"""What errors of linkage do to an estimate, where only their rates are known: links given back, links undone.

A missed link makes two people of one: with a recall r, for each link found (1 − r)/r were missed. A false
one makes one person of two: with a precision p, a share 1 − p of the links found is false. A configuration
draws which histories they were, in proportion to those that were seen, and the estimate is carried over
many of them. Where nobody measured the linkage a range is assumed, since no linkage is without error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation.linked import CONFIGURATIONS, Carried, carry
from cauce.methods.estimation.table import Table, table

# Assumed where nobody measured it: the least recall that a linkage may have, and a usual precision.
ASSUMED_RECALL = (0.9, 1.0)
ASSUMED_PRECISION = (0.98, 1.0)
Many = Callable[[NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True)
class Rates:
    """``recall`` and ``precision`` from–to, in (0, 1]; ``assumed`` where nobody measured them."""

    recall: tuple[float, float]
    precision: tuple[float, float]
    assumed: bool

    @property
    def perfect(self) -> bool:
        """Whether no link was missed and none is false: there is nothing to draw."""
        return self.recall == self.precision == (1.0, 1.0)


def rates(recall: float | None, precision: float | None, reviewed: int | None) -> Rates:
    """What a review measured, with what so few pairs leave open; what is not known is assumed."""
    return Rates(
        _about(recall, reviewed) or ASSUMED_RECALL,
        _about(precision, reviewed) or ASSUMED_PRECISION,
        recall is None or precision is None,
    )


def _about(share: float | None, reviewed: int | None) -> tuple[float, float] | None:
    """Two standard errors of a share of so many pairs to either side; None: it is not known."""
    if share is None:
        return None
    if share == 1.0:
        return 1.0, 1.0
    wide = 2 * float(np.sqrt(share * (1 - share) / max(1, reviewed or 1)))
    return max(0.05, share - wide), min(1.0, share + wide)


def redrawn(found: Table, known: Rates, *, many: int = CONFIGURATIONS, seed: int = 1) -> list[Table]:
    """Tables that may be the true one, each with rates of its own within ``known``.

    What was measured is drawn evenly. Of what is assumed nobody knows where in the range it lies: half of
    the tables have the rates that make the fewest people of it, half those that make the most.
    """
    draw = np.random.default_rng(seed)
    if known.assumed:
        ends = ((known.recall[0], known.precision[1]), (known.recall[1], known.precision[0]))
        return [mended(found, *ends[at % 2], draw) for at in range(many)]
    return [
        mended(found, draw.uniform(*known.recall), draw.uniform(*known.precision), draw) for _ in range(many)
    ]


def mended(found: Table, recall: float, precision: float, draw: np.random.Generator) -> Table:
    """One table with the false links undone and the missed ones given back."""
    counts = {int(m): int(c) for m, c in zip(found.masks, found.counts, strict=True)}
    kinds = [(m, 1 << i) for m in counts for i in range(len(found.lists)) if m >> i & 1 and m != 1 << i]
    # Each person on k lists was put together by k − 1 links; any of the k may be the one that was added.
    weights = np.array([counts[m] * (m.bit_count() - 1) / m.bit_count() for m, _ in kinds])
    links = weights.sum()
    if not links:
        return found
    undone = draw.multinomial(_whole(links * (1 - precision), draw), weights / links)
    for (mask, one), many in zip(kinds, undone, strict=True):
        moved = min(int(many), counts[mask])
        _moved(counts, mask, -moved)
        _moved(counts, one, moved)
        _moved(counts, mask ^ one, moved)
    given = draw.multinomial(_whole(links * precision * (1 - recall) / recall, draw), weights / links)
    for (mask, one), many in zip(kinds, given, strict=True):
        moved = min(int(many), counts.get(one, 0), counts.get(mask ^ one, 0))
        _moved(counts, mask, moved)
        _moved(counts, one, -moved)
        _moved(counts, mask ^ one, -moved)
    return table(found.lists, counts, counts.values())


def _whole(mean: float, draw: np.random.Generator) -> int:
    return int(draw.poisson(mean))


def _moved(counts: dict[int, int], mask: int, many: int) -> None:
    counts[mask] = counts.get(mask, 0) + many


@dataclass(frozen=True)
class LinkError:
    """The estimate with the errors of linkage in it: ``pooled`` over configurations; ``rates`` None where
    the linkage itself drew them; ``groups`` what it would be were everybody linked as well as that group:
    name → (recall, N̂)."""

    pooled: Carried
    rates: Rates | None
    groups: dict[str, tuple[float, float]]


def link_error(
    found: Table,
    known: Rates,
    many: Many,
    *,
    drawn: Sequence[Table] = (),
    groups: dict[str, float] | None = None,
    seed: int = 1,
) -> LinkError | None:
    """Carry the errors into the estimate ``many`` (tables → exp(α̂_∅)); None where there are none.

    ``drawn``: configurations of the linkage itself, which know more than rates do.
    """
    if not drawn and known.perfect:
        return None
    tables = list(drawn) or redrawn(found, known, seed=seed)
    by_group = {}
    for name, recall in (groups or {}).items():
        draw = np.random.default_rng(seed)
        sure = [mended(found, recall, float(np.mean(known.precision)), draw) for _ in range(20)]
        by_group[name] = (recall, float(np.median([one.n + many(one.dense()[None, :])[0] for one in sure])))
    return LinkError(carry(tables, many=many, seed=seed), None if drawn else known, by_group)
