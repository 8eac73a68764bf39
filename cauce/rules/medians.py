"""How long is the middle wait, when some still wait? And between which values may it lie?

The median of waits that are still going on is the one of Kaplan and Meier: whoever still waits counts
for as long as is known and no longer. A plain median has the exact interval of order statistics.

Sources: E. L. Kaplan, P. Meier, J. Am. Stat. Assoc. 53 (1958) 457-481; its interval, R. Brookmeyer,
J. Crowley, Biometrics 38 (1982) 29-41, with log(-log) limits, J. D. Kalbfleisch, R. L. Prentice,
The Statistical Analysis of Failure Time Data (1980); order statistics, W. J. Conover, Practical
Nonparametric Statistics (1999), section 3.2.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

Z = 1.959963984540054  # 97.5 % of the normal distribution: a 95 % interval
FEWEST = 6  # that ended: with fewer no interval of a median can be 95 %


@dataclass(frozen=True, slots=True)
class Middle:
    """A median and its 95 % interval. ``median`` None: fewer than half got there yet, or nobody is
    counted; ``low`` and ``high`` None: the interval has no end on that side. ``going_on``: how many
    had not got there when they were last seen."""

    median: float | None
    low: float | None
    high: float | None
    count: int
    going_on: int = 0


def middle_wait(waits: Iterable[tuple[float, bool]]) -> Middle:
    """The median of waits, each a length and whether it ended; one that did not is still going on.

    The interval is told from six that ended, and where the curve does not leap over it.
    """
    ordered = sorted(waits)
    count, going_on = len(ordered), sum(not ended for _, ended in ordered)
    left, share, summed = count, 1.0, 0.0
    found: float | None = None
    inside: list[float] = []
    beyond: float | None = None
    for length, group in groupby(ordered, key=lambda one: one[0]):
        here = [ended for _, ended in group]
        ends = sum(here)
        if ends:
            share *= 1 - ends / left
            summed += ends / (left * (left - ends)) if left > ends else math.inf
            if found is None and share <= 0.5 + 1e-12:
                found = length
            if _may_be_half(share, summed):
                inside.append(length)
                beyond = None
            elif beyond is None and inside:
                beyond = length
        left -= len(here)
    if not inside or count - going_on < FEWEST:
        return Middle(found, None, None, count, going_on)
    return Middle(found, inside[0], beyond, count, going_on)


def _may_be_half(share: float, summed: float) -> bool:
    """Whether one half lies within the log(-log) interval of the share that still waits."""
    if share <= 0 or share >= 1:
        return False
    reach = Z * math.sqrt(summed) / abs(math.log(share))
    return abs(math.log(-math.log(share)) - math.log(math.log(2))) <= reach


def middle_of(values: Sequence[float]) -> Middle:
    """The median of values that are all known, with its exact 95 % interval.

    With fewer than six there is no such interval: its ends are None.
    """
    ordered = sorted(values)
    count = len(ordered)
    if not count:
        return Middle(None, None, None, 0)
    below, place, chance = 0.0, 0, math.ldexp(1.0, -min(count, 1000))
    if count > 1000:  # the normal limit; the exact one lies within one place of it
        place = max(0, math.floor((count - Z * math.sqrt(count)) / 2))
    else:
        while below + chance <= 0.025:
            below += chance
            place += 1
            chance *= (count - place + 1) / place
    if place == 0:
        return Middle(median(ordered), None, None, count)
    return Middle(median(ordered), ordered[place - 1], ordered[count - place], count)
