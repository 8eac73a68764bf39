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
from .breaking import AS_SAID, Key, cells_of, last_day
from .model import NONE, WAITING, Asked, Cell, Cohort
from .units import NEVER, Columns

Found = dict[Key, Cell]
Numbers = list[int]
START = dt.date(2000, 1, 1)
PLACE = ("day", "post")


def chosen(units: Columns, asked: Asked, until: dt.date | None, *names: str) -> dict[str, list[Any]]:
    """These columns, and when and where, of those that entered in what is asked. ``until`` None: whenever all
    of the entry was there."""
    since, before = asked.since.toordinal(), asked.until.toordinal()
    keep = [since <= day < before for day in units["day"]]
    if until is not None:
        late = until.toordinal()
        pairs = zip(keep, units["day"], units["ready"], strict=True)
        keep = [one and day + ready < late for one, day, ready in pairs]
    if asked.posts is not None:
        only = asked.posts
        keep = [one and post in only for one, post in zip(keep, units["post"], strict=True)]
    wanted = {*PLACE, *names, *(AS_SAID.get(name, name) for name in asked.by)} & units.keys()
    if all(keep):
        return {name: units[name] for name in wanted}
    return {name: list(compress(units[name], keep)) for name in wanted}


def linked(one: Indicator, units: Columns, asked: Asked, regions: Mapping[str, str]) -> Found:
    """The cells of an indicator whose units have keys."""
    rated, days = one.denominator is not None, days_of(one, asked)
    needed = ["group", "person", "met", "left", *(["given", "aid"] if "aid" in asked.by else [])]
    held = chosen(units, asked, asked.until if days is None else None, *needed, "number")
    if "step" in asked.by:
        return _cases_and_persons(held, asked, regions)
    if "aid" in asked.by:
        held["code"] = _services(one, held, asked, days)
    cells, keys = cells_of(asked.by, held, regions)
    of = Counter(cells)
    met, courses = of, dict[int, Counter[Followed]]()
    if rated and days is None:
        until = asked.until.toordinal()
        came = [day + met < until for day, met in zip(held["day"], held["met"], strict=True)]
        met = Counter(compress(cells, came))
    elif rated and days is not None:
        courses = _courses(cells, held, asked.last.toordinal(), days)
        met = Counter({cell: _met(found) for cell, found in courses.items()})
    persons = _persons(cells, held, of_one_post="post" in asked.by)
    return {
        keys[cell]: Cell(
            met[cell],
            number if rated else None,
            *persons[cell],
            _cohort(keys[cell], courses[cell], asked, days) if rated and days is not None else None,
        )
        for cell, number in of.items()
    }


def days_of(one: Indicator, asked: Asked) -> int | None:
    """The horizon that is asked. None: the definition has none."""
    return None if one.horizon is None else asked.days or one.horizon.days


def _met(found: Counter[Followed]) -> int:
    return sum(number for course, number in found.items() if course.end == "met")


def _courses(
    cells: Numbers, held: Mapping[str, list[int]], last: int, days: int
) -> dict[int, Counter[Followed]]:
    """How those of each cell were followed, and how many alike."""
    found: dict[int, Counter[Followed]] = {}
    same: dict[tuple[int, int, int], Followed] = {}
    alike = Counter(zip(cells, held["met"], held["left"], _seen(held["day"], last, days), strict=True))
    for (cell, *course), number in alike.items():
        key = (course[0], course[1], course[2])
        if key not in same:
            same[key] = _course(*key, days)
        found.setdefault(cell, Counter())[same[key]] += number
    return found


def _seen(entered: Numbers, last: int, days: int) -> Numbers:
    """For how many days each was followed so far."""
    if not entered or last - max(entered) >= days:
        return [days] * len(entered)
    return [min(last - day, days) for day in entered]


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


def _services(one: Indicator, held: Mapping[str, list[Any]], asked: Asked, days: int | None) -> list[str]:
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


def _persons(
    cells: Numbers, held: Mapping[str, list[Any]], *, of_one_post: bool
) -> dict[int, tuple[int, int]]:
    """Of each cell how many different persons stand behind it, and the most of them that share one group or,
    where it is not of one post, one post."""
    posts, groups = held["post"], held["group"]
    if "person" in held:
        cells, posts, groups = _once(cells, held["person"], posts, groups)
    largest = dict.fromkeys(cells, 1)
    together = Counter(pair for pair in zip(cells, groups, strict=True) if pair[1])
    if not of_one_post:
        together |= Counter(zip(cells, posts, strict=True))
    for (cell, _), number in together.items():
        largest[cell] = max(largest[cell], number)
    return {cell: (number, largest[cell]) for cell, number in Counter(cells).items()}


def _once(cells: Numbers, *columns: list[Any]) -> tuple[Numbers, list[str], list[str]]:
    """Each person of a cell once; of several places the first in the alphabet."""
    places: dict[tuple[int, int], tuple[str, str]] = {}
    for cell, person, post, group in set(zip(cells, *columns, strict=True)):
        key, place = (cell, person), (post, group)
        places[key] = min(place, places.get(key, place))
    found = places.values()
    return [cell for cell, _ in places], [post for post, _ in found], [group for _, group in found]


def _cases_and_persons(held: dict[str, list[Any]], asked: Asked, regions: Mapping[str, str]) -> Found:
    """A family is one case and so many persons: two cells that are never added."""
    found: Found = {}
    for step, numbers in (("cases", [1] * len(held["day"])), ("persons", held["number"])):
        cells, keys = cells_of(asked.by, held | {"code": [step] * len(numbers)}, regions)
        persons = _persons(cells, held, of_one_post="post" in asked.by)
        for cell, number in summed(cells, numbers).items():
            found[keys[cell]] = Cell(number, None, *persons[cell])
    return found


def summed(keys: Iterable[Any], numbers: Iterable[int]) -> Counter[Any]:
    """The numbers of each cell added up."""
    found: Counter[Any] = Counter()
    for key, number in zip(keys, numbers, strict=True):
        found[key] += number
    return found
