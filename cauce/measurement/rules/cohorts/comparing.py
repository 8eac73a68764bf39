"""Is one cohort's share above another's by more than chance gives?

Newcombe's interval of a difference (1998, method 10), built of the two Wilson intervals: in a process that
does not change one comparison in twenty is called a change, at a share anywhere between 0 and 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from .incidence import interval


@dataclass(frozen=True, slots=True)
class Difference:
    """After less before, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def direction(self) -> Literal["up", "down", "none"]:
        """«none»: the difference may be chance."""
        return "up" if self.low > 0 else "down" if self.high < 0 else "none"


def difference(before: tuple[int, int], after: tuple[int, int]) -> Difference | None:
    """The difference of two whole cohorts, each (met, of). None: one of them is empty. Of a young cohort
    nothing is asked here."""
    (was_met, was_of), (met, of) = before, after
    if not was_of or not of:
        return None
    was, now = was_met / was_of, met / of
    was_low, was_high = interval(was, was_of)
    low, high = interval(now, of)
    change = now - was
    return Difference(
        change,
        change - math.hypot(now - low, was_high - was),
        change + math.hypot(high - now, was - was_low),
    )
