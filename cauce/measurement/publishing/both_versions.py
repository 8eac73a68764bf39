"""A share that a yearbook prints by two definitions: of everybody, by the other one, beside its own table.

Both are out of the same people, and that number is printed once. Where people are followed, who meets one
definition is not within who meets the other: one ends with the year, the other follows each for as long. So
the two numbers do not leave a group of people between them, and each is rounded by itself. Where nobody is
followed they may (who departed with a reason): then that group must not be small either.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cauce.content.errors import BadInput
from cauce.content.model import Text, both
from cauce.content.model_publication import AnnouncedTable
from cauce.measurement.rules.publication.period import Period
from cauce.measurement.rules.publication.table import NOBODY, TOTAL, Table
from cauce.rules.hiding import is_small

from ..indicators.figures import Figures
from .same_people import NO, YES, beside_of
from .tabulating import table_of

Other = tuple[AnnouncedTable, Table, Figures]


def beside(row: AnnouncedTable, table: Table, period: Period, known: dt.datetime) -> Other | Text | None:
    """What is announced of an indicator, once more of everybody by its other definition; words: why not.
    None: it has no other."""
    other = beside_of(table.indicator, period)
    if other is None:
        return None
    id, version = f"{row.id}-v{other.version}", other.version
    try:
        found, figures = table_of(id, table.indicator, (), period, known, version)
    except BadInput as problem:  # somebody is still followed by it: its own table comes out all the same
        return both(f"«{row.title.es}»: {problem.es}", f"'{row.title.en}': {problem.en}")
    apart = (TOTAL,) if other.horizon else (TOTAL, YES)
    if any(is_small(abs(_value(found, (side,)) - _value(table, _whole(table, side)))) for side in apart):
        return both(
            f"«{row.title.es}» no se imprime con la versión {version} de la definición: deja fuera a pocas.",
            f"'{row.title.en}' is not printed by version {version} of the definition: it leaves out few.",
        )
    # Equal numbers have one name and one figure.
    same = {
        (side,): table.name(_whole(table, side))
        for side in (YES, NO, TOTAL)
        if _value(found, (side,)) == _value(table, _whole(table, side))
    }
    title = both(
        f"{row.title.es}, con la versión {version} de la definición",
        f"{row.title.en}, by version {version} of the definition",
    )
    told = row.model_copy(update={"id": id, "title": title})
    return told, replace(found, named={**found.named, **same}), figures


def _whole(table: Table, side: str) -> tuple[str, ...]:
    return (*[TOTAL] * (len(table.dims) - 1), side)


def _value(table: Table, key: tuple[str, ...]) -> int:
    return table.cells.get(key, NOBODY).value
