"""The grammar of conditions: how the tests of ``when`` are written, and what each of them means.

A value, a list of values, ``<n``, ``>=n``, ``unknown``, ``not …``, or two tests with a space between
them (``">=14 <18"``). Nothing else. What is cleverer is a named function of the rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cauce.content.errors import BadInput, nearest, unknown
from cauce.content.model import Fact, Row

FactValue = bool | int | str | dt.date | dt.datetime
Values = Mapping[str, FactValue | None]  # None, or no key: not known
Written = bool | int | str | Sequence[str | int]

# Exact types, compared with ``is``: in Python True equals 1, and that must not decide anything.
TYPES: dict[str, type] = {
    "boolean": bool,
    "integer": int,
    "choice": str,
    "date": dt.date,
    "instant": dt.datetime,
}
_COMPARISON = re.compile(r"^(<|>=)(-?\d+)$")


@dataclass(frozen=True, slots=True)
class OneOf:
    """The fact equals one of the values; a plain value is a list of one."""

    values: tuple[bool | int | str, ...]


@dataclass(frozen=True, slots=True)
class Below:
    limit: int


@dataclass(frozen=True, slots=True)
class AtLeast:
    limit: int


@dataclass(frozen=True, slots=True)
class NotKnown:
    """The fact is not known: the only test that is true of a missing fact."""


@dataclass(frozen=True, slots=True)
class Not:
    test: OneOf | Below | AtLeast | NotKnown


@dataclass(frozen=True, slots=True)
class Both:
    """Two tests written with a space between them: ``">=14 <18"``."""

    first: Below | AtLeast | Not
    second: Below | AtLeast | Not


Test = OneOf | Below | AtLeast | NotKnown | Not | Both


def _bad(where: str, es: str, en: str, cure_es: str, cure_en: str) -> BadInput:
    return BadInput(es, en, where=where, cure_es=cure_es, cure_en=cure_en)


def _value(word: bool | int | str, fact: Fact, where: str) -> bool | int | str:
    """The written value as the declared type of the fact, or BadInput."""
    if fact.type == "integer" and isinstance(word, str) and re.fullmatch(r"-?\d+", word):
        return int(word)
    if fact.type == "boolean" and word in ("true", "false"):
        return word == "true"
    if fact.type in ("date", "instant"):
        raise _bad(
            where,
            f"el hecho «{fact.id}» es una fecha; «{word}» no es una prueba para fechas.",
            f"the fact '{fact.id}' is a date; '{word}' is not a test for dates.",
            "Escriba unknown o «not unknown», o declare un hecho derivado.",
            "Write unknown or 'not unknown', or declare a derived fact.",
        )
    if type(word) is not TYPES[fact.type]:
        raise _bad(
            where,
            f"«{word}» no es un valor de tipo {fact.type}, el de «{fact.id}».",
            f"'{word}' is not a value of type {fact.type}, the type of '{fact.id}'.",
            "Escriba un valor de ese tipo, sin comillas si es número o true/false.",
            "Write a value of that type, without quotes for a number or true/false.",
        )
    if fact.type == "choice" and word not in fact.values:
        near = ", ".join(nearest(str(word), fact.values)) or ", ".join(fact.values)
        raise _bad(
            where,
            f"«{word}» no es un valor de «{fact.id}».",
            f"'{word}' is not a value of '{fact.id}'.",
            f"Valores posibles más parecidos: {near}.",
            f"Nearest possible values: {near}.",
        )
    return word


def _one_of(words: Sequence[bool | int | str], fact: Fact, where: str) -> OneOf:
    if not words:
        raise _bad(
            where,
            "una lista vacía no se cumple nunca.",
            "an empty list never holds.",
            "Escriba al menos un valor.",
            "Write at least one value.",
        )
    for word in words:
        if isinstance(word, str) and (word == "unknown" or re.match(r"<|>|not\b", word)):
            raise _bad(
                where,
                f"«{word}» no puede ir dentro de una lista: una lista solo tiene valores.",
                f"'{word}' cannot stand in a list: a list holds values only.",
                "Escriba la prueba en otra fila; para negar una lista, «not [a, b]».",
                "Write the test in another row; to reverse a list, 'not [a, b]'.",
            )
    return OneOf(tuple(_value(word, fact, where) for word in words))


def _simple(text: str, fact: Fact, where: str) -> OneOf | Below | AtLeast | NotKnown:
    """One test without ``not`` and without a space outside brackets."""
    if text == "unknown":
        return NotKnown()
    if text.startswith("[") and text.endswith("]"):
        return _one_of([word.strip() for word in text[1:-1].split(",")], fact, where)
    if match := _COMPARISON.match(text):
        if fact.type != "integer":
            raise _bad(
                where,
                f"«{text}» compara números, y «{fact.id}» es de tipo {fact.type}.",
                f"'{text}' compares numbers, and '{fact.id}' is of type {fact.type}.",
                "Use un valor o una lista de valores.",
                "Use a value or a list of values.",
            )
        sign, number = match.groups()
        return Below(int(number)) if sign == "<" else AtLeast(int(number))
    if re.match(r"[<>=!]", text):
        raise _bad(
            where,
            f"«{text}» no es una comparación.",
            f"'{text}' is not a comparison.",
            "Solo existen «<n» y «>=n», con n entero y sin espacio.",
            "Only '<n' and '>=n' exist, with a whole n and no space.",
        )
    return OneOf((_value(text, fact, where),))


def _parts(text: str, where: str) -> list[str]:
    """``"not a"``, ``">=14 <18"`` → the tests that stand side by side, each with its ``not``."""
    words = re.findall(r"\[[^\]]*\]|\S+", text)
    parts: list[str] = []
    while words:
        word = words.pop(0)
        if word == "not":
            if not words or words[0] == "not":
                raise _bad(
                    where,
                    f"en «{text}» falta lo que se niega.",
                    f"in '{text}' what is reversed is missing.",
                    "Escriba «not valor», «not [a, b]», «not <n» o «not unknown».",
                    "Write 'not value', 'not [a, b]', 'not <n' or 'not unknown'.",
                )
            word = f"not {words.pop(0)}"
        parts.append(word)
    return parts


def _single(part: str, fact: Fact, where: str) -> OneOf | Below | AtLeast | NotKnown | Not:
    if part.startswith("not "):
        return Not(_simple(part[4:], fact, where))
    return _simple(part, fact, where)


def _both(parts: list[str], text: str, fact: Fact, where: str) -> Both:
    tests = [_single(part, fact, where) for part in parts]
    plain = [test for test in tests if isinstance(test, OneOf | NotKnown)]
    # "not >=14 <18" could be read in two ways; a test that two readers read differently is refused.
    mixed = sum(isinstance(test, Not) for test in tests) == 1
    if len(tests) != 2 or plain or mixed:
        raise _bad(
            where,
            f"«{text}» no se puede leer de una sola manera.",
            f"'{text}' cannot be read in one way only.",
            "Dos pruebas juntas son dos comparaciones («>=14 <18») o dos «not»; "
            "para varios valores, una lista.",
            "Two tests side by side are two comparisons ('>=14 <18') or two 'not'; "
            "for several values, a list.",
        )
    first, second = tests
    assert not isinstance(first, OneOf | NotKnown) and not isinstance(second, OneOf | NotKnown)
    return Both(first, second)


def parse_test(written: Written, fact: Fact, where: str = "") -> Test:
    """The test that is written, read for the declared type of its fact; else BadInput with a cure."""
    if isinstance(written, bool | int):
        return OneOf((_value(written, fact, where),))
    if not isinstance(written, str):
        if not isinstance(written, Sequence):
            written = ""
        else:
            return _one_of(list(written), fact, where)
    parts = _parts(written.strip(), where)
    if not parts:
        raise _bad(
            where,
            f"la prueba de «{fact.id}» está vacía.",
            f"the test of '{fact.id}' is empty.",
            "Si quiere decir «no se sabe», escriba unknown.",
            "If you mean 'not known', write unknown.",
        )
    if len(parts) == 1:
        return _single(parts[0], fact, where)
    return _both(parts, written, fact, where)


def parse_rows(
    rows: Sequence[Row], facts: Mapping[str, Fact], where: str = ""
) -> tuple[tuple[tuple[str, Test], ...], ...]:
    """Every row as (fact, test) pairs; an undeclared fact is an Unknown naming the nearest ones."""
    parsed = []
    for row in rows:
        if not row:
            raise _bad(
                where,
                "una fila vacía se cumple siempre y anula a las demás.",
                "an empty row always holds and cancels the others.",
                "Quite la fila; una acción sin condición no lleva «when».",
                "Remove the row; an action without a condition has no 'when'.",
            )
        pairs = []
        for name, written in row.items():
            if name not in facts:
                raise unknown("hechos declarados", "declared facts", name, facts, where)
            pairs.append((name, parse_test(written, facts[name], where)))
        parsed.append(tuple(pairs))
    return tuple(parsed)


def check_value(fact: Fact, value: object, where: str = "") -> None:
    """Refuse a value that is not of the declared type; None is always allowed: it is not known."""
    if value is None:
        return
    if type(value) is not TYPES[fact.type]:
        shown = f"{value!r} ({type(value).__name__})"
        raise _bad(
            where or fact.id,
            f"{shown} no es un valor de tipo {fact.type}.",
            f"{shown} is not a value of type {fact.type}.",
            "Si no se sabe, deje el hecho fuera.",
            "If it is not known, leave the fact out.",
        )
    if fact.type == "choice" and value not in fact.values:
        raise unknown(f"valores de {fact.id}", f"values of {fact.id}", str(value), fact.values, where)
    if fact.type == "integer" and isinstance(value, int) and value < 0:
        raise _bad(
            where or fact.id,
            f"{value} es menos que nada.",
            f"{value} is less than nothing.",
            "Escriba un número desde cero; si no se sabe, deje el hecho fuera.",
            "Write a number from zero; if it is not known, leave the fact out.",
        )
    if isinstance(value, dt.datetime) and value.utcoffset() is None:
        raise _bad(
            where or fact.id,
            f"al instante {value.isoformat()} le falta la zona horaria.",
            f"the instant {value.isoformat()} has no time zone.",
            "Añada el desfase, por ejemplo -06:00.",
            "Add the offset, for instance -06:00.",
        )
