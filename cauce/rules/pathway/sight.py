"""What conditions see of the facts of a case: no day and no number that they could not tell apart.

No test tells one day from another, and those of an age name a few limits: the thousand dates and ages
of a thousand cases have few remembered answers. A reason that names such a fact tells it as it is.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from cauce.content.conditions import FactValue, check_value
from cauce.content.errors import unknown
from cauce.content.grammar import TYPES, AtLeast, Below, Both, Not, OneOf, Test, parse_rows
from cauce.rules.pathway.model import EditionLike

Facts = Mapping[str, FactValue | None]
DATED = dt.date.max  # any known date
BLURRED = frozenset({"date", "instant", "integer"})  # the types of which less is seen than is known


class Sight:
    """Reads the facts of a case for the conditions of one edition."""

    def __init__(self, edition: EditionLike) -> None:
        self._facts = edition.facts
        self._types = {fact.id: TYPES[fact.type] for fact in edition.facts.values()}
        kinds = {name: {fact.id for fact in edition.facts.values() if fact.type == name} for name in TYPES}
        self._allowed = {name: frozenset(edition.facts[name].values) | {None} for name in kinds["choice"]}
        self._choices, self._dated = kinds["choice"], kinds["date"] | kinds["instant"]
        self._bands = _bands(edition, kinds["integer"])
        self._nothing: dict[str, FactValue | None] = dict.fromkeys(self._types)

    def values(self, name: str) -> int:
        """How many values conditions see of that fact, «not known» among them."""
        if name in self._bands:
            return len(self._bands[name]) + 2
        fact = self._facts[name]
        return {"boolean": 3, "choice": len(fact.values) + 1}.get(fact.type, 2)

    def see(self, facts: Facts) -> Facts:
        """Every declared fact as conditions see it: its value, None, that a date is known, or for a
        number the least that every condition answers alike.

        Raises BadInput or Unknown for what is not declared so.
        """
        seen = self._nothing.copy()
        if list(map(type, facts.values())) != list(map(self._types.get, facts)):
            self._check(facts)  # what is not known has another type too
        for name in facts.keys() & self._choices:
            if facts[name] not in self._allowed[name]:
                check_value(self._facts[name], facts[name], name)
        seen.update(facts)
        for name in facts.keys() & self._dated:
            value = facts[name]
            if isinstance(value, dt.datetime) and value.tzinfo is not dt.UTC and value.utcoffset() is None:
                check_value(self._facts[name], value, name)
            if value is not None:
                seen[name] = DATED
        for name in facts.keys() & self._bands.keys():
            number = facts[name]
            if isinstance(number, int):
                limits = self._bands[name]
                band = bisect_right(limits, number)
                seen[name] = limits[band - 1] if band else _BELOW
        return seen

    def _check(self, facts: Facts) -> None:
        for name, value in facts.items():
            if name not in self._types:
                raise unknown("hechos declarados", "declared facts", name, self._types, "facts")
            if value is not None and type(value) is not self._types[name]:
                check_value(self._facts[name], value, name)


_BELOW = -(10**9)  # below the first limit


def _bands(edition: EditionLike, names: Iterable[str]) -> dict[str, list[int]]:
    """For each of these facts the numbers at which an answer may change."""
    found: dict[str, set[int]] = {name: set() for name in names}
    for action in edition.actions.values():
        tests = [*parse_rows(action.when, edition.facts, f"{action.id}.when")]
        for within in action.within:
            tests += parse_rows(within.when, edition.facts, f"{action.id}.within")
        for name, test in (one for row in tests for one in row):
            if name in found:
                found[name].update(_limits_of(test))
    return {name: sorted(limits) for name, limits in found.items()}


def _limits_of(test: Test) -> Iterator[int]:
    match test:
        case Below(limit) | AtLeast(limit):
            yield limit
        case OneOf(values):
            for value in values:
                if isinstance(value, int):
                    yield from (value, value + 1)
        case Not(inner):
            yield from _limits_of(inner)
        case Both(first, second):
            yield from _limits_of(first)
            yield from _limits_of(second)
