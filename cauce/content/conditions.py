"""Does this condition hold for these facts? True, false, or not known yet: never a guess.

A condition is a list of rows; any row may hold; inside a row every test must. The tests are those of
a DMN decision table (``grammar.py``), the logic is Kleene's. Each condition is compiled once into
closures for the declared type of its facts: no text is evaluated when a case is planned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cauce.content.grammar import (
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
from cauce.content.model import Fact, Row
from cauce.content.sentences import sentence

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

Answer = bool | None
# One test, ready: ``look(value, otherwise)`` is its answer.
_Look = Callable[[FactValue | None, Answer], Answer]
_Probe = tuple[_Look, Answer]


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
    """One test, compiled. Types were checked before: comparisons are between like and like.

    What names its values is a table of answers, with one answer for every value that it does not
    name: looking there is all that deciding takes.
    """
    match test:
        case OneOf(values):
            return _table(None, values, True)
        case Not(OneOf(values)):
            return _table(None, values, False)
        case NotKnown():
            return _table(True, (), True)
        case Not(NotKnown()):
            return _table(False, (), False)
        case Below(limit) | Not(AtLeast(limit)):
            return _below(limit), None
        case AtLeast(limit) | Not(Below(limit)):
            return _at_least(limit), None
        case Both(first, second):
            return _both(_probe(first), _probe(second)), None
    raise TypeError(test)


def _table(not_known: Answer, values: Sequence[FactValue], if_named: bool) -> _Probe:
    answers: dict[FactValue | None, Answer] = {None: not_known, **dict.fromkeys(values, if_named)}
    return answers.get, not if_named


def _below(limit: int) -> _Look:
    return lambda value, unknown: unknown if value is None else value < limit  # type: ignore[operator]


def _at_least(limit: int) -> _Look:
    return lambda value, unknown: unknown if value is None else value >= limit  # type: ignore[operator]


def _both(first: _Probe, second: _Probe) -> _Look:
    (one, if_one), (two, if_two) = first, second

    def look(value: FactValue | None, unknown: Answer) -> Answer:
        a, b = one(value, if_one), two(value, if_two)
        if a is False or b is False:
            return False
        return unknown if a is None or b is None else True

    return look


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
            (tuple((name, *_probe(test)) for name, test in row), Verdict(True, source, ()))
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
        for row, holds in self._compiled:
            open_facts: list[str] | None = None
            for name, look, otherwise in row:
                found = look(get(name), otherwise)
                if found is False:
                    break
                if found is None:
                    open_facts = [name] if open_facts is None else [*open_facts, name]
            else:
                if open_facts is None:
                    return holds
                missing = open_facts if missing is None else missing + open_facts
        return _NEVER if missing is None else Verdict(None, None, tuple(dict.fromkeys(missing)))

    def against(self, values: Values) -> tuple[str, ...]:
        """The facts that make the rows false: what does hold is no reason against."""
        probes = [probe for row, _ in self._compiled for probe in row]
        failing = [name for name, look, otherwise in probes if look(values.get(name), otherwise) is False]
        return tuple(dict.fromkeys(failing))


def compile_condition(rows: Sequence[Row], facts: Mapping[str, Fact], where: str = "") -> Condition:
    """Compile rows for these declared facts. Raises BadInput or Unknown with the cure."""
    return Condition(rows, facts, where)
