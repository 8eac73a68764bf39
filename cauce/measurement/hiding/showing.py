"""What of a figure may somebody inside the house see? Cells in, values to be shown out; hidden is no zero.

A breakdown by a trait of persons shows no cell that is small, nor one that subtraction would give back
(``rules.hiding``); of a rate, its complement counts as a cell. By post and region the small ones are
hidden where persons or waits are counted. What stands beside a post of the whole network is rounded.

Whoever works no case there sees less: whatever is broken down, or told of a post, is hidden below the
threshold of publication (``BEYOND``) and rounded to fives, so that no sum gives a small number back.

This is for those inside. What is published passes ``measurement.rules.publication``; not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cauce.content.model_indicators import Indicator
from cauce.measurement.rules.indicators.model import Cell
from cauce.measurement.rules.publication.protecting import Limits
from cauce.rules.adherence import Rate, wilson
from cauce.rules.hiding import grid_from

PLACES = frozenset({"post", "region"})
TIMES = frozenset({"year", "half", "quarter", "month"})
WORK = frozenset({"step", "action"})  # how the work went: no trait of anybody
RATED = frozenset({"rate", "stock", "estimate"})
BASE = 5  # to which a number of the network is rounded beside a post's own
FEW = Limits().threshold  # of the others: below it the network beside a post would tell of them
BEYOND = FEW - 1  # up to so many are hidden from whoever works no case of theirs


@dataclass(frozen=True, slots=True)
class Shown:
    """One value as it may be seen. ``hidden``: it is small, or its neighbour is. ``numerator`` None and
    not hidden: there was nothing to count. Of a median, ``numerator`` is whole minutes."""

    key: str
    numerator: int | None = None
    denominator: int | None = None
    hidden: bool = False
    rounded: bool = False

    @property
    def known(self) -> bool:
        return self.numerator is not None

    def value(self, measure: str) -> float | None:
        """The number to draw: a count, a share from 0 to 1, minutes. None: hidden, or nothing."""
        if self.numerator is None or measure not in RATED:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None

    def interval(self, measure: str) -> Rate | None:
        """Wilson's at 95 %, of a rate that is not rounded. None: no interval is drawn."""
        if measure != "rate" or self.numerator is None or not self.denominator or self.rounded:
            return None
        return wilson(min(self.numerator, self.denominator), self.denominator)


def must_hide(one: Indicator, by: str, post: str | None) -> bool:
    """Whether small cells of this breakdown are hidden from whoever sees it inside the house. ``post``
    None: from whoever works none of the cases, and then always."""
    if not by or by in TIMES:
        return False
    if post is None:
        return True
    if by in WORK:
        return False
    return by not in PLACES or one.unit == "person" or one.measure == "median"


def open_(key: str, cell: Cell | None, one: Indicator) -> Shown:
    """A value as it is. ``cell`` None: nothing happened, which of a plain count is zero."""
    if cell is None or (one.measure in RATED | {"median"} and not cell.denominator):
        return Shown(key, 0) if one.measure == "count" else Shown(key)
    return Shown(key, cell.numerator, cell.denominator)


def fives(number: int) -> int:
    """The nearest multiple of ``BASE``."""
    return BASE * round(number / BASE)


def coarse(counts: Mapping[str, int], small: int = BEYOND) -> dict[str, int | None]:
    """One number of each post or step for whoever works no case there: in fives, None where it is small
    or hides a small one beside it. A true nothing stays 0, unless what is hidden would then stand alone."""
    told = grid_from({(key, "n"): count for key, count in counts.items()}, ("n",), small).cells
    found = {key: told.get((key, "n"), 0) for key in counts}
    hidden = [counts[key] for key, number in found.items() if number is None]
    if hidden and (len(hidden) == 1 or sum(hidden) <= small):
        return dict.fromkeys(counts)
    return {key: None if number is None else fives(number) for key, number in found.items()}


def protected(
    cells: Mapping[str, Cell], one: Indicator, small: int, by: str, *, rounded: bool = False
) -> dict[str, Shown]:
    """Every cell, the small ones hidden, with as many others as it takes that none is found out.
    ``rounded``: the others in fives, for whoever works none of the cases; a median stays as it is.

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
        else _in_fives(open_(key, cell, one), one)
        if rounded
        else open_(key, cell, one)
        for key, cell in cells.items()
    }


def _in_fives(shown: Shown, one: Indicator) -> Shown:
    if shown.numerator is None:
        return shown
    top = shown.numerator if one.measure == "median" else fives(shown.numerator)
    whole = None if shown.denominator is None else fives(shown.denominator)
    return replace(shown, numerator=top, denominator=whole, rounded=True)


def too_few(told: Mapping[str, Shown], cells: Mapping[str, Cell], small: int) -> bool:
    """Whether the hidden cells would be found out all the same, from the whole that is told elsewhere."""
    hidden = [cells[key] for key, one in told.items() if one.hidden]
    together = sum(one.numerator if one.denominator is None else one.denominator for one in hidden)
    return bool(hidden) and (len(hidden) == 1 or together <= small)


def beside(key: str, network: Cell | None, own: Cell | None, one: Indicator) -> Shown:
    """The network next to a post's own value: rounded, and hidden where few others stand behind it."""
    if network is None:
        return open_(key, None, one)
    others = network.contributors - (own.contributors if own else 0)
    if 0 < others < FEW or not network.contributors:
        return Shown(key, hidden=True)
    if one.measure in RATED:
        if not network.denominator:
            return Shown(key)
        return Shown(key, round(100 * network.numerator / network.denominator), 100, rounded=True)
    if one.measure == "median":
        return Shown(key, network.numerator, None, rounded=True)
    return Shown(key, fives(network.numerator), None, rounded=True)
