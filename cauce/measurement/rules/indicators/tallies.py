"""Counts what nobody's key stands behind: tallies that carry their number, waits, and what there is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from statistics import median

from cauce.content.model_indicators import Indicator, Waiting

from ..cohorts import Wait, is_whole, median_wait, whole_on
from .breaking import TIME, finders, last_day
from .counting import Found
from .model import Asked, Beside, Cell, Cohort, Key, Row

NOBODY = (0, "")
DAY = 24 * 60  # minutes


def tallied(one: Indicator, rows: Iterable[Row], asked: Asked, beside: Beside) -> Found:
    """Sums of tallies within the period, numerator beside denominator."""
    find = finders(asked.by, beside)
    above, below = _kinds(one)
    tops: Counter[tuple[str, ...]] = Counter()
    bottoms: Counter[tuple[str, ...]] = Counter()
    posts: dict[tuple[str, ...], Counter[str]] = {}
    for row in _within(rows, asked):
        key = tuple(f(row, NOBODY, row.code) for f in find)
        if row.kind in above:
            tops[key] += row.number
        if row.kind in one.numerator.less:
            tops[key] -= row.number
        if row.kind in below:
            bottoms[key] += row.number
            posts.setdefault(key, Counter())[row.post] += row.number
    return {
        key: Cell(tops[key], number, number, 1 if "post" in asked.by else max(posts[key].values()))
        for key, number in bottoms.items()
    }


def waited(one: Indicator, rows: Iterable[Row], asked: Asked, beside: Beside) -> Found:
    """The middle wait of each cell, in minutes; without the breakdown ``step``, to the first kind."""
    find, steps = finders(asked.by, beside), "step" in asked.by
    waits: dict[tuple[str, ...], list[int]] = {}
    posts: dict[tuple[str, ...], Counter[str]] = {}
    for row in _within(rows, asked):
        if row.kind not in one.numerator.any or (not steps and row.kind != one.numerator.any[0]):
            continue
        key = tuple(f(row, NOBODY, row.kind.removesuffix("_minutes")) for f in find)
        waits.setdefault(key, []).append(row.number)
        posts.setdefault(key, Counter())[row.post] += 1
    return {
        key: Cell(
            round(median(found)),
            len(found),
            len(found),
            1 if "post" in asked.by else max(posts[key].values()),
        )
        for key, found in waits.items()
    }


def still_waited(one: Indicator, rows: Iterable[Row], asked: Asked, beside: Beside) -> Found:
    """The middle wait of those whose wait began in each cell, in minutes, which keeps whoever still waits."""
    find, held = finders(asked.by, beside), list(rows)
    waits: dict[tuple[str, ...], list[Wait]] = {}
    days: dict[tuple[str, ...], int] = {}
    posts: dict[tuple[str, ...], Counter[str]] = {}
    for wait in one.waits if "step" in asked.by else one.waits[:1]:
        for first, length in _begun(wait, held, asked, beside):
            key = tuple(f(first, NOBODY, wait.step) for f in find)
            waits.setdefault(key, []).append(length)
            posts.setdefault(key, Counter())[first.post] += 1
            days[key] = wait.days
    return {key: _middle(key, found, days[key], posts[key], asked) for key, found in waits.items()}


def _middle(key: tuple[str, ...], waits: list[Wait], days: int, posts: Counter[str], asked: Asked) -> Cell:
    found, entered = median_wait(waits), last_day(asked.by, key, asked.until)
    young = not is_whole(entered, days, asked.last)
    cohort = Cohort(days, young, whole_on(entered, days), found.median, found.low, found.high)
    largest = 1 if "post" in asked.by else max(posts.values())
    return Cell(round(found.median or 0), found.of, found.of, largest, cohort)


def _begun(wait: Waiting, rows: list[Row], asked: Asked, beside: Beside) -> Iterable[tuple[Row, Wait]]:
    """Each wait that began in what is asked, by its first fact. What has no key cannot be followed."""
    begun: dict[Key, Row] = {}
    over: dict[Key, Row] = {}
    left: dict[Key, dt.date] = {}
    for row in rows:
        own = row.item or row.subject
        key = (row.period, own if row.item else beside.same.get((row.period, own), own))
        if not own or row.day > asked.last:
            continue
        if row.kind == wait.begins and (key not in begun or row.day < begun[key].day):
            begun[key] = row
        elif row.kind == wait.over and (key not in over or row.day < over[key].day):
            over[key] = row
        elif row.kind in wait.ends:
            left[key] = min(row.day, left.get(key, row.day))
    for key, first in begun.items():
        if key not in over and key in left and left[key] <= first.day:
            continue  # nobody waited
        if asked.since <= first.day < asked.until and (asked.posts is None or first.post in asked.posts):
            yield first, _length(first, over.get(key), left.get(key), wait.days, asked.last)


def _length(first: Row, over: Row | None, left: dt.date | None, days: int, last: dt.date) -> Wait:
    if over is not None and over.number <= days * DAY:
        return Wait(max(over.number, 0), True)
    until = last if left is None or over is not None else min(left, last)
    return Wait(min(max((until - first.day).days, 0), days) * DAY, False)


def stood(one: Indicator, rows: Iterable[Row], asked: Asked, beside: Beside) -> Found:
    """What there was as each stretch of time ended: the last tally of every post before that day."""
    mine = sorted(
        (row for row in rows if asked.posts is None or row.post in asked.posts),
        key=lambda row: row.day,
    )
    found: Found = {}
    for start, end in _stretches(asked):
        last: dict[tuple[str, str], Row] = {}
        for row in mine:
            if row.day < end:
                last[row.post, row.kind] = row._replace(day=start)
        once = Asked(start, end, asked.by)
        found.update(tallied(one, last.values(), once, beside))
    return {key: cell for key, cell in found.items() if cell.denominator}


def _stretches(asked: Asked) -> list[tuple[dt.date, dt.date]]:
    """The period cut as finely as ``by`` tells times apart; whole when it does not."""
    names = [name for name in TIME if name in asked.by]
    if not names:
        return [(asked.since, asked.until)]
    found: list[tuple[dt.date, dt.date]] = []
    start, day = asked.since, asked.since
    while day < asked.until:
        after = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
        end = min(after, asked.until)
        if end == asked.until or any(TIME[n](end) != TIME[n](start) for n in names):
            found.append((start, end))
            start = end
        day = end
    return found


def _within(rows: Iterable[Row], asked: Asked) -> Iterable[Row]:
    for row in rows:
        if asked.since <= row.day < asked.until:
            if asked.posts is None or row.post in asked.posts:
                yield row


def _kinds(one: Indicator) -> tuple[frozenset[str], frozenset[str]]:
    below = one.denominator or one.numerator
    return frozenset(one.numerator.any), frozenset(below.any)
