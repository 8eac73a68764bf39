"""Invented figures like ``cauce.measurement.indicators.figures``: the same for everybody, no database."""

from __future__ import annotations

import datetime as dt
from itertools import product

from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.measurement.facts.periods import period_of
from cauce.measurement.indicators.figures import Figures
from cauce.measurement.rules.indicators.model import Cell
from cauce.protocol.editions.access import current_edition

LARGE = {
    "HOU": 40,
    "LAR": 3,
    "DAL": 55,
    "LAX": 90,
    "CHI": 34,
    "ATL": 21,
    "MIA": 8,
    "SJU": 2,
    "BOS": 12,
    "SEA": 9,
}
POSTS = {row["code"]: 8 for row in load_edition().catalogues["posts"]} | LARGE
VALUES = {
    "post": POSTS,
    "region": {"texas": 60, "california": 90, "south_east": 31, "north_east": 4},
    "sex": {"woman": 61, "man": 30, "other": 2, "unknown": 9},
    "age_band": {"0-11": 2, "12-17": 11, "18-29": 40, "30-59": 38, "unknown": 9},
    "channel": {"window": 40, "vaim": 22, "documentation": 14, "unknown": 7},
    "mx_modality": {"slavery": 6, "servitude": 3, "forced_labour": 40, "unknown": 12},
    "state": {"20": 31, "21": 18, "15": 2, "unknown": 8},
    "law_mx": {"met": 40, "not_met": 8, "unclear": 3},
}
SCARCE = {"identification-rate": 0.0125}  # of which there are few, in a year too
SHARE = {"rate": 0.62, "stock": 0.8}


def _codes(kind: str, since: dt.date, until: dt.date) -> dict[str, float]:
    """Each period between two days, with how much of it there was, growing slowly."""
    found, day = {}, since
    while day < until:
        period = period_of(day, kind)
        days = (min(period.until, until) - max(period.since, since)).days
        growth = 1 + 0.05 * (period.since.year * 4 + period.number - 8100) / 2
        found[period.code] = growth * days / (period.until - period.since).days
        day = period.until
    return found


def figures(indicator, *, since, until, known, by=(), posts=None, under=None) -> Figures:
    """As the contract has it."""
    one = current_edition().indicators[indicator]
    if one.measure == "estimate":
        raise BadInput("No se conoce ninguna estimación externa.", "No external estimate is known.")
    if posts is not None and posts not in (["HOU"],):
        raise AssertionError(posts)
    size = (0.24 if posts else 1.0) * SCARCE.get(indicator, 1.0)
    axes = []
    for name in by:
        if name in ("quarter", "half", "year"):
            axes.append(_codes(name, since, until))
            size *= {"half": 2, "year": 4}.get(name, 1)  # of a quarter there is so much
        else:
            every = VALUES.get(name, {"unknown": 5})
            axes.append({key: number / sum(every.values()) for key, number in every.items()})
    if not any(name in ("quarter", "half", "year") for name in by):
        size *= sum(_codes("quarter", since, until).values())
    cells = {}
    for keys in product(*axes):
        weight = 102 * size
        for key, axis in zip(keys, axes, strict=True):
            weight *= axis[key]
        number = round(weight)
        if not number:
            continue
        cells[keys] = _cell(one.measure, number)
    return Figures(indicator, one.version, tuple(by), since, until, known, cells, ("2026.1",), ())


def _cell(measure: str, number: int) -> Cell:
    if measure == "count":
        return Cell(number, None, number, 1)
    if measure == "median":
        return Cell(60 * 30 + number, number, number, 1)
    return Cell(round(number * (SHARE[measure] + 0.1 * (number % 3 - 1))), number, number, 1)
