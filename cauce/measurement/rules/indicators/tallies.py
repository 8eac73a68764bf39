"""Counts what nobody's key stands behind: tallies that carry their number, waits, and what there is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from statistics import median

from cauce.content.model_indicators import Indicator

from .breaking import TIME, finders
from .counting import Found
from .model import Asked, Beside, Cell, Row

NOBODY = (0, "")


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
