"""A table of capture histories: which lists a case is on, and how many cases have that history.

A history is written as a bitmask, bit i for list i. A table is never changed: each operation
returns a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation.messages import Unusable

# Above this many lists a table of all histories no longer fits comfortably in memory.
MOST_LISTS = 16


@dataclass(frozen=True)
class Table:
    """``lists`` names t lists; ``counts[k]`` > 0 cases have the history ``masks[k]`` ≠ 0.

    Histories are distinct and sorted by mask, so that two tables of the same facts are equal. A
    history that is absent has count 0.
    """

    lists: tuple[str, ...]
    masks: tuple[int, ...]
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """Cases seen on at least one list."""
        return sum(self.counts)

    def dense(self) -> NDArray[np.float64]:
        """The counts of all 2^t histories, float64[2^t], the unseen one (0) being 0."""
        counts = np.zeros(1 << len(self.lists))
        counts[list(self.masks)] = self.counts
        return counts

    def having(self, mask: int) -> int:
        """N*_θ: cases on every list of ``mask``, and perhaps on others (the sufficient statistic)."""
        return sum(c for m, c in zip(self.masks, self.counts, strict=True) if m & mask == mask)

    def seen(self, times: int) -> int:
        """f_k: cases on exactly ``times`` lists."""
        pairs = zip(self.masks, self.counts, strict=True)
        return sum(c for m, c in pairs if m.bit_count() == times)

    @property
    def overlap(self) -> int:
        """Cases on two lists or more: all the evidence there is about those on none."""
        return self.n - self.seen(1)

    def term(self, mask: int) -> str:
        """The name of a parameter: its lists joined by ``:``, «(intercept)» for ∅."""
        return ":".join(self.names(mask)) or "(intercept)"

    def names(self, mask: int) -> tuple[str, ...]:
        """The lists of a mask."""
        return tuple(name for i, name in enumerate(self.lists) if mask >> i & 1)

    def without(self, *names: str) -> Table:
        """The table that these lists never were in: cases on them alone are no longer seen."""
        kept = [i for i, name in enumerate(self.lists) if name not in names]
        return self._taken(kept)

    def permuted(self, order: Sequence[int]) -> Table:
        """The same facts with the lists in another order."""
        return self._taken(list(order))

    def _taken(self, kept: list[int]) -> Table:
        moved = [sum((m >> old & 1) << new for new, old in enumerate(kept)) for m in self.masks]
        return table([self.lists[i] for i in kept], moved, self.counts)

    def merged(self, first: str, second: str, name: str = "") -> Table:
        """Two lists made one: a case on either is on the new list, at the place of the first."""
        a, b = self.lists.index(first), self.lists.index(second)
        masks = [m | 1 << a if m >> b & 1 else m for m in self.masks]
        lists = list(self.lists)
        lists[a] = name or f"{first}+{second}"
        return Table(tuple(lists), tuple(masks), self.counts).without(second)


def table(lists: Sequence[str], masks: Iterable[int], counts: Iterable[int]) -> Table:
    """Build a table: equal histories are summed, empty ones and the unseen one are left out.

    Raises Unusable for more than 16 lists.
    """
    if len(lists) > MOST_LISTS:
        raise Unusable(
            f"Hay {len(lists)} listas; con más de {MOST_LISTS} no se puede calcular.",
            f"There are {len(lists)} lists; with more than {MOST_LISTS} nothing can be computed.",
            cure_es="Una las listas de la misma clase antes de tabular.",
            cure_en="Merge lists of the same kind before tabulating.",
        )
    summed: dict[int, int] = {}
    for mask, count in zip(masks, counts, strict=True):
        if mask and count:
            summed[int(mask)] = summed.get(int(mask), 0) + int(count)
    ordered = sorted(summed)
    return Table(tuple(lists), tuple(ordered), tuple(summed[m] for m in ordered))


def pairs_of(lists: int) -> NDArray[np.int64]:
    """The masks of all pairs of t lists, ascending: (1,2), (1,3), (2,3), (1,4)…"""
    both = sorted(1 << i | 1 << j for i, j in combinations(range(lists), 2))
    return np.array(both, dtype=np.int64)
