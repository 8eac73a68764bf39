"""A day as an old spreadsheet writes it: read where it says only one thing, asked about where it does not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

Order = Literal["dmy", "mdy"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy")
_YMD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?")
_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:\s+de)?[\s./-]+([a-záéíóú]{3,12})\.?(?:\s+de[l]?)?[\s./,-]+(\d{4})")
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "ene enero jan january",
            "feb febrero february",
            "mar marzo march",
            "abr abril apr april",
            "may mayo",
            "jun junio june",
            "jul julio july",
            "ago agosto aug august",
            "sep sept septiembre setiembre september",
            "oct octubre october",
            "nov noviembre november",
            "dic diciembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_day(text: str, order: str = "") -> dt.date | None:
    """The day that a text says; None: it says none, or two and nobody has said which (``order``)."""
    text = text.strip().casefold()
    if found := _YMD.fullmatch(text):
        return _day(*(int(part) for part in found.groups()))
    if found := _WORDS.fullmatch(text):
        month = _MONTHS.get(found[2])
        return _day(int(found[3]), month, int(found[1])) if month else None
    if found := _PARTS.fullmatch(text):
        one, two, year = (int(part) for part in found.groups())
        if order == "dmy":
            return _day(year, two, one)
        if order == "mdy":
            return _day(year, one, two)
        # Without an answer only what can be read in one way: of 25/04 the 25 is no month.
        readings = {_day(year, two, one), _day(year, one, two)} - {None}
        return readings.pop() if len(readings) == 1 else None
    return None


def is_double(text: str) -> bool:
    """Whether it could be two different days, as 03/04/2019."""
    found = _PARTS.fullmatch(text.strip())
    if not found:
        return False
    one, two, year = (int(part) for part in found.groups())
    return one != two and None not in (_day(year, two, one), _day(year, one, two))


def hints(texts: Iterable[str]) -> dict[Order, int]:
    """How many of a column can be read in one order alone: shown beside the question, never taken for
    its answer."""
    found: dict[Order, int] = {"dmy": 0, "mdy": 0}
    for text in texts:
        parts = _PARTS.fullmatch(text.strip())
        if parts and not is_double(text):
            one, two, year = (int(part) for part in parts.groups())
            if one != two:
                found["dmy"] += _day(year, two, one) is not None
                found["mdy"] += _day(year, one, two) is not None
    return found
