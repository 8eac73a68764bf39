"""From rows of facts to the units of a definition, a column for each thing that is known of them.

A unit is a person, a case, a contact, a referral or, of a median that keeps whoever still waits, a wait; each
once. It belongs to the day, the post and the cell of its first fact that counts, whenever that was: so the
parts of a breakdown, and of a year, add up to the whole. A person is one whatever posts she met. A conclusion
that a later one took back does not count.

What a unit is follows from its own facts alone, not from what is asked: so it can be kept, and asked again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cauce.content.model_indicators import Counted, Indicator, Waiting

from .model import CONCLUSIONS, PROFILE, UNKNOWN, Asked, Beside, Key, Row

PEOPLE = frozenset({"person", "case", "contact", "referral"})
SURE = frozenset({"presumed", "confirmed"})
NEVER = 2**31 - 1  # days, or minutes, until what did not come

# By name, each as long as the others: those of ``Unit``, and those of ``PROFILE`` where they were asked.
# «person» is missing where each unit is one of its own; else the same number stands for the same person.
Columns = Mapping[str, list[Any]]


class Unit(NamedTuple):
    """One unit. ``key``, with ``period``, is its own: '' where there is none; ``person``: who counts as one
    contributor. The place is that of its first fact, on ``day`` (proleptic Gregorian ordinal).

    Days from then on, or ``NEVER``: until all was there that the entry needs (``ready``), the outcome came
    (``met``; of a wait its minutes), an end that excludes it (``left``), the first service that is aid
    (``given``, of the code ``aid``).
    """

    period: int
    key: str
    person: str
    group: str
    day: int
    post: str
    channel: str
    code: str
    number: int
    ready: int
    met: int
    left: int
    given: int
    aid: str


def has_units(one: Indicator) -> bool:
    """Whether its numbers are of units, not of tallies, of plain waits or of what there was."""
    return bool(one.waits) or (one.measure in ("count", "rate", "estimate") and one.unit in PEOPLE)


def steps_of(one: Indicator, by: Sequence[str]) -> tuple[str, ...]:
    """What is found apart from each other: the waits that a breakdown needs; else ('',)."""
    waits = one.waits if "step" in by else one.waits[:1]
    return tuple(wait.step for wait in waits) or ("",)


def kinds_of_units(one: Indicator, step: str) -> frozenset[str]:
    """The kinds of facts that its units need, however they are broken down."""
    if one.waits:
        waits = [wait for wait in one.waits if wait.step == step]
        return frozenset(kind for wait in waits for kind in (wait.begins, wait.over, *wait.ends))
    return kinds_counted(one) | ({"service_given"} if "aid" in one.breakdowns else frozenset())


def kinds_counted(one: Indicator) -> frozenset[str]:
    """The kinds of facts of numerator and denominator, and of what ends the following."""
    found: set[str] = set(one.horizon.ends if one.horizon else ())
    for counted in (one.numerator, one.denominator):
        if counted is not None:
            found.update(counted.any, counted.also, counted.less)
    if found & set(CONCLUSIONS):
        found.update(CONCLUSIONS)  # a later conclusion may take back an earlier one
    return frozenset(found)


def first_of(one: Indicator) -> frozenset[str]:
    """The kinds of facts of which the first makes a unit enter."""
    return frozenset((one.denominator or one.numerator).any)


def follows(one: Indicator) -> bool:
    """Whether what came after the end of the period alters its units: where people are followed, or where
    each fact only adds. Else facts of later days must be left out before units are found."""
    return bool(one.waits or one.horizon) or not kinds_counted(one) & set(CONCLUSIONS)


def reach_of(one: Indicator, asked: Asked) -> dt.date:
    """The day before which facts are read. What came to those who entered counts whenever it came."""
    if not follows(one):
        return asked.until
    if asked.last == dt.date.max:
        return dt.date.max
    after = asked.last + dt.timedelta(days=1)
    return after if one.waits else max(asked.until, after)


def units_of(
    one: Indicator, step: str, rows: Iterable[Row], beside: Beside, *, profiled: bool = True
) -> dict[str, list[Any]]:
    """The units in rows of ``kinds_of_units``, of the days that count and known then. ``profiled``: with what
    is known of each person."""
    found = _waits(one, step, rows, beside) if one.waits else _linked(one, rows, beside)
    pairs = list(found)
    columns: dict[str, list[Any]] = {name: [] for name in Unit._fields}
    if pairs:
        values = zip(*[unit for unit, _ in pairs], strict=True)
        columns = dict(zip(Unit._fields, map(list, values), strict=True))
    if profiled:
        blank, known = (UNKNOWN,) * len(PROFILE), beside.profiles
        told = [known.get(whose, blank) for _, whose in pairs]
        for place, name in enumerate(PROFILE):
            columns[name] = [row[place] for row in told]
    return numbered(columns, zip(columns["period"], columns["person"], strict=True))


def numbered(columns: dict[str, list[Any]], persons: Iterable[Any]) -> dict[str, list[Any]]:
    """The same columns, with numbers for persons; without, where no two units are of the same."""
    numbers: dict[Any, int] = {}
    found = [numbers.setdefault(one, len(numbers)) for one in persons]
    rest = {name: values for name, values in columns.items() if name != "person"}
    return rest if len(numbers) == len(found) else rest | {"person": found}


def joined(one: Columns, other: Columns) -> dict[str, list[Any]]:
    """Units of which none of one is of a person of the other."""
    found = {name: one[name] + other[name] for name in one if name in other and name != "person"}
    if "person" not in one and "person" not in other:
        return found
    mine, theirs = (held.get("person") or list(range(len(held["day"]))) for held in (one, other))
    return found | {"person": mine + [number + 1 + max(mine, default=0) for number in theirs]}


def _linked(one: Indicator, rows: Iterable[Row], beside: Beside) -> Iterator[tuple[Unit, Key]]:
    """Each unit that counts, and whose profile is read."""
    entry, rated = one.denominator or one.numerator, one.denominator is not None
    ends = frozenset(one.horizon.ends if one.horizon else ())
    aided = "aid" in one.breakdowns and one.unit != "referral"
    for number, (key, unit) in enumerate(_grouped(one, rows, beside)):
        stands = _standing(unit)
        first = _first(entry, stands)
        if first is None or not _in_time(one, first, stands):
            continue
        day = first.day
        met = _first(one.numerator, stands) if rated else first
        left = min((row.day for row in stands if row.kind in ends), default=None) if ends else None
        given, aid = _first_service(one, stands) if aided else (None, "")
        ready, came = day, met and met.day
        if one.horizon is None:  # it counts from the day on which all of it was there
            ready = max(day, _all_there(entry, stands))
            came = met and max(met.day, _all_there(one.numerator, stands))
        person = beside.same.get((first.period, first.subject)) or first.subject or first.item
        whose = (first.period, first.subject)
        if whose not in beside.profiles:
            whose = (first.period, person)
        yield (
            Unit(
                first.period,
                key,
                person or f"#{number}",
                first.group,
                day.toordinal(),
                first.post,
                first.channel,
                first.code,
                first.number,
                _since(day, ready),
                _since(day, came),
                _since(day, left),
                _since(day, given),
                aid,
            ),
            whose,
        )


def _since(day: dt.date, then: dt.date | None) -> int:
    return NEVER if then is None else (then - day).days


def _grouped(one: Indicator, rows: Iterable[Row], beside: Beside) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each unit. A row without a key stands for a unit of its own."""
    units: dict[Key, list[Row]] = {}
    alone: list[Row] = []
    of_person, of_case, same = one.unit == "person", one.unit == "case", beside.same
    first = first_of(one)
    for row in rows:
        if of_person:
            key = row.subject
            if same:
                key = same.get((row.period, key), key)
        else:
            key = row.item or (row.subject if of_case else "")
        if key:
            whose = (row.period, key)
            if whose in units:
                units[whose].append(row)
            else:
                units[whose] = [row]
        elif row.kind in first:
            alone.append(row)
    for (_, key), found in units.items():
        yield key, found
    for row in alone:
        yield "", [row]


