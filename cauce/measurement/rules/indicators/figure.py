"""One indicator over one stretch of time: which way of counting its definition asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cauce.content.errors import BadInputs
from cauce.content.model_indicators import Indicator

from .counting import Found, linked
from .model import Asked, Beside, Row
from .tallies import still_waited, stood, tallied, waited
from .units import Columns, has_units, kinds_counted, kinds_of_units, reach_of, steps_of, units_of

bad_input = BadInputs(__file__)


def kinds_of(one: Indicator, by: Sequence[str]) -> frozenset[str]:
    """The kinds of facts that its numbers need, broken down so."""
    if has_units(one):
        return frozenset().union(*(kinds_of_units(one, step) for step in steps_of(one, by)))
    if one.measure == "median" and "step" not in by:
        return frozenset(one.numerator.any[:1])
    return kinds_counted(one)


def count(one: Indicator, rows: Iterable[Row], asked: Asked, beside: Beside) -> Found:
    """The cells of an indicator by its definition. Rows must be of ``kinds_of(one)`` and known then.

    Raises ``BadInput`` for a breakdown that the definition does not allow.
    """
    if has_units(one):
        reach = reach_of(one, asked)
        held = [row for row in rows if row.day < reach]
        units = {step: units_of(one, step, held, beside) for step in steps_of(one, asked.by)}
        return count_units(one, units, asked, beside.regions)
    _check(one, asked)
    if one.measure == "median":
        return waited(one, rows, asked, beside.regions)
    return (stood if one.measure == "stock" else tallied)(one, rows, asked, beside.regions)


def count_units(
    one: Indicator, units: Mapping[str, Columns], asked: Asked, regions: Mapping[str, str]
) -> Found:
    """The same from its units, by each of ``steps_of``. Raises as ``count``."""
    _check(one, asked)
    if one.waits:
        return still_waited(one, units, asked, regions)
    return linked(one, units[""], asked, regions)


def _check(one: Indicator, asked: Asked) -> None:
    for name in asked.by:
        if name not in one.breakdowns:
            raise bad_input(
                "id_is_not_broken_down_by_name",
                where="by",
                id=one.id,
                name=name,
                breakdowns=", ".join(one.breakdowns),
            )
