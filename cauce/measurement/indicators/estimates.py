"""A share of all there are: only ever out of somebody else's estimate, named with its year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from cauce.content.errors import BadInputs
from cauce.content.model_indicators import Estimate, Indicator
from cauce.measurement.rules.indicators import Asked, Cell

bad_input = BadInputs(__file__)

Cells = dict[tuple[str, ...], Cell]


def out_of_an_estimate(one: Indicator, asked: Asked, count: Callable[[Asked], Cells]) -> Cells:
    """The persons counted in whole years, out of the estimate for each of those years.

    Raises ``BadInput`` where a year has none, or the period is no whole number of years: a figure is
    never made out of nothing.
    """
    years = range(asked.since.year, asked.until.year)
    if asked.since != dt.date(asked.since.year, 1, 1) or asked.until != dt.date(asked.until.year, 1, 1):
        raise bad_input("external_estimate_holds_for_whole_year", where="since")
    if asked.posts is not None:
        raise bad_input("the_estimate_is_of_the_whole_country", where="posts")
    known: dict[int, Estimate] = {found.year: found for found in one.estimates}
    absent = [str(year) for year in years if year not in known]
    if absent:
        raise bad_input("there_is_no_figure", where=one.id, absent=", ".join(absent))
    found: Cells = {}
    for year in years:
        within = replace(asked, since=dt.date(year, 1, 1), until=dt.date(year + 1, 1, 1), by=())
        cell = count(within).get((), Cell(0, 0, 0, 0))
        key = tuple(str(year) for _ in asked.by)
        before = found.get(key)
        below = known[year].value + (before.denominator or 0 if before else 0)
        found[key] = Cell(
            cell.numerator + (before.numerator if before else 0),
            below,
            cell.contributors + (before.contributors if before else 0),
            cell.largest,
        )
    return found
