"""One indicator over one stretch of time: which way of counting its definition asks for."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.content.errors import BadInputs
from cauce.content.model_indicators import Indicator

from .counting import Found, linked
from .model import Asked, Beside, Row
from .tallies import still_waited, stood, tallied, waited

bad_input = BadInputs(__file__)

TALLIED = ("obligation", "entry", "staff")


def count(one: Indicator, rows: Iterable[Row], asked: Asked, beside: Beside) -> Found:
    """The cells of an indicator by its definition. Rows must be of ``kinds_of(one)`` and known then.

    Raises ``BadInput`` for a breakdown that the definition does not allow.
    """
    for name in asked.by:
        if name not in one.breakdowns:
            raise bad_input(
                "id_is_not_broken_down_by_name",
                where="by",
                id=one.id,
                name=name,
                breakdowns=", ".join(one.breakdowns),
            )
    if one.waits:
        return still_waited(one, rows, asked, beside)
    if one.measure == "median":
        return waited(one, rows, asked, beside)
    if one.measure == "stock":
        return stood(one, rows, asked, beside)
    return (tallied if one.unit in TALLIED else linked)(one, rows, asked, beside)
