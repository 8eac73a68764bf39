"""What is evaluated: cases newly identified by post and month, and when each post began."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Panel:
    """C posts in T consecutive months.

    ``counts`` and ``exposure`` are C × T: cases, and the consular acts or screenings done (0 where
    a post was closed: such a cell says nothing). ``starts`` is, by post, the index of the first
    month with the Protocol; T where that month is not among these. ``strata`` is, by post, the
    group within which the order was drawn. ``control`` is C × T or None (not known): cases that the
    Protocol should not move.
    """

    posts: tuple[str, ...]
    months: tuple[str, ...]
    counts: Numbers
    exposure: Numbers
    starts: Whole
    strata: Whole
    stratified: bool = False
    control: Numbers | None = None
    not_read: tuple[str, ...] = ()

    @property
    def treated(self) -> Numbers:
        """C × T: 1 from the month in which the post began."""
        return begun(self.starts, len(self.months))

    @property
    def waves(self) -> list[int]:
        """The months (as indices) in which some post began, in order; not those after the end."""
        return sorted({int(one) for one in self.starts if one < len(self.months)})

    def of(self, chosen: NDArray[Any]) -> Panel:
        """The same panel with some of its posts (indices or a mask)."""
        kept = np.arange(len(self.posts))[chosen]
        return replace(
            self,
            posts=tuple(self.posts[one] for one in kept),
            counts=self.counts[kept],
            exposure=self.exposure[kept],
            starts=self.starts[kept],
            strata=self.strata[kept],
            control=None if self.control is None else self.control[kept],
        )


def begun(starts: Whole, months: int) -> Numbers:
    """… × T from starts of any shape: 1 in the months from the start on."""
    return (np.arange(months) >= starts[..., None]).astype(np.float64)
