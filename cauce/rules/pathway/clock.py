"""When is it due? The periods of one action, compiled from ``within`` and the dated parameters.

Actions whose clocks are the same share one ``Counting``, so that a case counts each of them once.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from cauce.content.conditions import Condition, Values
from cauce.content.errors import NotInForce, unknown
from cauce.content.model import Within
from cauce.rules import dates
from cauce.rules.pathway.model import EditionLike

Origin = Literal["facts", "firsts", "lasts"]


@dataclass(frozen=True, slots=True, eq=False)
class Counting:
    """One way of counting: a period and what it runs from. The same clock is the same object.

    ``unknown``: the facts that could choose another period.
    """

    period: Period
    parameter: str
    unit: str
    start: str
    origin: Origin
    fact: bool
    begins_anew: bool
    known: str | None
    unknown: tuple[str, ...]


Countings = dict[object, Counting]


class Period:
    """One line of ``within``: an amount by date of the start, counted from an act or a fact."""

    __slots__ = (
        "_amounts",
        "_from",
        "_settled",
        "_span",
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
        self._amounts = [value.value for value in parameter.values]
        self._from = [value.in_force_from for value in parameter.values]
        # From then on, wherever it is, the last amount holds: elapsed time needs no local day.
        settled = self._from[-1] + dt.timedelta(days=2)
        self._settled = dt.datetime(settled.year, settled.month, settled.day, tzinfo=dt.UTC)
        self._span = dates.elapsed(self._amounts[-1], self.unit)
        self.sources = tuple(dict.fromkeys(one for value in parameter.values for one in value.sources))
        name = within.start.removeprefix("act:").removeprefix("fact:")
        self.last = name.startswith("last:")
        self.start = name.removeprefix("last:")
        self.fact = self.start in edition.facts
        if not self.fact and self.start not in edition.acts:
            raise unknown("actos y hechos", "acts and facts", self.start, edition.acts, where)
        # Of which day it counts: the first such act, the last one, or the date that a fact gives.
        self.origin: Origin = "facts" if self.fact else "lasts" if self.last else "firsts"
        self.known = within.known
        if self.known is not None and self.known not in edition.acts:
            raise unknown("actos", "acts", self.known, edition.acts, where)
        self.begins_anew = self.last or self.known is not None

    def counting(self, unknown: tuple[str, ...], alike: Countings) -> Counting:
        """How it is counted while these facts are not known; one for all periods that count so."""
        key = (self.parameter, self.origin, self.start, self.known, unknown)
        if key not in alike:
            alike[key] = Counting(
                period=self,
                parameter=self.parameter,
                unit=self.unit,
                start=self.start,
                origin=self.origin,
                fact=self.fact,
                begins_anew=self.begins_anew,
                known=self.known,
                unknown=unknown,
            )
        return alike[key]

    def ends(
        self, start: dt.datetime | dt.date, tz: ZoneInfo, days: dict[int, dt.date]
    ) -> tuple[int, dt.datetime, dt.datetime]:
        """The amount in force on the local day of that start, and when it ends, in UTC and there.

        ``days``: the local days of the starts of one case, by ``id``. NotInForce before the first amount:
        never the nearest.
        """
        if self._span is not None and isinstance(start, dt.datetime) and start >= self._settled:
            utc = start.astimezone(dt.UTC) + self._span
            return self._amounts[-1], utc, utc.astimezone(tz)
        day = days.get(id(start))
        if day is None:
            day = days[id(start)] = dates.local_day(start, tz)
        at = bisect_right(self._from, day)
        if not at:
            raise NotInForce(
                f"el plazo «{self.parameter}» no estaba en vigor el {day.isoformat()}.",
                f"the period '{self.parameter}' was not in force on {day.isoformat()}.",
                cure_es=f"Rige desde el {self._from[0].isoformat()}.",
                cure_en=f"It is in force from {self._from[0].isoformat()}.",
            )
        amount = self._amounts[at - 1]
        return (amount, *dates.end_of_period(start, day, amount, self.unit, tz))


def choose(periods: tuple[Period, ...], values: Values) -> tuple[Period | None, tuple[str, ...]]:
    """The first period whose condition is not false, with the facts that could choose another.

    None: no deadline applies here.
    """
    for period in periods:
        verdict = period.condition.decide(values)
        if verdict.value is not False:
            return period, verdict.missing
    return None, ()
