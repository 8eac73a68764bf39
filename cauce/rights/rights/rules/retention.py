"""When does a record end? Its words first, then who it is, then all of it; a hold stops the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition, parameter_on
from cauce.rules.dates import add

Part = Literal["words", "identity", "record"]
# What goes, in the order in which it goes, and the parameter that says when.
SCHEDULE: tuple[tuple[Part, str], ...] = (
    ("words", "retention-words"),
    ("identity", "retention-identity"),
    ("record", "retention-record"),
)


@dataclass(frozen=True, slots=True)
class Due:
    """One part whose time is over: since when, and by which parameter of which value."""

    part: Part
    since: dt.date
    parameter: str
    value: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody said why the record must stay, and until which day. Lifted earlier: ``lifted``."""

    until: dt.date
    lifted: bool = False


def is_held(holds: Iterable[Hold], on: dt.date) -> bool:
    """Whether a hold is in force on that day, its last day included."""
    return any(not hold.lifted and on <= hold.until for hold in holds)


def ends_on(edition: Edition, part: Part, closed: dt.datetime, tz: ZoneInfo) -> tuple[dt.date, int]:
    """The day on which the time of a part is over, and the years that the content says."""
    parameter = dict(SCHEDULE)[part]
    years = parameter_on(edition, parameter, closed.astimezone(tz).date()).value
    unit = edition.parameters[parameter].unit
    return add(closed, int(years), unit, tz).date(), int(years)


def due(
    edition: Edition, closed: dt.datetime | None, on: dt.date, tz: ZoneInfo, holds: Iterable[Hold]
) -> tuple[Due, ...]:
    """Every part whose time is over on that day; nothing while open (None) or held."""
    if closed is None or is_held(holds, on):
        return ()
    found = []
    for part, parameter in SCHEDULE:
        day, years = ends_on(edition, part, closed, tz)
        if day < on:
            found.append(Due(part, day, parameter, years))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Authorisation:
    """Leave to destroy archives: of one post (None: of all), of records closed up to a day."""

    closed_until: dt.date
    issued_on: dt.date
    post: str | None = None


def covers(one: Authorisation, post: str, closed_on: dt.date, on: dt.date) -> bool:
    """Whether it lets a record of that post, closed that day, be destroyed on this day."""
    here = one.post is None or one.post == post
    return here and closed_on <= one.closed_until and one.issued_on <= on
