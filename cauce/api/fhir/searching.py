"""What a search of Tasks asks. A parameter that is not known is refused: it would narrow nothing."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import QueryDict

from cauce.standards.fhir.answers import STATUSES
from cauce.standards.fhir.outcome import Refusal

from .shape import NAMES

KNOWN = ("status", "_lastUpdated", "_sort", "_count", "_page", *NAMES)
SORTED_BY = ("_lastUpdated", "status")
MOST = 100
COMPARE: dict[str, Callable[[dt.datetime, dt.datetime], bool]] = {
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
}


@dataclass(frozen=True, slots=True)
class Search:
    """Empty: not asked. ``since``: comparisons that all must hold. ``order``: by what, and whether falling.

    ``count`` 0: how many there are, and none of them.
    """

    statuses: frozenset[str]
    since: tuple[tuple[str, dt.datetime], ...]
    order: tuple[tuple[str, bool], ...]
    count: int
    page: int

    def takes(self, status: str, updated: dt.datetime) -> bool:
        asked = not self.statuses or status in self.statuses
        return asked and all(COMPARE[how](updated, moment) for how, moment in self.since)


def _refuse(name: str) -> Refusal:
    return Refusal(400, "invalid", f"«{name}» no se entiende.", f"'{name}' is not understood.")


def read(asked: QueryDict) -> Search:
    """The search of an address. Raises ``Refusal``."""
    if not set(asked) <= set(KNOWN):
        listed = ", ".join(KNOWN)
        raise Refusal(
            400, "not-supported", f"Solo se puede buscar por: {listed}.", f"You can only search by: {listed}."
        )
    statuses = {one for text in asked.getlist("status") for one in text.split(",") if one}
    if not statuses <= STATUSES:
        raise _refuse("status")
    since = tuple(_moment(text) for text in asked.getlist("_lastUpdated"))
    return Search(
        frozenset(statuses),
        since,
        tuple(_sorts(asked.get("_sort", "") or "-_lastUpdated")),
        _number(asked, "_count", 50, MOST, least=0),
        _number(asked, "_page", 1, 9999),
    )


def _sorts(text: str) -> Iterator[tuple[str, bool]]:
    for one in text.split(","):
        name = one.removeprefix("-")
        if name not in SORTED_BY:
            raise _refuse("_sort")
        yield name, one.startswith("-")


def _moment(text: str) -> tuple[str, dt.datetime]:
    how, rest = text[:2], text[2:]
    try:
        if how not in COMPARE:
            raise ValueError
        found = dt.datetime.fromisoformat(rest.replace(" ", "+"))
    except ValueError as problem:
        raise _refuse("_lastUpdated") from problem
    return how, found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _number(asked: QueryDict, name: str, default: int, most: int, least: int = 1) -> int:
    text = asked.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and least <= int(text)):
        raise _refuse(name)
    return min(int(text), most)