def _standing(unit: list[Row]) -> list[Row]:
    """Without the conclusions that a later one took back."""
    if len(unit) < 2:
        return unit
    said = [(row.day, i, row.kind) for i, row in enumerate(unit) if row.kind in CONCLUSIONS]
    if len(said) < 2 or max(said)[2] in SURE:
        return unit
    return [row for row in unit if row.kind not in SURE]


def _first(counted: Counted, rows: list[Row]) -> Row | None:
    """The first fact that counts; None: it does not count."""
    found: Row | None = None
    for row in rows:
        if row.kind in counted.any and (found is None or row.day < found.day):
            if row.code not in counted.no_codes and (not counted.codes or row.code in counted.codes):
                found = row
    if found is not None and counted.also:
        kinds = {row.kind for row in rows}
        if not kinds.issuperset(counted.also):
            return None
    return found


def _all_there(counted: Counted, rows: list[Row]) -> dt.date:
    """The day on which the last came of what must stand beside the fact that counts."""
    return max(
        (min(row.day for row in rows if row.kind == kind) for kind in counted.also), default=dt.date.min
    )


def _in_time(one: Indicator, first: Row, rows: list[Row]) -> bool:
    """Whether what must come beside the entry came within the horizon: or a cohort would grow for ever."""
    if one.horizon is None or one.denominator is None or not one.denominator.also:
        return True
    last = first.day + dt.timedelta(days=one.horizon.days)
    return {row.kind for row in rows if row.day <= last}.issuperset(one.denominator.also)


def _first_service(one: Indicator, rows: list[Row]) -> tuple[dt.date | None, str]:
    given = [
        (row.day, row.code) for row in rows if row.kind == "service_given" and row.code not in one.aid_not
    ]
    return min(given) if given else (None, "")


def _waits(one: Indicator, step: str, rows: Iterable[Row], beside: Beside) -> Iterator[tuple[Unit, Key]]:
    """Each wait that began, by its first fact. What has no key cannot be followed."""
    (wait,) = (wait for wait in one.waits if wait.step == step)
    begun, over, left = _begun(wait, rows, beside)
    for key, first in begun.items():
        gone, ended = left.get(key), over.get(key)
        if ended is None and gone is not None and gone <= first.day:
            continue  # nobody waited
        yield (
            Unit(
                *key,
                person=key[1],
                group=first.group,
                day=first.day.toordinal(),
                post=first.post,
                channel=first.channel,
                code=first.code,
                number=first.number,
                ready=0,
                met=NEVER if ended is None else ended.number,
                left=_since(first.day, gone),
                given=NEVER,
                aid="",
            ),
            key,
        )


def _begun(
    wait: Waiting, rows: Iterable[Row], beside: Beside
) -> tuple[dict[Key, Row], dict[Key, Row], dict[Key, dt.date]]:
    begun: dict[Key, Row] = {}
    over: dict[Key, Row] = {}
    left: dict[Key, dt.date] = {}
    for row in rows:
        own = row.item or row.subject
        if not own:
            continue
        key = (row.period, own if row.item else beside.same.get((row.period, own), own))
        if row.kind == wait.begins:
            if key not in begun or row.day < begun[key].day:
                begun[key] = row
        elif row.kind == wait.over:
            if key not in over or row.day < over[key].day:
                over[key] = row
        elif row.kind in wait.ends:
            left[key] = min(row.day, left.get(key, row.day))
    return begun, over, left
