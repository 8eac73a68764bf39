"""Counts units that can be told apart: persons, cases, contacts, referrals; each once (``units``).

Where the definition has a horizon each unit is followed for as long (``rules.cohorts``), from the day of its
first fact. Columns are counted, not units one by one: of a hundred thousand that is what takes the time.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import Any

from cauce.content.model_indicators import Indicator

from ..cohorts import Followed, followed, is_whole, share_of, whole_on
from .breaking import Keys, keys_of, last_day
from .model import NONE, WAITING, Asked, Cell, Cohort
from .units import NEVER, Columns

Found = dict[tuple[str, ...], Cell]
START = dt.date(2000, 1, 1)


def chosen(units: Columns, asked: Asked, until: dt.date | None) -> Columns:
    """Those that entered in what is asked. ``until`` None: whenever all of the entry was there."""
    since, before = asked.since.toordinal(), asked.until.toordinal()
    keep = [since <= day < before for day in units["day"]]
    if until is not None:
        late = until.toordinal()
        pairs = zip(keep, units["day"], units["ready"], strict=True)
        keep = [one and day + ready < late for one, day, ready in pairs]
    if asked.posts is not None:
        only = asked.posts
        keep = [one and post in only for one, post in zip(keep, units["post"], strict=True)]
    return {name: list(compress(values, keep)) for name, values in units.items()}


def linked(one: Indicator, units: Columns, asked: Asked, regions: Mapping[str, str]) -> Found:
    """The cells of an indicator whose units have keys."""
    rated, days = one.denominator is not None, days_of(one, asked)
    held = chosen(units, asked, asked.until if days is None else None)
    if "step" in asked.by:
        return _cases_and_persons(held, asked, regions)
    if "aid" in asked.by:
        held = held | {"code": _services(one, held, asked, days)}
    keys = keys_of(asked.by, held, regions)
    of = Counter(keys)
    met, courses = of, dict[tuple[str, ...], Counter[Followed]]()
    if rated and days is None:
        until = asked.until.toordinal()
        came = [day + met < until for day, met in zip(held["day"], held["met"], strict=True)]
        met = Counter(compress(keys, came))
    elif rated and days is not None:
        courses = _courses(keys, held, asked.last.toordinal(), days)
        met = Counter({key: _met(found) for key, found in courses.items()})
    persons = _persons(keys, held, of_one_post="post" in asked.by)
    return {
        key: Cell(
            met[key],
            number if rated else None,
            *persons[key],
            _cohort(key, courses[key], asked, days) if rated and days is not None else None,
        )
        for key, number in of.items()
    }


def days_of(one: Indicator, asked: Asked) -> int | None:
    """The horizon that is asked. None: the definition has none."""
    return None if one.horizon is None else asked.days or one.horizon.days


def _met(found: Counter[Followed]) -> int:
    return sum(number for course, number in found.items() if course.end == "met")


def _courses(keys: Keys, held: Columns, last: int, days: int) -> dict[tuple[str, ...], Counter[Followed]]:
    """How those of each cell were followed, and how many alike."""
    seen = [min(last - day, days) for day in held["day"]]
    found: dict[tuple[str, ...], Counter[Followed]] = {}
    same: dict[tuple[int, int, int], Followed] = {}
    for (key, *course), number in Counter(zip(keys, held["met"], held["left"], seen, strict=True)).items():
        alike = tuple(course)
        if alike not in same:
            same[alike] = _course(*alike, days)
        found.setdefault(key, Counter())[same[alike]] += number
    return found


def _course(met: int, left: int, seen: int, days: int) -> Followed:
    # Whom the outcome came to after all had not left: who refused may accept later.
    came = _after(met) if met <= seen else None
    gone = None if came is not None or left == NEVER else _after(left)
    return followed(START, came, gone, _after(seen), days)


def _after(days: int) -> dt.date:
    return START + dt.timedelta(days=days)


def _cohort(key: Sequence[str], found: Counter[Followed], asked: Asked, days: int) -> Cohort:
    entered = last_day(asked.by, key, asked.until)
    whole = is_whole(entered, days, asked.last)
    share = share_of(found, days, whole=whole)
    return Cohort(days, not whole, whole_on(entered, days), share.value, share.low, share.high)


def _services(one: Indicator, held: Columns, asked: Asked, days: int | None) -> list[str]:
    """The first service within the horizon. Without one: none, or not yet of whom is still followed."""
    if one.unit == "referral":
        return [code or NONE for code in held["code"]]
    last = asked.last.toordinal() if days is not None else asked.until.toordinal() - 1
    most = NEVER - 1 if days is None else days
    found = []
    for day, given, aid in zip(held["day"], held["given"], held["aid"], strict=True):
        if given <= most and day + given <= last:
            found.append(aid or NONE)
        else:
            found.append(NONE if days is None or last - day > days else WAITING)
    return found


def _persons(keys: Keys, held: Columns, *, of_one_post: bool) -> dict[tuple[str, ...], tuple[int, int]]:
    """Of each cell how many different persons stand behind it, and the most of them that share one group or,
    where it is not of one post, one post."""
    posts, groups = held["post"], held["group"]
    if len(set(zip(held["period"], held["person"], strict=True))) < len(keys):
        keys, posts, groups = _once(keys, held)
    largest: dict[tuple[str, ...], int] = dict.fromkeys(keys, 1)
    together = Counter(pair for pair in zip(keys, groups, strict=True) if pair[1])
    if not of_one_post:
        together |= Counter(zip(keys, posts, strict=True))
    for (key, _), number in together.items():
        largest[key] = max(largest[key], number)
    return {key: (number, largest[key]) for key, number in Counter(keys).items()}


def _once(keys: Keys, held: Columns) -> tuple[Keys, list[Any], list[Any]]:
    """Each person of a cell once; of several places the first in the alphabet."""
    columns = (held[name] for name in ("period", "person", "post", "group"))
    every = set(zip(keys, *columns, strict=True))
    persons = {row[:3]: row[3:] for row in every}
    if len(persons) < len(every):
        persons = {row[:3]: row[3:] for row in sorted(every, key=lambda row: row[3:], reverse=True)}
    posts, groups = zip(*persons.values(), strict=True) if persons else ((), ())
    return [key for key, _, _ in persons], list(posts), list(groups)


def _cases_and_persons(held: Columns, asked: Asked, regions: Mapping[str, str]) -> Found:
    """A family is one case and so many persons: two cells that are never added."""
    found: Found = {}
    for step, numbers in (("cases", [1] * len(held["day"])), ("persons", held["number"])):
        keys = keys_of(asked.by, held | {"code": [step] * len(numbers)}, regions)
        sums = summed(keys, numbers)
        persons = _persons(keys, held, of_one_post="post" in asked.by)
        found |= {key: Cell(number, None, *persons[key]) for key, number in sums.items()}
    return found


def summed(keys: Iterable[Any], numbers: Iterable[int]) -> Counter[Any]:
    """The numbers of each cell added up."""
    found: Counter[Any] = Counter()
    for key, number in zip(keys, numbers, strict=True):
        found[key] += number
    return found
