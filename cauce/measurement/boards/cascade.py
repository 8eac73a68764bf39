"""Are more people reached, and are they served? Three boards, as they were closed, set side by side.

Noticed (a contact with a sign) → spoke alone; of whom there are grounds to interview → identified; of whom
was identified → served. Each step is an indicator of the content, with its definition and its horizon, and
its numbers are those of its board: nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cauce.content.model import Text
from cauce.rules.adherence import wilson

from ..hiding.closing import NOTHING, Closed
from ..rules.indicators.model import UNKNOWN

# The indicator of each step. Its board hides what the step does not tell.
STAGES = {"spoke": "screening-coverage", "identified": "identification-rate", "served": "percentage-assisted"}
YEARS = 5
Head = tuple[str, str, str]  # period, breakdown and value, as a board has them


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
    """``young``: some of those who began in it are still followed. ``otherwise``: it was published by an
    earlier definition, and is set beside no other."""

    year: int
    young: bool
    stages: tuple[Stage, ...]
    otherwise: bool = False

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
    """Oldest year first; those of which nothing is told are left out. ``days``: within how many each step
    counts, by its name. ``published``: made of yearbooks. ``places``: the last whole year by channel."""

    years: tuple[Year, ...]
    days: Mapping[str, int] = field(default_factory=dict)
    published: bool = False
    places: tuple[Place, ...] = ()

    @property
    def whole(self) -> tuple[Year, ...]:
        """The years in which everybody was followed to the end."""
        return tuple(one for one in self.years if not one.young)

    @property
    def last_whole(self) -> Year | None:
        """The last of them of which something is told; where everything is hidden, the last."""
        told = [one for one in self.whole if any(None not in (stage.of, stage.met) for stage in one.stages)]
        return (told or self.whole or (None,))[-1]


@dataclass(frozen=True, slots=True)
class Reached:
    """The years, consular acts by year where they are known, what can be said of who was not seen, and what
    the evaluation of the roll-out found."""

    cascade: Cascade
    acts: dict[int, int]
    unseen: Text
    verdict: Text | None  # None: it is not said here


def cascade_of(boards: Mapping[str, Closed], days: Mapping[str, int]) -> Cascade:
    """``boards``: by the name of the step. ``days``: the horizon of each."""
    there = {int(key[0]) for one in boards.values() for key in one.told if key[1] == "" and key[0].isdigit()}
    found = [_year(boards, year) for year in sorted(there)[-YEARS:]]
    told = tuple(one for one in found if any(stage.of for stage in one.stages))
    made = Cascade(told, days)
    if made.last_whole is None:
        return made
    code = f"{made.last_whole.year}"
    channels = {key[2] for one in boards.values() for key in one.told if key[:2] == (code, "channel")}
    places = tuple(
        Place("" if one == UNKNOWN else one, _stages(boards, (code, "channel", one)))
        for one in sorted(channels)
    )
    return Cascade(told, days, places=places)


def _year(boards: Mapping[str, Closed], year: int) -> Year:
    head = f"{year}", "", ""
    young = any(one.along.get((*head, "met"), {}).get("young") for one in boards.values())
    return Year(year, young, _stages(boards, head))


def _stages(boards: Mapping[str, Closed], head: Head) -> tuple[Stage, ...]:
    return tuple(_stage(name, boards.get(name, NOTHING), head) for name in STAGES)


def _stage(name: str, board: Closed, head: Head) -> Stage:
    of, met = (board.number(*head, side) for side in ("of", "met"))
    if of is None or met is None:
        return Stage(name, of, met, None)
    along = board.along.get((*head, "met"), {})
    if along.get("young"):
        expected = along.get("share"), along.get("low"), along.get("high")
        return Stage(name, of, met, None if None in expected else expected)
    rate = wilson(min(met, of), of)  # of the numbers as they are told: nearer ones would follow from it
    return Stage(name, of, met, (rate.value, rate.low, rate.high) if rate else None)
