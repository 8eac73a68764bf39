"""What of a figure may somebody inside the house see? Cells in, values to be shown out; hidden is no zero.

Of her own post, whoever leads it: a breakdown by a trait of persons shows no cell that is small, nor one
that subtraction would give back (``rules.hiding``); of a rate, its complement counts as a cell.

What is told of the network stands in ``closing``; what is published passes ``publication``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cauce.content.model_indicators import Indicator
from cauce.measurement.rules.indicators.model import Cell, Cohort
from cauce.rules.adherence import Rate, wilson
from cauce.rules.hiding import grid_from

PLACES = frozenset({"post", "region"})
TIMES = frozenset({"year", "half", "quarter", "month"})
WORK = frozenset({"step", "action"})  # how the work went: no trait of anybody
RATED = frozenset({"rate", "stock", "estimate"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One value as it may be seen. ``hidden``: it is small, or its neighbour is. ``numerator`` None and
    not hidden: there was nothing to count. Of a median, ``numerator`` is whole minutes. ``cohort``: how those
    of whom it is are followed; while it is young its share is an estimate, and is compared with nothing."""

    key: str
    numerator: int | None = None
    denominator: int | None = None
    hidden: bool = False
    rounded: bool = False
    cohort: Cohort | None = None

    @property
    def young(self) -> bool:
        """Whether not all of them were followed for the whole horizon yet: a hollow mark."""
        return self.cohort is not None and self.cohort.young and not self.hidden

    @property
    def waits(self) -> bool:
        """Whether there is somebody to count and nothing can be said yet, or of half of them never could."""
        return self.known and self.cohort is not None and self.cohort.value is None

    @property
    def known(self) -> bool:
        return self.numerator is not None

    def value(self, measure: str) -> float | None:
        """The number to draw: a count, a share from 0 to 1, minutes. None: hidden, or nothing."""
        if self.cohort is not None and self.known and (self.young or self.cohort.value is None):
            return self.cohort.value
        if self.numerator is None or measure not in RATED:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None

    def interval(self, measure: str) -> Rate | None:
        """At 95 %, of a rate or of a median that is not rounded: Wilson's, or that of the estimate. None: no
        interval is drawn."""
        if self.cohort is not None and self.known and not self.rounded:
            low, high, value = self.cohort.low, self.cohort.high, self.cohort.value
            if value is None or low is None or high is None:
                return None
            return Rate(self.numerator or 0, self.denominator or 0, value, low, high)
        if measure != "rate" or self.numerator is None or not self.denominator or self.rounded:
            return None
        return wilson(min(self.numerator, self.denominator), self.denominator)


def must_hide(one: Indicator, by: str) -> bool:
    """Whether small cells of this breakdown are hidden from whoever works at the post."""
    if not by or by in TIMES | WORK:
        return False
    return by not in PLACES or one.unit == "person" or one.measure == "median"


def open_(key: str, cell: Cell | None, one: Indicator) -> Shown:
    """A value as it is. ``cell`` None: nothing happened, which of a plain count is zero."""
    if cell is None or (one.measure in RATED | {"median"} and not cell.denominator):
        return Shown(key, 0) if one.measure == "count" else Shown(key)
    return Shown(key, cell.numerator, cell.denominator, cohort=cell.cohort)


def protected(cells: Mapping[str, Cell], one: Indicator, small: int, by: str) -> dict[str, Shown]:
    """Every cell, the small ones hidden, with as many others as it takes that none is found out.

    A share by place or step is hidden by its denominator alone: were it hidden by what came out, only
    the extreme posts would be left to see, and the drawing would tell a falsehood.
    """
    counts: dict[tuple[str, str], int] = {}
    also: set[tuple[str, str]] = set()
    for key, cell in cells.items():
        if one.measure in RATED and by not in PLACES | WORK:
            counts[key, "met"] = cell.numerator
            counts[key, "rest"] = max((cell.denominator or 0) - cell.numerator, 0)
        else:
            counts[key, "met"] = cell.numerator if one.measure == "count" else cell.denominator or 0
        if 0 < cell.contributors <= small:
            also |= {(key, "met"), (key, "rest")} & counts.keys()
    told = grid_from(counts, ("met", "rest"), small, also=also).cells
    return {
        key: Shown(key, hidden=True)
        if any(told.get((key, side), 0) is None for side in ("met", "rest"))
        else open_(key, cell, one)
        for key, cell in cells.items()
    }


def too_few(told: Mapping[str, Shown], cells: Mapping[str, Cell], small: int) -> bool:
    """Whether the hidden cells would be found out all the same, from the whole that is told elsewhere."""
    hidden = [cells[key] for key, one in told.items() if one.hidden]
    together = sum(one.numerator if one.denominator is None else one.denominator for one in hidden)
    return bool(hidden) and (len(hidden) == 1 or together <= small)
