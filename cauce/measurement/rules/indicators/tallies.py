"""Counts what nobody's key stands behind: tallies that carry their number, waits, and what there is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import compress
from statistics import median
from typing import Any

from cauce.content.model_indicators import Indicator

from ..cohorts import Wait, is_whole, median_wait, whole_on
from .breaking import TIME, Key, cells_of, last_day
from .counting import Found, chosen, summed
from .model import Asked, Cell, Cohort, Row
from .units import NEVER, Columns

DAY = 24 * 60  # minutes
Regions = Mapping[str, str]


def tallied(one: Indicator, rows: Iterable[Row], asked: Asked, regions: Regions) -> Found:
    """Sums of tallies within the period, numerator beside denominator."""
    held = _within(rows, asked)
    (cells, keys), kinds, numbers = cells_of(asked.by, held, regions), held["kind"], held["number"]

    def of(wanted: Iterable[str], by: Iterable[Any]) -> Counter[Any]:
        keep = [kind in wanted for kind in kinds]
        return summed(compress(by, keep), compress(numbers, keep))

    below = (one.denominator or one.numerator).any
    tops, less, bottoms = of(one.numerator.any, cells), of(one.numerator.less, cells), of(below, cells)
    posts = _most(of(below, zip(cells, held["post"], strict=True)))
    return {
        keys[cell]: Cell(tops[cell] - less[cell], number, number, 1 if "post" in asked.by else posts[cell])
        for cell, number in bottoms.items()
    }


def _most(by_post: Mapping[Any, int]) -> dict[int, int]:
    """The number of the post that has the most of each cell."""
    found: dict[int, int] = {}
    for (cell, _), number in by_post.items():
        found[cell] = max(found.get(cell, number), number)
    return found


def waited(one: Indicator, rows: Iterable[Row], asked: Asked, regions: Regions) -> Found:
    """The middle wait of each cell, in minutes; without the breakdown ``step``, to the first kind."""
    kinds = one.numerator.any if "step" in asked.by else one.numerator.any[:1]
    held = _within((row for row in rows if row.kind in kinds), asked)
    steps = [kind.removesuffix("_minutes") for kind in held["kind"]]
    cells, keys = cells_of(asked.by, held | {"code": steps}, regions)
    waits: dict[int, list[int]] = {}
    for cell, number in zip(cells, held["number"], strict=True):
        waits.setdefault(cell, []).append(number)
    posts = _most(Counter(zip(cells, held["post"], strict=True)))
    return {
        keys[cell]: Cell(
            round(median(found)), len(found), len(found), 1 if "post" in asked.by else posts[cell]
        )
        for cell, found in waits.items()
    }


def still_waited(one: Indicator, units: Mapping[str, Columns], asked: Asked, regions: Regions) -> Found:
    """The middle wait of those whose wait began in each cell, in minutes, which keeps whoever still waits."""
    found: Found = {}
    last = asked.last.toordinal()
    for wait in (wait for wait in one.waits if wait.step in units):
        held = chosen(units[wait.step], asked, None, "met", "left")
        cells, keys = cells_of(asked.by, held | {"code": [wait.step] * len(held["day"])}, regions)
        waits: dict[int, Counter[Wait]] = {}
        seen = [min(last - day, wait.days) for day in held["day"]]
        alike = Counter(zip(cells, held["met"], held["left"], seen, strict=True))
        for (cell, over, left, days), number in alike.items():
            waits.setdefault(cell, Counter())[_length(over, left, days, wait.days)] += number
        posts = _most(Counter(zip(cells, held["post"], strict=True)))
        for cell, lengths in waits.items():
            found[keys[cell]] = _middle(keys[cell], lengths, wait.days, posts[cell], asked)
    return found


def _middle(key: Key, waits: Counter[Wait], days: int, most: int, asked: Asked) -> Cell:
    found, entered = median_wait(waits), last_day(asked.by, key, asked.until)
    young = not is_whole(entered, days, asked.last)
    cohort = Cohort(days, young, whole_on(entered, days), found.median, found.low, found.high)
    largest = 1 if "post" in asked.by else most
    return Cell(round(found.median or 0), found.of, found.of, largest, cohort)


def _length(over: int, left: int, seen: int, days: int) -> Wait:
    """``over``: minutes; ``left``, ``seen``: days."""
    if over <= days * DAY:
        return Wait(max(over, 0), True)
    until = seen if over != NEVER else min(left, seen)
    return Wait(min(max(until, 0), days) * DAY, False)


def stood(one: Indicator, rows: Iterable[Row], asked: Asked, regions: Regions) -> Found:
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
        found.update(tallied(one, last.values(), once, regions))
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


def _within(rows: Iterable[Row], asked: Asked) -> dict[str, list[Any]]:
    """The tallies of what is asked, as columns."""
    held = [
        row
        for row in rows
        if asked.since <= row.day < asked.until and (asked.posts is None or row.post in asked.posts)
    ]
    return {
        "kind": [row.kind for row in held],
        "day": [row.day.toordinal() for row in held],
        "post": [row.post for row in held],
        "channel": [row.channel for row in held],
        "code": [row.code for row in held],
        "number": [row.number for row in held],
    }
