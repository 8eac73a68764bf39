"""When is it due? The periods of one action, compiled from ``within`` and the dated parameters."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

from cauce.content.conditions import Condition, Values
from cauce.content.errors import NotInForce, unknown
from cauce.content.model import ParameterValue, Within
from cauce.rules.pathway.model import EditionLike


class Period:
    """One line of ``within``: an amount by date of the start, counted from an act or a fact."""

    __slots__ = (
        "_from",
        "_values",
        "begins_anew",
        "condition",
        "fact",
        "known",
        "last",
        "origin",
        "parameter",
        "sources",
        "start",
        "unit",
    )

    def __init__(self, edition: EditionLike, within: Within, where: str) -> None:
        if within.parameter not in edition.parameters:
            raise unknown("parámetros", "parameters", within.parameter, edition.parameters, where)
        parameter = edition.parameters[within.parameter]
        self.parameter, self.unit = parameter.id, parameter.unit
        self.condition = Condition(within.when, edition.facts, where)
        self._values: tuple[ParameterValue, ...] = tuple(parameter.values)
        self._from = [value.in_force_from for value in self._values]
        self.sources = tuple(dict.fromkeys(source for value in self._values for source in value.sources))
        name = within.start.removeprefix("act:").removeprefix("fact:")
        self.last = name.startswith("last:")
        self.start = name.removeprefix("last:")
        self.fact = self.start in edition.facts
        if not self.fact and self.start not in edition.acts:
            raise unknown("actos y hechos", "acts and facts", self.start, edition.acts, where)
        # Of which day it counts: the first such act, the last one, or the date that a fact gives.
        self.origin = "facts" if self.fact else "lasts" if self.last else "firsts"
        self.known = within.known
        if self.known is not None and self.known not in edition.acts:
            raise unknown("actos", "acts", self.known, edition.acts, where)
        self.begins_anew = self.last or self.known is not None

    def amount_on(self, day: dt.date) -> int:
        """The value in force on that day. NotInForce before the first one: never the nearest."""
        at = bisect_right(self._from, day)
        if not at:
            raise NotInForce(
                f"el plazo «{self.parameter}» no estaba en vigor el {day.isoformat()}.",
                f"the period '{self.parameter}' was not in force on {day.isoformat()}.",
                cure_es=f"Rige desde el {self._from[0].isoformat()}.",
                cure_en=f"It is in force from {self._from[0].isoformat()}.",
            )
        return self._values[at - 1].value


def choose(periods: tuple[Period, ...], values: Values) -> tuple[Period | None, tuple[str, ...]]:
    """The first period whose condition is not false, with the facts that could choose another.

    None: no deadline applies here.
    """
    for period in periods:
        verdict = period.condition.decide(values)
        if verdict.value is not False:
            return period, verdict.missing
    return None, ()
