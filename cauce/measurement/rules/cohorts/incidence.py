"""The share of a cohort for whom the outcome came within the horizon, with its interval.

Aalen & Johansen (1978); the variance as Dinse & Larson (1986) and Marubini & Valsecchi (1995) have it. The
interval is Wilson's on the number of people that this variance is worth (Rothman 1978): without anybody who
is still followed it is Wilson's, to the digit.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cauce.rules.adherence import wilson

from .following import Followed

Z = 1.959963984540054  # the same as cauce.rules.adherence.wilson


@dataclass(frozen=True, slots=True)
class Share:
    """``met``: for how many the outcome came so far, within the horizon; ``of``: how many entered. ``value``
    and its 95 % interval lie between 0 and 1. None: nobody entered, or nobody was followed so far yet.
    """

    met: int
    of: int
    value: float | None
    low: float | None
    high: float | None
    young: bool

    @property
    def known(self) -> bool:
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Incidence:
    """An Aalen–Johansen estimate at the horizon and its standard error."""

    value: float
    error: float


def share_of(units: Iterable[Followed], horizon: int, *, whole: bool) -> Share:
    """The share of a cohort, each once or counted alike. ``whole``: everybody was followed for the horizon;
    else it is young."""
    rows = Counter(units)
    met, of = sum(number for one, number in rows.items() if one.end == "met"), rows.total()
    if not of:
        return Share(0, 0, None, None, None, not whole)
    if whole and (rate := wilson(met, of)):
        return Share(met, of, rate.value, rate.low, rate.high, False)
    found = incidence(rows, horizon)
    if found is None:
        return Share(met, of, None, None, None, True)
    low, high = interval(found.value, _worth(found, rows, horizon))
    return Share(met, of, found.value, low, high, True)


def incidence(units: Iterable[Followed], horizon: int) -> Incidence | None:
    """The estimate at the horizon. None: nobody was followed so far, and some are still followed."""
    ends = {"met": Counter[int](), "left": Counter[int](), "still": Counter[int]()}
    for one, number in Counter(units).items():
        ends[one.end][one.days] += number
    met, left, still = ends["met"], ends["left"], ends["still"]
    risk = sum(met.values()) + sum(left.values()) + sum(still.values())
    steps: list[
        tuple[int, int, int, float, float]
    ] = []  # at risk, met, ended, staying until then, share by then
    stay, share = 1.0, 0.0
    for day in sorted(met.keys() | left.keys() | still.keys()):
        ended = met[day] + left[day]
        if ended:
            share += stay * met[day] / risk
            steps.append((risk, met[day], ended, stay, share))
            stay *= 1 - ended / risk
        risk -= ended
        if day < horizon:
            risk -= still[day]
            if not risk and still[day]:
                return None
    if not steps and not risk:
        return None
    return Incidence(share, math.sqrt(max(_variance(steps, share), 0.0)))


def _variance(steps: list[tuple[int, int, int, float, float]], share: float) -> float:
    total = 0.0
    for risk, met, ended, stay, then in steps:
        to_come = share - then
        if risk > ended:  # after the last end nothing is to come
            total += to_come**2 * ended / (risk * (risk - ended))
        total += stay**2 * (risk - met) * met / risk**3
        total -= 2 * to_come * stay * met / risk**2
    return total


def _worth(found: Incidence, rows: Counter[Followed], horizon: int) -> float:
    """How many people, followed to the end, would know the share as well."""
    done = sum(number for one, number in rows.items() if one.end != "still" or one.days >= horizon)
    spread = found.value * (1 - found.value)
    if spread <= 1e-12 or found.error <= 0:
        return max(done, 1)
    return min(spread / found.error**2, rows.total())


def interval(share: float, of: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of so many."""
    within, squared = 1 + Z**2 / of, Z**2
    middle = (share + squared / (2 * of)) / within
    half = Z * math.sqrt(max(share * (1 - share), 0) / of + squared / (4 * of**2)) / within
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
