"""The middle wait of a cohort, which keeps whoever still waits (Kaplan & Meier 1958).

The interval is Brookmeyer and Crowley's (1982) on the scale of log(-log), as R and SAS give it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .incidence import Z

HALF = 0.5
SAME = 1e-9


class Wait(NamedTuple):
    """How long somebody waited; ``over`` False: at the least, because the wait was not over."""

    length: float
    over: bool


@dataclass(frozen=True, slots=True)
class Waited:
    """``over``: how many waits ended; ``of``: how many began. ``median`` None: half of them are not over yet.
    ``high`` None: no upper end is known."""

    over: int
    of: int
    median: float | None
    low: float | None
    high: float | None


def median_wait(waits: Iterable[Wait]) -> Waited:
    """The middle wait, of each once or counted alike. Where all are over it is the plain median."""
    over, still = Counter[float](), Counter[float]()
    for one, number in Counter(waits).items():
        (over if one.over else still)[one.length] += number
    ended, of = sum(over.values()), sum(over.values()) + sum(still.values())
    curve = _curve(over, still, of)
    low, high = _interval(curve)
    return Waited(ended, of, _middle(curve), low, high)


def _curve(over: Counter[float], still: Counter[float], of: int) -> list[tuple[float, float, float]]:
    """At each length at which a wait ended: what share waits longer, and Greenwood's sum."""
    found, risk, share, spread = [], of, 1.0, 0.0
    for length in sorted(over.keys() | still.keys()):
        ended = over[length]
        if ended:
            share *= 1 - ended / risk
            spread += ended / (risk * (risk - ended)) if risk > ended else math.inf
            found.append((length, share, spread))
        risk -= ended + still[length]
    return found


def _middle(curve: list[tuple[float, float, float]]) -> float | None:
    for place, (length, share, _) in enumerate(curve):
        if share < HALF - SAME:
            return length
        if share <= HALF + SAME:  # half of them, over a stretch: its middle
            after = curve[place + 1][0] if place + 1 < len(curve) else length
            return (length + after) / 2
    return None


def _interval(curve: list[tuple[float, float, float]]) -> tuple[float | None, float | None]:
    """The lengths at which the share that waits longer may be a half."""
    aim = math.log(-math.log(HALF))
    near = [
        place
        for place, (_, share, spread) in enumerate(curve)
        if SAME < share < 1 - SAME
        and abs(math.log(-math.log(share)) - aim) <= Z * math.sqrt(spread) / -math.log(share)
    ]
    if not near:
        return None, None
    after = near[-1] + 1
    return curve[near[0]][0], curve[after][0] if after < len(curve) else None
