"""The numbers of the network, closed once a week: what everybody reads who works none of the cases.

A round of the loop closes each table (``closed.TABLES``) once a week; until the next one it stands, so that
two days cannot be subtracted. Where nothing was closed yet every number is hidden.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery

from cauce.rules.hiding import LEAST

from ..models import WeeklyClosing
from .tree import Before, CellKey, Figure, Table, Told, tell


@dataclass(frozen=True, slots=True)
class Counted:
    """``permission``: who may read what is told of a table. ``count``: the true numbers at an instant.
    ``grows``: what is counted stays counted, and can be counted again as it was known then."""

    permission: str
    count: Callable[[dt.datetime], Table]
    grows: bool = False


BESIDE = ("along", "instead", "alone")
CLOCK = ZoneInfo("America/Mexico_City")  # of the ministry, as of the periods of the network


@dataclass(frozen=True, slots=True)
class Closed:
    """One table as it stands. ``at`` None: nothing was closed yet.

    ``along``: what is told beside a cell; ``instead``: a word for one that is hidden; ``alone``: the posts
    that are told nothing of a sum, because they know nearly all of it.
    """

    at: dt.datetime | None = None
    told: Told = field(default_factory=dict)
    beside: Mapping[str, Any] = field(default_factory=dict)
    along: Mapping[CellKey, Any] = field(default_factory=dict)
    instead: Mapping[CellKey, str] = field(default_factory=dict)
    alone: Mapping[CellKey, list[str]] = field(default_factory=dict)

    def number(self, *key: str) -> int | None:
        """What is told of a cell. None: hidden, or there is none."""
        found = self.told.get(key)
        return None if found is None else found.number

    def under(self, *head: str) -> dict[str, int | None]:
        """The cells whose key begins so, by the one part that follows."""
        size = len(head)
        return {
            key[size]: figure.number
            for key, figure in self.told.items()
            if key[:size] == head and len(key) == size + 1
        }


NOTHING = Closed()


def week_of(at: dt.datetime) -> dt.date:
    """The Monday of the week of an instant."""
    day = at.astimezone(CLOCK).date()
    return day - dt.timedelta(days=day.weekday())


def standing(name: str) -> Closed:
    """The newest closing of a table."""
    return _standing(name, WeeklyClosing.objects.filter(name=name).order_by("-week").first())


def standing_of(*names: str) -> list[Closed]:
    """The newest closing of each table, in one query."""
    newest = WeeklyClosing.objects.filter(name=OuterRef("name")).order_by("-week").values("id")[:1]
    rows = {one.name: one for one in WeeklyClosing.objects.filter(name__in=names, id=Subquery(newest))}
    return [_standing(name, rows.get(name)) for name in names]


def _standing(name: str, row: WeeklyClosing | None) -> Closed:
    if row is None:
        return NOTHING
    beside = dict(row.beside)
    along, instead, alone = ({tuple(k): v for k, v in beside.pop(name, [])} for name in BESIDE)
    return Closed(row.at, _told(row), beside, along, instead, alone)


def closing_of(name: str, counted: Counted, at: dt.datetime, table: Table | None = None) -> WeeklyClosing:
    """A table as a row that is not saved yet, set against what the last one told. ``table``: where it was
    counted already."""
    last, table, before = standing(name), table or counted.count(at), None
    if last.at is not None:
        true = counted.count(last.at) if counted.grows else None
        before = Before(last.told if true is None else _of_the_same(last.told, true), true)
    told = tell(table, before)
    return WeeklyClosing(
        name=name,
        week=week_of(at),
        at=at,
        told=[[list(key), one.number, one.far] for key, one in told.items()],
        beside=dict(table.beside) | _beside(table, told, last),
    )


def _of_the_same(told: Told, true: Table) -> Told:
    """Of what was told, what is of the numbers that are counted now: where a definition changed in between,
    the number of before is another one, and says nothing of this."""
    found: Told = {}
    for key, one in told.items():
        number = true.cells.get(key)
        far = abs(number - one.number) if number is not None and one.number is not None else number or 0
        if number is None or far <= one.far or (one.number is None and not one.far):
            found[key] = one
    return found


def _beside(table: Table, told: Told, last: Closed) -> dict[str, list[Any]]:
    """What goes with the cells that are told, as rows of key and value. What stands beside a number that
    stands, stands with it."""
    there = {key for key, one in told.items() if one.number is not None}
    still = {key for key in there & last.told.keys() if last.told[key].number == told[key].number}
    along = {
        key: last.along[key] if key in still and key in last.along else value
        for key, value in table.along.items()
        if key in there
    }
    instead = {
        key: word for key, (whole, word) in table.instead.items() if key not in there and whole in there
    }
    alone = {
        key: posts
        for key, own in table.own.items()
        if (posts := sorted(post for post, part in own.items() if table.cells[key] - part < LEAST))
    }
    found = zip(BESIDE, (along, instead, alone), strict=True)
    return {name: [[list(key), value] for key, value in one.items()] for name, one in found if one}


def due(names: list[str], at: dt.datetime) -> list[str]:
    """Which of these tables were not closed this week."""
    there = set(WeeklyClosing.objects.filter(week=week_of(at), name__in=names).values_list("name", flat=True))
    return [name for name in names if name not in there]


def _told(row: WeeklyClosing) -> Told:
    return {tuple(key): Figure(number, far) for key, number, far in row.told}
