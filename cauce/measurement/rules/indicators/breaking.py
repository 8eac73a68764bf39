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
Find = Callable[[Row, Key, str], str]


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
