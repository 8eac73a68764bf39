"""One indicator over one stretch of time: which way of counting its definition asks for."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.content.errors import BadInput
from cauce.content.model_indicators import Indicator

from .counting import Found, linked
from .model import Asked, Beside, Row
from .tallies import stood, tallied, waited

TALLIED = ("obligation", "entry", "staff")


def count(one: Indicator, rows: Iterable[Row], asked: Asked, beside: Beside) -> Found:
    """The cells of an indicator by its definition. Rows must be of ``kinds_of(one)`` and known then.

    Raises ``BadInput`` for a breakdown that the definition does not allow.
    """
    for name in asked.by:
        if name not in one.breakdowns:
            raise BadInput(
                f"«{one.id}» no se desglosa por «{name}».",
                f"'{one.id}' is not broken down by '{name}'.",
                where="by",
                cure_es=f"Se puede por: {', '.join(one.breakdowns)}.",
                cure_en=f"It can be by: {', '.join(one.breakdowns)}.",
            )
    if one.measure == "median":
        return waited(one, rows, asked, beside)
    if one.measure == "stock":
        return stood(one, rows, asked, beside)
    return (tallied if one.unit in TALLIED else linked)(one, rows, asked, beside)
