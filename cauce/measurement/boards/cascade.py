"""Are more people reached, and are they served? The years as the last closing tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cauce.content.model import Text
from cauce.rules.adherence import wilson

from ..hiding.closing import Closed
from ..rules.indicators.model import UNKNOWN
from .cascade_table import HORIZON, STAGES


@dataclass(frozen=True, slots=True)
class Stage:
    """``met`` of ``of`` within the horizon, as told; None: hidden. ``share`` with its 95 % interval, from 0
    to 1; None: a number beside it is hidden, or nobody began. Of a young year it is what is expected."""

    name: str
    of: int | None
    met: int | None
    share: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    young: bool
    stages: tuple[Stage, ...]

    @property
    def noticed(self) -> int | None:
        return self.stages[0].of

    def stage(self, name: str) -> Stage:
        return next(one for one in self.stages if one.name == name)


@dataclass(frozen=True, slots=True)
class Place:
    """One channel in the last whole year; '': not known which."""

    channel: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """Oldest year first; those of which nothing is told are left out. ``horizon``: days; None: as each
    yearbook that published the year defines it. ``places``: the last whole year by where contact began."""

    years: tuple[Year, ...]
    horizon: int | None = HORIZON
    places: tuple[Place, ...] = ()

    @property
    def last_whole(self) -> Year | None:
        return next((one for one in reversed(self.years) if not one.young), None)


@dataclass(frozen=True, slots=True)
class Reached:
    """The years, consular acts by year where they are known, what can be said of who was not seen, and what
    the evaluation of the roll-out found."""

    cascade: Cascade
    acts: dict[int, int]
    unseen: Text
    verdict: Text | None  # None: it is not said here


# A board with the same people as a stage: what it hides beside them the stage does not tell.
SAME_PEOPLE = {"spoke": "screening-coverage", "served": "percentage-assisted"}


def cascade_of(closed: Closed, boards: Mapping[str, Closed] | None = None) -> Cascade:
    """``boards``: those of ``SAME_PEOPLE`` as they are closed. Each table hid what its own lines ask for, and
    one would give back what another leaves out."""
    tables = _Tables(closed, boards or {})
    young = set(closed.beside.get("young", ()))
    years = sorted({int(key[1]) for key in closed.told})
    found = [Year(year, year in young, _stages(tables, year in young, str(year))) for year in years]
    told = tuple(one for one in found if any(stage.of is not None for stage in one.stages))
    whole = [str(one.year) for one in told if not one.young]
    places = sorted({key[2] for key in closed.told if len(key) == 4 and key[1] == whole[-1]}) if whole else []
    return Cascade(
        told,
        int(closed.beside.get("horizon", HORIZON)),
        tuple(Place(place, _stages(tables, False, whole[-1], place)) for place in places),
    )


@dataclass(frozen=True, slots=True)
class _Tables:
    closed: Closed
    boards: Mapping[str, Closed]

    def number(self, name: str, *head: str, side: str) -> int | None:
        """What is told of a cell of the cascade. None: it is hidden here, or with the same people there."""
        number, board = self.closed.number(name, *head, side), self.boards.get(SAME_PEOPLE.get(name, ""))
        year, *place = head
        key = (year, "channel", place[0] or UNKNOWN, side) if place else (year, "", "", side)
        hidden = board is not None and key in board.told and board.number(*key) is None
        return None if hidden else number


def _stages(tables: _Tables, young: bool, *head: str) -> tuple[Stage, ...]:
    return tuple(_stage(tables, young, name, *head) for name in STAGES)


def _stage(tables: _Tables, young: bool, name: str, *head: str) -> Stage:
    of, met = (tables.number(name, *head, side=side) for side in ("of", "met"))
    if of is None or met is None or tables.closed.number(name, *head, "rest") is None:
        return Stage(name, of, met, None)
    if young:
        expected = tables.closed.along.get((name, *head, "met"))
        return Stage(name, of, met, tuple(expected) if expected else None)
    rate = wilson(min(met, of), of)  # of the numbers as they are told: nearer ones would follow from it
    return Stage(name, of, met, (rate.value, rate.low, rate.high) if rate else None)
