"""Counts units that can be told apart: persons, cases, contacts, referrals; each once.

A unit belongs to the day, the post and the cell of its first fact that counts, whenever that was: so
the parts of a breakdown, and of a year, add up to the whole. A person is one whatever posts she met.
A conclusion that a later one took back does not count. Where the definition has a horizon each unit is
followed for as long (``rules.cohorts``), from the day of that first fact.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cauce.content.model_indicators import Counted, Indicator

from ..cohorts import Followed, followed, is_whole, share_of, whole_on
from .breaking import Find, finders, last_day
from .model import CONCLUSIONS, NONE, WAITING, Asked, Beside, Cell, Cohort, Kept, Key, Row, Unit

Found = dict[tuple[str, ...], Cell]
SURE = frozenset({"presumed", "confirmed"})


@dataclass(slots=True)
class Filling:
    """A cell while it is filled."""

    numerator: int = 0
    denominator: int = 0
    persons: set[Key] = field(default_factory=set)
    groups: Counter[str] = field(default_factory=Counter)
    posts: Counter[str] = field(default_factory=Counter)
    followed: list[Followed] = field(default_factory=list)

    def put(self, whose: Key, row: Row) -> None:
        if whose in self.persons:
            return
        self.persons.add(whose)
        self.posts[row.post] += 1
        if row.group:
            self.groups[row.group] += 1

    def cell(self, rated: bool, of_one_post: bool, cohort: Cohort | None) -> Cell:
        shared = [max(self.groups.values(), default=0), 1 if self.persons else 0]
        if not of_one_post:
            shared.append(max(self.posts.values(), default=0))
        denominator = self.denominator if rated else None
        return Cell(self.numerator, denominator, len(self.persons), max(shared), cohort)


def linked(one: Indicator, rows: Iterable[Row], asked: Asked, beside: Beside) -> Found:
    """The cells of an indicator whose units have keys. Rows must be of its kinds, and known then."""
    rated, days = one.denominator is not None, days_of(one, asked)
    aided = "aid" in asked.by and one.unit != "referral"
    find = finders(asked.by, beside)
    filling: dict[tuple[str, ...], Filling] = {}
    reach = asked.until if days is None else dt.date.max
    for unit in _counted(one, rows, reach, beside):
        first = unit.first
        if not asked.since <= first.day < asked.until:
            continue
        if asked.posts is not None and first.post not in asked.posts:
            continue
        whose = _whose(first, beside)
        code = _first_service(one, unit, days, asked.last) if aided else first.code
        if "step" in asked.by:
            _cases_and_persons(filling, find, first, whose)
            continue
        key = tuple([f(first, whose, code) for f in find])
        held = filling.get(key)
        if held is None:
            held = filling[key] = Filling()
        held.put(_root(first, beside), first)
        held.denominator += 1
        if days is None or not rated:
            held.numerator += not rated or unit.met is not None
        else:
            course = _course(unit, days, asked.last)
            held.numerator += course.end == "met"
            held.followed.append(course)
    of_one_post = "post" in asked.by
    return {
        key: held.cell(rated, of_one_post, _cohort(held, key, asked, days if rated else None))
        for key, held in filling.items()
    }


def days_of(one: Indicator, asked: Asked) -> int | None:
    """The horizon that is asked. None: the definition has none."""
    return None if one.horizon is None else asked.days or one.horizon.days


def _course(unit: Unit, days: int, last: dt.date) -> Followed:
    # Whom the outcome came to after all had not left: who refused may accept later.
    met = unit.met if unit.met is not None and unit.met <= last else None
    left = None if met is not None and (met - unit.first.day).days <= days else unit.left
    return followed(unit.first.day, met, left, last, days)


def _cohort(held: Filling, key: Sequence[str], asked: Asked, days: int | None) -> Cohort | None:
    if days is None:
        return None
    entered = last_day(asked.by, key, asked.until)
    whole = is_whole(entered, days, asked.last)
    share = share_of(held.followed, days, whole=whole)
    return Cohort(days, not whole, whole_on(entered, days), share.value, share.low, share.high)


def _counted(one: Indicator, rows: Iterable[Row], until: dt.date, beside: Beside) -> Iterable[Unit]:
    """The units that count before a day. Of rows that are kept they are found once, whatever they are broken
    down by."""
    if not isinstance(rows, Kept):
        return _found(one, rows, until, beside)
    key = one.id, one.version, until
    if key not in rows.units:
        rows.units[key] = list(_found(one, rows, until, beside))
    return rows.units[key]


def _found(one: Indicator, rows: Iterable[Row], until: dt.date, beside: Beside) -> Iterable[Unit]:
    first_of, rated = one.denominator or one.numerator, one.denominator is not None
    ends = frozenset(one.horizon.ends if one.horizon else ())
    for unit in _units(one, rows, until, beside):
        stands = _standing(unit)
        first = _first(first_of, stands)
        if first is None or not _in_time(one, first, stands):
            continue
        met = _first(one.numerator, stands) if rated else first
        left = min((row.day for row in stands if row.kind in ends), default=None) if ends else None
        yield Unit(stands, first, met.day if met else None, left)


def _units(one: Indicator, rows: Iterable[Row], until: dt.date, beside: Beside) -> Iterable[list[Row]]:
    """The rows of each unit before a day. A row without a key stands for a unit of its own."""
    units: dict[Key, list[Row]] = {}
    alone: list[list[Row]] = []
    of_person, of_case, same = one.unit == "person", one.unit == "case", beside.same
    for row in rows:
        if row.day >= until:
            continue
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
        elif row.kind in (one.denominator or one.numerator).any:
            alone.append([row])
    yield from units.values()
    yield from alone


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


def _in_time(one: Indicator, first: Row, rows: list[Row]) -> bool:
    """Whether what must come beside the entry came within the horizon: or a cohort would grow for ever."""
    if one.horizon is None or one.denominator is None or not one.denominator.also:
        return True
    last = first.day + dt.timedelta(days=one.horizon.days)
    return {row.kind for row in rows if row.day <= last}.issuperset(one.denominator.also)


def _first_service(one: Indicator, unit: Unit, days: int | None, last: dt.date) -> str:
    """The first service within the horizon. Without one: none, or not yet of whom is still followed."""
    begins, no_codes = unit.first.day, one.aid_not
    given = [
        (row.day, row.code)
        for row in unit.rows
        if row.kind == "service_given"
        and row.code not in no_codes
        and (days is None or (row.day <= last and (row.day - begins).days <= days))
    ]
    if given:
        return min(given)[1]
    return NONE if days is None or is_whole(begins, days, last) else WAITING


def _whose(row: Row, beside: Beside) -> Key:
    """Whose profile is read: that of the row's own subject; else that of the same person."""
    own = (row.period, row.subject)
    return own if own in beside.profiles else _root(row, beside)


def _root(row: Row, beside: Beside) -> Key:
    key = (row.period, row.subject)
    return (row.period, beside.same.get(key, row.subject) or row.item or str(id(row)))


def _cases_and_persons(
    filling: dict[tuple[str, ...], Filling], find: Sequence[Find], row: Row, whose: Key
) -> None:
    """A family is one case and so many persons: two cells that are never added."""
    for step, number in (("cases", 1), ("persons", row.number)):
        held = filling.setdefault(tuple(f(row, whose, step) for f in find), Filling())
        held.numerator += number
        held.put(whose, row)
