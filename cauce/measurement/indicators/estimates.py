"""A share of all there are: only ever out of somebody else's estimate, named with its year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from cauce.content.errors import BadInput
from cauce.content.model_indicators import Estimate, Indicator
from cauce.measurement.rules.indicators import Asked, Cell

Cells = dict[tuple[str, ...], Cell]


def out_of_an_estimate(one: Indicator, asked: Asked, count: Callable[[Asked], Cells]) -> Cells:
    """The persons counted in whole years, out of the estimate for each of those years.

    Raises ``BadInput`` where a year has none, or the period is no whole number of years: a figure is
    never made out of nothing.
    """
    years = range(asked.since.year, asked.until.year)
    if asked.since != dt.date(asked.since.year, 1, 1) or asked.until != dt.date(asked.until.year, 1, 1):
        raise BadInput(
            "Una estimación externa vale para un año entero.",
            "An external estimate holds for a whole year.",
            where="since",
            cure_es="Pida del 1 de enero al 1 de enero.",
            cure_en="Ask from 1 January to 1 January.",
        )
    if asked.posts is not None:
        raise BadInput(
            "La estimación es de todo el país: no se reparte entre consulados.",
            "The estimate is of the whole country: it is not shared out among posts.",
            where="posts",
            cure_es="Pida la cifra de toda la red.",
            cure_en="Ask for the figure of the whole network.",
        )
    known: dict[int, Estimate] = {found.year: found for found in one.estimates}
    absent = [str(year) for year in years if year not in known]
    if absent:
        raise BadInput(
            f"No hay cifra: nadie de fuera ha estimado cuántas personas son en {', '.join(absent)}.",
            (
                "There is no figure: nobody outside has estimated how many people there "
                f"are in {', '.join(absent)}."
            ),
            where=one.id,
            cure_es=(
                "Agregue una estimación con su fuente y su año en content/indicators; no se calcula aquí."
            ),
            cure_en=(
                "Add an estimate with its source and year in content/indicators; it is not computed here."
            ),
        )
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
