"""What could an attacker work out of a hidden figure? Its bounds, by linear programming (HiGHS).

The attacker knows everything that is public: every figure shown, that each was rounded to a multiple
of five, how totals depend on their parts, and the threshold, so that what is shown is at least that.
It stands here and not in the rules because it needs the solver; it knows no database and no Django.

A linear programme gives bounds for fractions; people are whole. In tables with two dimensions the
bounds of both are the same; with three or more an attacker who solves the whole-number problem might
do better, which is why an interval must be wide and not only hold more than one value.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from cauce.measurement.rules.publication.protecting import Limits
from cauce.measurement.rules.publication.rounding import BASE, reach
from cauce.measurement.rules.publication.table import Relation, System

from .programme import Line, Numbers, Programme

FAR = 1e7  # higher than any figure: nothing above bounds the cell
_LOOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a cell can be, for all that is public. ``high`` None: no limit."""

    low: int
    high: int | None

    @property
    def width(self) -> float:
        return math.inf if self.high is None else self.high - self.low


def known_of(
    shown: Mapping[str, int], limits: Limits, moved: Iterable[str] = (), base: int = BASE
) -> dict[str, tuple[float, float]]:
    """What is known of each figure that is shown: least and most. ``moved``: those that a revision
    left as they were, although the true figure may have moved by less than the threshold."""
    still, found = frozenset(moved), {}
    for name, value in shown.items():
        if name in still:
            far = reach(base) + limits.threshold - 1
            found[name] = (float(max(value - far, 0)), float(value + far))
        else:
            found[name] = (
                float(max(value - reach(base), limits.threshold)),
                float(value + reach(base)),
            )
    return found


class Attack:
    """One attacker, with what is known and how cells depend on each other.

    Each solution found is a state of the world that fits what is public: together they show how far
    each cell can move, and hiding more leaves them all possible. ``solved`` counts the programmes.
    """

    def __init__(self, system: System, known: Mapping[str, tuple[float, float]]) -> None:
        self.names = list(system.cells)
        self.place = {name: at for at, name in enumerate(self.names)}
        self.limits = np.array([known.get(name, (0.0, FAR)) for name in self.names], dtype=float)
        self.lowest = np.array([float(system.cells[name].value) for name in self.names])
        self.highest = self.lowest.copy()  # the truth itself is always possible
        self.solved = 0
        lines = (line for one in system.relations for line in self._lines(one))
        self._programme = Programme(len(self.names), lines)

    def _lines(self, one: Relation) -> Iterator[Line]:
        parts, total = [self.place[name] for name in one.parts], self.place[one.total]
        if one.sums:
            yield 0.0, [*((part, 1.0) for part in parts), (total, -1.0)]
            return
        # The total is at most the sum of its parts, and each part at most the total.
        yield -math.inf, [*((part, -1.0) for part in parts), (total, 1.0)]
        for part in parts:
            yield -math.inf, [(part, 1.0), (total, -1.0)]

    def forget(self, name: str) -> None:
        """The figure is not shown any more."""
        self.limits[self.place[name]] = (0.0, FAR)

    def solve(self, towards: Numbers) -> Numbers:
        """A state of the world that fits, and has the least of ``towards``.

        RuntimeError when none fits: then what was given does not hold together.
        """
        state = self._programme.least(towards, self.limits)
        self.solved += 1
        if state is None:
            raise RuntimeError("no state of the world fits what is shown")
        np.minimum(self.lowest, state, out=self.lowest)
        np.maximum(self.highest, state, out=self.highest)
        return state

    def look_around(self, needs: Mapping[str, float]) -> list[str]:
        """Move many cells at once, so that most need no programme of their own.

        ``needs``: how wide each must be seen to move. Returns those not seen to move so far yet, which
        says nothing against them.
        """
        left = [name for name in needs if self.seen_width(name) < needs[name]]
        up, dry = True, 0
        while left and dry < 2:  # one way for as long as that moves any, then the other
            before = len(left)
            self._move(left, needs, up)
            left = [name for name in left if self.seen_width(name) < needs[name]]
            up, dry = (up, 0) if len(left) < before else (not up, dry + 1)
        return left

    def _move(self, names: list[str], needs: Mapping[str, float], up: bool) -> None:
        """Move these cells together, each no farther than it needs: else one would take it all."""
        at = [self.place[name] for name in names]
        kept = self.limits.copy()
        for place, name in zip(at, names, strict=True):
            if up:
                most = self.lowest[place] + needs[name]
                self.limits[place, 1] = max(min(kept[place, 1], most), self.highest[place])
            else:
                least = self.highest[place] - needs[name]
                self.limits[place, 0] = min(max(kept[place, 0], least), self.lowest[place])
        towards = np.zeros(len(self.names))
        towards[at] = -1.0 if up else 1.0
        try:
            self.solve(towards)
        finally:
            self.limits = kept

    def seen_width(self, name: str) -> int:
        """How far apart two states already found have this cell: at least so much it can move."""
        at = self.place[name]
        low, high = float(self.lowest[at]), float(self.highest[at])
        return math.floor(high + _LOOSE) - math.ceil(low - _LOOSE)

    def bounds(self, name: str) -> Bounds:
        """The least and the most that this cell can be."""
        at = self.place[name]
        towards = np.zeros(len(self.names))
        towards[at] = 1.0
        low = self.solve(towards)[at]
        high = self.solve(-towards)[at]
        most = None if high > FAR / 2 else math.floor(high + _LOOSE)
        return Bounds(math.ceil(low - _LOOSE), most)
