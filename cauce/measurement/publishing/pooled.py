"""The true counts behind invented records: people attended in whole years, in a table fixed by the content.

Whoever is counted stands in the one cell of the first fact that counts
(cauce/measurement/rules/indicators/counting.py).
The facts cannot join a person's keys of two years, so somebody who began in each year of the pool is counted
as often: the noise is made for that (``Pooled.most_changed``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.measurement.rules.privacy_budget import Pool
from cauce.protocol.editions.access import current_edition

from ..facts.profiling import BANDS, band
from ..indicators.figures import figures
from .grid import Columns, Key

INDICATOR = "victims-attended"
NAMES = ("sex", "age_band", "us_type", "region")
UNKNOWN = "unknown"
AGE_BANDS = tuple(band(first) for first in BANDS)


@dataclass(frozen=True, slots=True)
class Pooled:
    """True counts by cell, which never leave; how many people they are; and by which definition.

    ``most_changed``: by how much one person may change the counts, all cells together.
    """

    columns: Columns
    cells: dict[Key, int]
    people: int
    definition: str
    most_changed: int


NOBODY = Pooled(Columns((), ()), {}, 0, "", 1)


def columns_on(at: dt.datetime) -> Columns:
    """The fixed table, from the content in force: every value of each column, «unknown» last."""
    content = current_edition(at)
    listed = {
        "sex": content.facts["person.sex"].values,
        "age_band": AGE_BANDS,
        "us_type": [row.id for row in content.catalogues["us_type"]],
        "region": [row.id for row in content.catalogues["regions"]],
    }
    return Columns(
        NAMES,
        tuple((*(one for one in listed[name] if one != UNKNOWN), UNKNOWN) for name in NAMES),
    )


def counts(pool: Pool, at: dt.datetime) -> Pooled:
    """The people of these years as they are known at this instant. What no list holds is «unknown»."""
    columns = columns_on(at)
    known = [frozenset(values) for values in columns.values]
    found = figures(
        INDICATOR, since=dt.date(pool.first, 1, 1), until=dt.date(pool.last + 1, 1, 1), known=at, by=NAMES
    )
    cells: dict[Key, int] = {}
    for key, cell in found.cells.items():
        told = tuple(v if v in some else UNKNOWN for v, some in zip(key, known, strict=True))
        cells[told] = cells.get(told, 0) + cell.numerator
    return Pooled(columns, cells, sum(cells.values()), f"{found.indicator} {found.version}", pool.years)
