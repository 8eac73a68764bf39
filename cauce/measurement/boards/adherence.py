"""How closely the Protocol is followed: the indicator ``adherence`` of one year, wherever a page says it.

Board, yearbook and pages count it alike. A post reads its own as it is known now; of all posts together, and
of another one, everybody reads what the last closing of the board tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cauce.rules.adherence import Rate, wilson
from cauce.rules.hiding import few_beside
from cauce.staff.offices import access as offices

from ..facts.periods import Period, period_of
from ..hiding.closing import Closed
from ..indicators.figures import cells_of

ID = "adherence"
PHASES = ("P1", "P2", "P3", "P4")
SIDES = ("met", "of")
LITTLE = dt.timedelta(days=90)  # so many days of a year tell little: until then it is the year before
Share = tuple[int, int]  # followed, and due


@dataclass(frozen=True, slots=True)
class Part:
    """A post beside the network in one phase, over the steps that are told of the network; ``phase`` '': in
    everything that was due. ``own`` None: nothing was due. ``network``: from 0 to 1; None: it is not told."""

    phase: str
    own: Rate | None
    network: float | None


@dataclass(frozen=True, slots=True)
class Year:
    """The indicator of all posts in one year, as its board was closed."""

    closed: Closed
    period: Period

    @property
    def code(self) -> str:
        return self.period.code

    def of(self, by: str = "", value: str = "") -> Share | None:
        """Of everybody, or of one part (``by`` "post", "action"). None: hidden, or nothing was due."""
        followed, due = (self.closed.number(self.code, by, value, side) for side in SIDES)
        return None if not due or followed is None else (min(followed, due), due)

    def beside(self, own: Share, by: str = "", value: str = "") -> Share | None:
        """The same for who knows a part of it. None too where few others stand behind it."""
        found = self.of(by, value)
        return None if found is None or few_beside(found[1], own[1]) else found

    def posts(self) -> dict[str, Share]:
        """Each post of which it is told."""
        codes = {key[2] for key in self.closed.told if key[:2] == (self.code, "post")}
        return {code: found for code in codes if (found := self.of("post", code))}


def year_of(at: dt.datetime) -> Period:
    """The year that every page tells at an instant."""
    return period_of(offices.day_at(None, at) - LITTLE, "year")


def own_of(post: str, year: Period, at: dt.datetime) -> dict[str, Share]:
    """Step → followed and due at one post in a year, as it is known at an instant."""
    until = min(year.until, offices.day_at(None, at) + dt.timedelta(days=1))
    found = cells_of(ID, since=year.since, until=until, known=at, by=("action",), posts=[post])
    return {step: (cell.numerator, cell.denominator or 0) for (step,), cell in found.items()}


def whole_of(own: Mapping[str, Share]) -> Share:
    followed, due = (sum(one[side] for one in own.values()) for side in (0, 1))
    return min(followed, due), due


def parts_of(own: Mapping[str, Share], network: Year) -> list[Part]:
    """A post beside the network: in everything, then phase by phase."""
    whole = whole_of(own)
    every = network.beside(whole)
    found = [Part("", wilson(*whole), every and every[0] / every[1])]
    for phase in PHASES:
        told = {
            step: there
            for step, one in own.items()
            if step.startswith(phase) and (there := network.beside(one, "action", step))
        }
        if told:
            followed, due = whole_of(told)
            mine = whole_of({step: own[step] for step in told})
            found.append(Part(phase, wilson(*mine), followed / due))
    return found
