"""A share of all there are: only ever out of somebody else's estimate, named with its year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from cauce.content.errors import BadInputs
from cauce.content.model import Text
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


def intervals_of(one: Indicator, since: dt.date, until: dt.date) -> Iterable[Text]:
    """How far the share may be from what is shown, by what each year's source says of its own estimate.

    By factors, so that it gives away no figure that is hidden.
    """
    for found in sorted(one.estimates, key=lambda known: known.year):
        if not since.year <= found.year < until.year:
            continue
        year = found.year
        if found.low is None or found.high is None:
            yield Text(
                es=f"La estimación de {year} no dice su intervalo: no se sabe cuánto puede errar la parte.",
                en=f"The estimate of {year} states no interval: how far the share may err is not known.",
            )
            continue
        low, high = found.value / found.high, found.value / found.low
        yield Text(
            es=f"La estimación de {year} va de {found.low:,} a {found.high:,} personas (se usó "
            f"{found.value:,}): la parte está entre {low:.2f} y {high:.2f} veces la que se muestra.",
            en=f"The estimate of {year} runs from {found.low:,} to {found.high:,} people ({found.value:,} "
            f"was used): the share lies between {low:.2f} and {high:.2f} times the one shown.",
        )
