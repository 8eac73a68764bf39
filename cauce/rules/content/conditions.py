"""Does this condition hold for these facts? True, false, or not known yet: never a guess.

A condition is a list of rows; any row may hold; inside a row every test must. The tests are those of
a DMN decision table (``grammar.py``), the logic is Kleene's. Each condition is compiled once into
closures for the declared type of its facts: no text is evaluated when a case is planned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cauce.rules.content.grammar import (
    TYPES,
    AtLeast,
    Below,
    Both,
    FactValue,
    Not,
    NotKnown,
    OneOf,
    Test,
    Values,
    check_value,
    parse_rows,
)
from cauce.rules.content.model import Fact, Row
from cauce.rules.content.sentences import sentence

__all__ = [
    "ALWAYS",
    "Condition",
    "FactValue",
    "Values",
    "Verdict",
    "check_value",
    "compile_condition",
    "sentence",
]

_Probe = Callable[[FactValue | None], bool | None]


class Verdict(NamedTuple):
    """Whether a condition holds.

    ``value`` None means that nobody knows yet. ``holding`` is the first row that holds (None: none
    does, or the condition is empty and always holds). ``missing`` names the facts that could still
    change an unknown answer: only those of rows that are not already false.
    """

    value: bool | None
    holding: Row | None
    missing: tuple[str, ...]


ALWAYS = Verdict(True, None, ())
_NEVER = Verdict(False, None, ())


def _probe(test: Test) -> _Probe:
    """The closure of one test. Types were checked before: comparisons are between like and like."""
    match test:
        case OneOf(values):
            allowed = frozenset(values)
            return lambda value: None if value is None else value in allowed
        case Below(limit):
            return lambda value: None if value is None else value < limit  # type: ignore[operator]
        case AtLeast(limit):
            return lambda value: None if value is None else value >= limit  # type: ignore[operator]
        case NotKnown():
            return lambda value: value is None
        case Not(inner):
            probe = _probe(inner)
            return lambda value: None if (found := probe(value)) is None else not found
        case Both(first, second):
            one, two = _probe(first), _probe(second)

            def both(value: FactValue | None) -> bool | None:
                a, b = one(value), two(value)
                if a is False or b is False:
                    return False
                return None if a is None or b is None else True

            return both


class Condition:
    """A compiled condition. ``names`` are the facts it reads, in the order of writing."""

    __slots__ = ("_compiled", "_facts", "_types", "names", "rows")

    def __init__(self, rows: Sequence[Row], facts: Mapping[str, Fact], where: str = "") -> None:
        parsed = parse_rows(rows, facts, where)
        self.rows: tuple[Row, ...] = tuple(rows)
        self.names: tuple[str, ...] = tuple(dict.fromkeys(n for row in parsed for n, _ in row))
        self._facts = facts
        self._types = tuple(TYPES[facts[name].type] for name in self.names)
        self._compiled = tuple(
            (tuple((name, _probe(test)) for name, test in row), source)
            for row, source in zip(parsed, self.rows, strict=True)
        )

    def evaluate(self, values: Values) -> Verdict:
        """The verdict for these values; a value of the wrong type is BadInput, never a comparison."""
        get = values.get
        for name, expected in zip(self.names, self._types, strict=True):
            value = get(name)
            if value is not None and type(value) is not expected:
                check_value(self._facts[name], value)
        return self.decide(values)

    def decide(self, values: Values) -> Verdict:
        """As ``evaluate``, for values that were already checked at the door."""
        if not self._compiled:
            return ALWAYS
        get, missing = values.get, None
        for row, source in self._compiled:
            open_facts: list[str] | None = None
            for name, probe in row:
                found = probe(get(name))
                if found is False:
                    break
                if found is None:
                    open_facts = [name] if open_facts is None else [*open_facts, name]
            else:
                if open_facts is None:
                    return Verdict(True, source, ())
                missing = open_facts if missing is None else missing + open_facts
        return _NEVER if missing is None else Verdict(None, None, tuple(dict.fromkeys(missing)))

    def against(self, values: Values) -> tuple[str, ...]:
        """The facts that make the rows false: what does hold is no reason against."""
        failing = (
            name for row, _ in self._compiled for name, probe in row
            if probe(values.get(name)) is False
        )  # fmt: skip
        return tuple(dict.fromkeys(failing))


def compile_condition(rows: Sequence[Row], facts: Mapping[str, Fact], where: str = "") -> Condition:
    """Compile rows for these declared facts. Raises BadInput or Unknown with the cure."""
    return Condition(rows, facts, where)
