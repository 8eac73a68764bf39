"""Into which cell something falls: by place, time, way in, and what is known of the person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .model import UNKNOWN

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
AS_SAID = {"aid": "code", "action": "code", "step": "code"}  # the service, or the step: in that column
Key = tuple[str, ...]


def _month_ends(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def last_day(by: Sequence[str], key: Sequence[str], until: dt.date) -> dt.date:
    """The last day on which somebody may enter a cell of what is asked up to ``until``."""
    ends = [LAST[name](value) for name, value in zip(by, key, strict=True) if name in TIME]
    return min([*ends, until - dt.timedelta(days=1)])


def cells_of(
    by: Sequence[str], columns: Mapping[str, list[Any]], regions: Mapping[str, str]
) -> tuple[list[int], list[Key]]:
    """The cell of each row, of columns of the same length, as a number, and the key of each number.

    ``day``: ordinals; ``regions``: of each post. What has no column is not known."""
    if not by:
        return [0] * len(columns["day"]), [()]
    numbers: dict[Key, int] = {}
    said = zip(*[_said(name, columns, regions) for name in by], strict=True)
    return [numbers.setdefault(key, len(numbers)) for key in said], list(numbers)


def _said(name: str, columns: Mapping[str, list[Any]], regions: Mapping[str, str]) -> list[str]:
    if name in TIME:
        when = TIME[name]
        said = {day: when(dt.date.fromordinal(day)) for day in set(columns["day"])}
        return [said[day] for day in columns["day"]]
    if name == "region":
        said = {post: regions.get(post, UNKNOWN) for post in set(columns["post"])}
        return [said[post] for post in columns["post"]]
    found = columns.get(AS_SAID.get(name, name))
    return [UNKNOWN] * len(columns["day"]) if found is None else [value or UNKNOWN for value in found]
