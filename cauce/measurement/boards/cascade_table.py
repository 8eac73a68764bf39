"""From the first sign to the first service, year by year: the table that the network closes.

Noticed (a contact with a sign) → spoke alone (its screening was finished); of whom was spoken with →
identified (a signed conclusion that stands); of whom was identified → served (a service; a document issued is
none). Each counts what came within the same number of days of its own first day, so that no year is set
beside one that had more time; while that is not over a year is young, and its share is what is expected by
then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil

from cauce.rules.hiding import BASE, fives, share_in_fives
from cauce.staff.offices import access as offices

from ..facts import reading
from ..hiding.tree import CellKey, Line, Table
from ..rules.cohorts import Followed, followed, is_whole, share_of
from ..rules.indicators import Row
from ..rules.indicators.model import CONCLUSIONS, Key

HORIZON = 90  # days
YEARS = 5
STAGES = ("spoke", "identified", "served")
SIDES = ("of", "met", "rest")
SURE = ("presumed", "confirmed")
GONE = ("contact_lost", "refused")  # ends that come before the outcome
PAPER = "documents"  # of a service: it counts apart
CONTACTS = ("signal", "screened")
PERSONS = ("interviewed", *CONCLUSIONS, "service_given", *GONE)


@dataclass(slots=True)
class _Unit:
    """The first day and place of each kind of fact about a contact or a person; her last conclusion."""

    first: dict[str, tuple[dt.date, str]] = field(default_factory=dict)
    last: tuple[dt.date, int, str] | None = None

    def put(self, row: Row, place: int) -> None:
        if row.kind == "service_given" and row.code == PAPER:
            return
        was = self.first.get(row.kind)
        if was is None or row.day < was[0]:
            self.first[row.kind] = row.day, row.channel
        if row.kind in CONCLUSIONS:
            said = row.day, place, row.kind
            self.last = said if self.last is None else max(self.last, said)

    def began(self, *kinds: str) -> tuple[dt.date, str] | None:
        return min((self.first[kind] for kind in kinds if kind in self.first), default=None)

    def day(self, *kinds: str) -> dt.date | None:
        found = self.began(*kinds)
        return found and found[0]

    @property
    def sure(self) -> tuple[str, ...]:
        """The conclusions that identify her; none: nobody concluded so, or a later one took it back."""
        return SURE if self.last is not None and self.last[2] in SURE else ()


@dataclass(frozen=True, slots=True)
class Course:
    """One unit of a stage: when and where it began, when the outcome came, when it was lost to it."""

    began: dt.date
    place: str  # the channel; '': not known
    met: dt.date | None
    left: dt.date | None


def courses(rows: Iterable[Row], same: dict[Key, str]) -> dict[str, list[Course]]:
    """Every unit of each stage. ``same``: which subject stands for a person who has two."""
    contacts: dict[Key, _Unit] = {}
    persons: dict[Key, _Unit] = {}
    for place, row in enumerate(rows):
        if row.kind in CONTACTS:
            contacts.setdefault((row.period, row.item or str(place)), _Unit()).put(row, place)
        elif row.subject:
            key = row.period, same.get((row.period, row.subject), row.subject)
            persons.setdefault(key, _Unit()).put(row, place)
    return {
        "spoke": list(_spoke(contacts.values())),
        "identified": list(_identified(persons.values())),
        "served": list(_served(persons.values())),
    }


def _spoke(units: Iterable[_Unit]) -> Iterator[Course]:
    for one in units:
        if began := one.began("signal"):
            yield Course(*began, one.day("screened"), None)


def _identified(units: Iterable[_Unit]) -> Iterator[Course]:
    for one in units:
        if began := one.began("interviewed"):
            yield Course(*began, one.day(*one.sure), one.day(*GONE))


def _served(units: Iterable[_Unit]) -> Iterator[Course]:
    for one in units:
        if began := one.began(*one.sure):
            yield Course(*began, one.day("service_given"), one.day(*GONE))


@dataclass
class _Made:
    """A table that is filled stage by stage."""

    today: dt.date
    cells: dict[CellKey, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    along: dict[CellKey, list[float]] = field(default_factory=dict)
    lasting: set[CellKey] = field(default_factory=set)

    def take(self, head: CellKey, units: Iterable[Course], *, whole: bool) -> None:
        """How many began, how many of them got there, and the rest. Of a whole year the share follows from
        the numbers as they are told; of a young one what is expected stands beside."""
        share = share_of([_followed(one, self.today) for one in units], HORIZON, whole=whole)
        of, met, rest = ((*head, side) for side in SIDES)
        self.cells |= {of: share.of, met: share.met, rest: share.of - share.met}
        self.lines.append(Line(of, (met, rest)))
        if whole:
            self.lasting |= {of, met, rest}
        elif share.value is not None and share.low is not None and share.high is not None:
            self.along[met] = list(in_fives(share.of, share.value, share.low, share.high))


def table_of(at: dt.datetime) -> Table:
    """The years of the network up to an instant, as they were known then; the last whole one by place too."""
    today = offices.day_at(None, at)
    rows = reading.rows((*CONTACTS, *PERSONS), today + dt.timedelta(days=1), at)
    found = courses(rows, reading.same(at))
    made, years = _Made(today), range(today.year - YEARS + 1, today.year + 1)
    whole = [year for year in years if is_whole(dt.date(year, 12, 31), HORIZON, today)]
    for year in years:
        for stage in STAGES:
            units = [one for one in found[stage] if one.began.year == year]
            made.take((stage, str(year)), units, whole=year in whole)
            if year == whole[-1]:
                _by_place(made, stage, year, units)
    return Table(
        made.cells,
        tuple(made.lines),
        lasting=frozenset(made.lasting),
        along=made.along,
        beside={"young": [year for year in years if year not in whole], "horizon": HORIZON},
    )


def _by_place(made: _Made, stage: str, year: int, units: list[Course]) -> None:
    places = sorted({one.place for one in units})
    for place in places:
        made.take((stage, str(year), place), [one for one in units if one.place == place], whole=True)
    for side in SIDES:
        parts = tuple((stage, str(year), place, side) for place in places)
        if parts:
            made.lines.append(Line((stage, str(year), side), parts))


def in_fives(of: int, value: float, low: float, high: float) -> tuple[float, float, float]:
    """A share and its interval as people in fives (``rules.hiding``). The interval is as wide as it was, or
    wider, and lies about the share that is told: its ends by themselves would say more than that."""
    told, share = max(fives(of), BASE), share_in_fives(value, of)
    below, above = (BASE * ceil(wide * of / BASE) / told for wide in (value - low, high - value))
    return share, max(share - below, 0.0), min(share + above, 1.0)


def _followed(one: Course, today: dt.date) -> Followed:
    return followed(one.began, one.met, one.left, today, HORIZON)
