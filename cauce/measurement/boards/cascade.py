"""Are more people reached, and are they served? The years as the last closing tells them."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.model import Text
from cauce.rules.adherence import wilson

from ..hiding.closing import Closed
from .cascade_table import HORIZON, SIDES, STAGES


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


def cascade_of(closed: Closed) -> Cascade:
    young = set(closed.beside.get("young", ()))
    years = sorted({int(key[1]) for key in closed.told})
    found = [Year(year, year in young, _stages(closed, year in young, str(year))) for year in years]
    told = tuple(one for one in found if any(stage.of is not None for stage in one.stages))
    whole = [str(one.year) for one in told if not one.young]
    places = sorted({key[2] for key in closed.told if len(key) == 4 and key[1] == whole[-1]}) if whole else []
    return Cascade(
        told,
        int(closed.beside.get("horizon", HORIZON)),
        tuple(Place(place, _stages(closed, False, whole[-1], place)) for place in places),
    )


def _stages(closed: Closed, young: bool, *head: str) -> tuple[Stage, ...]:
    return tuple(_stage(closed, young, name, *head) for name in STAGES)


def _stage(closed: Closed, young: bool, name: str, *head: str) -> Stage:
    of, met, rest = (closed.number(name, *head, side) for side in SIDES)
    if of is None or met is None or rest is None:
        return Stage(name, of, met, None)
    if young:
        expected = closed.along.get((name, *head, "met"))
        return Stage(name, of, met, tuple(expected) if expected else None)
    rate = wilson(min(met, of), of)  # of the numbers as they are told: nearer ones would follow from it
    return Stage(name, of, met, (rate.value, rate.low, rate.high) if rate else None)
