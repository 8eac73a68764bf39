"""When does an outing begin and end there, what does its day look like, how much is taken along, what lacks?

A place may be in another time zone than the post: days and hours are those of its own wall, kept as
instants besides. PROPOSED: no public text gives the steps of a mobile consulate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInputs
from cauce.content.model import Text, word_tables
from cauce.content.model_outings import OutingStep, OutingThing
from cauce.rules.dates import local_instant, zone

bad_input = BadInputs(__file__)

LONGEST = 7  # days of one outing: a longer one is a mistake in a date
FURTHEST = 730  # days ahead: likewise
MOST_PEOPLE = 20_000
WORDS = word_tables(__file__)
PARTS = WORDS["parts"]
MOMENTS = WORDS["moments"]
# What was on something that did not come back. All but the first two open an incident.
ON_IT = WORDS["on_it"]
HARMLESS = ("nothing", "blank")


@dataclass(frozen=True, slots=True)
class Window:
    """The days of an outing and when the first opens and the last closes, as instants."""

    days: tuple[dt.date, ...]
    starts_at: dt.datetime
    ends_at: dt.datetime


def window_of(
    first: dt.date, last: dt.date, opens: dt.time, closes: dt.time, zone_name: str, at: dt.datetime
) -> Window:
    """The days and instants of an outing on the wall clock of its place. ``at``: now.

    Raises ``BadInput`` for a place without a zone, an end before the beginning, an outing longer than
    a week or too far ahead, and a day that is past there; ``Unknown`` for a zone that there is not.
    """
    if not zone_name.strip():
        raise bad_input("time_zone_of_place_is_missing", where="time_zone")
    tz = zone(zone_name)
    if last < first:
        raise bad_input("the_last_day_comes_before_the_first", where="last_on")
    if closes <= opens:
        raise bad_input("it_closes_before_it_opens", where="closes")
    today = at.astimezone(tz).date()
    if first < today:
        raise bad_input("that_day_is_past_at_the_place", where="first_on")
    if (last - first).days >= LONGEST or (first - today).days > FURTHEST:
        raise bad_input("an_outing_lasts_a_week_at_most", where="last_on")
    days = tuple(first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    start = local_instant(first, opens, tz).astimezone(dt.UTC)
    return Window(days, start, local_instant(last, closes, tz).astimezone(dt.UTC))


@dataclass(frozen=True, slots=True)
class Planned:
    """One step on one day. ``at`` None: it has no hour, it is done when it happens."""

    step: OutingStep
    on: dt.date
    at: dt.datetime | None


def plan_of(
    steps: Iterable[OutingStep], days: Iterable[dt.date], opens: dt.time, closes: dt.time, tz: ZoneInfo
) -> tuple[Planned, ...]:
    """The steps of every day, in order of time; those without an hour close each day."""
    days, found = tuple(days), list[Planned]()
    for day in days:
        for step in steps:
            if not step.each_day and day != days[-1]:
                continue
            wall = opens if step.since == "opening" else closes
            start = local_instant(day, wall, tz).astimezone(dt.UTC)
            hour = None if step.moment == "if" else start + dt.timedelta(minutes=step.minutes)
            found.append(Planned(step, day, hour))
    late = dt.datetime.max.replace(tzinfo=dt.UTC)
    return tuple(sorted(found, key=lambda one: (one.on, one.at or late, one.step.order)))


def needed(thing: OutingThing, people: int) -> int:
    """How many of a thing are taken along for so many people."""
    return thing.needed + (-(-people // thing.each) if thing.each else 0)


def packed_by(thing: OutingThing, starts_at: dt.datetime) -> dt.datetime:
    """Until when a thing is packed."""
    return starts_at - dt.timedelta(hours=thing.before_hours)


def check_came_back(thing: OutingThing, packed: int | None, back: int, on_it: str) -> int:
    """How many of a thing are missing. Raises ``BadInput`` for more than went, and for something missing
    of which nobody said what was on it."""
    if back > (packed or 0):
        raise bad_input("more_came_back_than_went_out_packed", where=thing.id, back=back, packed=packed or 0)
    missing = (packed or 0) - back if thing.comes_back else 0
    if missing and on_it not in ON_IT:
        raise bad_input("things_are_missing_what_was_on_it", where=thing.id, missing=missing)
    return missing


def opens_incident(thing: OutingThing, missing: int, on_it: str) -> bool:
    """Whether what is missing must be looked after until somebody says how it ended."""
    return bool(missing) and thing.holds and on_it not in HARMLESS


# ---- what lacks, days ahead; what was left open, the day after

GAPS: Mapping[str, Text] = WORDS["gaps"]
LEFT: Mapping[str, Text] = WORDS["left"]


@dataclass(frozen=True, slots=True)
class Carried:
    """A telephone of an outing, as far as it is known here. ``filled`` None: nobody noted how many forms
    it finished; ``current`` None: it never sent any, so its version is not known."""

    out: bool  # withdrawn or lost
    opened_by_hand: bool  # somebody noted that the form of that day came down
    current: bool | None
    back: bool
    filled: int | None
    arrived: int


@dataclass(frozen=True, slots=True)
class State:
    """What an outing has, for the two lists."""

    holes: int
    parts: frozenset[str]
    private_place: bool
    phones: tuple[Carried, ...]
    uncovered: int  # languages without anybody
    not_packed: int  # lines past the hour by which they are packed
    not_back: int  # lines of which nobody said how many came back
    counted: bool
    incidents: int


def gaps(state: State) -> tuple[str, ...]:
    """What lacks before an outing, as codes in a fixed order."""
    phones = state.phones
    found = {
        "nobody_answers": state.holes > 0,
        "nobody_leads": "lead" not in state.parts,
        "nobody_talks": "talks" not in state.parts,
        "no_private_place": not state.private_place,
        "no_telephone": not phones,
        "telephone_out": any(one.out for one in phones),
        "old_form": any(not one.out and not one.opened_by_hand and not one.current for one in phones),
        "no_interpreter": state.uncovered > 0,
        "not_packed": state.not_packed > 0,
    }
    return tuple(code for code in GAPS if found[code])


def left_open(state: State) -> tuple[str, ...]:
    """What an outing left open, as codes in a fixed order."""
    found = {
        "not_back": state.not_back > 0,
        "telephone_not_back": any(not one.back and not one.out for one in state.phones),
        "forms_to_come": any((one.filled or 0) > one.arrived for one in state.phones),
        "telephone_silent": any(one.filled is None and not one.out for one in state.phones),
        "not_counted": not state.counted,
        "incident": state.incidents > 0,
    }
    return tuple(code for code in LEFT if found[code])
