"""Into which cell something falls: by place, time, way in, and what is known of the person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from .model import NONE, PROFILE, UNKNOWN, Beside, Key, Row

TIME: dict[str, Callable[[dt.date], str]] = {
    "year": lambda day: f"{day.year}",
    "half": lambda day: f"{day.year}H{1 if day.month < 7 else 2}",
    "quarter": lambda day: f"{day.year}Q{(day.month + 2) // 3}",
    "month": lambda day: f"{day.year}-{day.month:02d}",
}
# The last day of a stretch of time, by what it is called.
LAST: dict[str, Callable[[str], dt.date]] = {
    "year": lambda code: dt.date(int(code), 12, 31),
    "half": lambda code: _month_ends(int(code[:4]), 6 * int(code[-1])),
    "quarter": lambda code: _month_ends(int(code[:4]), 3 * int(code[-1])),
    "month": lambda code: _month_ends(int(code[:4]), int(code[-2:])),
}
Find = Callable[[Row, Key, str], str]


def _month_ends(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def last_day(by: Sequence[str], key: Sequence[str], until: dt.date) -> dt.date:
    """The last day on which somebody may enter a cell of what is asked up to ``until``."""
    ends = [LAST[name](value) for name, value in zip(by, key, strict=True) if name in TIME]
    return min([*ends, until - dt.timedelta(days=1)])


def finders(by: Sequence[str], beside: Beside) -> list[Find]:
    """For each dimension, how its value is found from the row, whose it is, and the service or step."""
    return [_finder(name, beside) for name in by]


def _finder(name: str, beside: Beside) -> Find:
    if name in TIME:
        when = TIME[name]
        return lambda row, whose, code: when(row.day)
    if name in PROFILE:
        place, known = PROFILE.index(name), beside.profiles
        return lambda row, whose, code: known[whose][place] if whose in known else UNKNOWN
    match name:
        case "post":
            return lambda row, whose, code: row.post or UNKNOWN
        case "region":
            regions = beside.regions
            return lambda row, whose, code: regions.get(row.post, UNKNOWN)
        case "channel":
            return lambda row, whose, code: row.channel or UNKNOWN
        case "aid":
            return lambda row, whose, code: code or NONE
        case "action":
            return lambda row, whose, code: row.code or UNKNOWN
        case "step":
            return lambda row, whose, code: code
    raise KeyError(name)
