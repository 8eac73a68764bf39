"""Two wordings beside each other: what went, what came, what stayed; and amounts said as people do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cauce.content.loader import Edition
from cauce.content.model import ParameterValue, Text, Within
from cauce.content.sentences import joined, sentence
from cauce.rules.dates import says_period

Kind = Literal["same", "gone", "new"]
TIME = ("minutes", "hours", "days", "working_days", "months", "years")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether both wordings have them, only the old one or only the new one."""

    kind: Kind
    words: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The old wording turned into the new one, word by word."""
    a, b = re.findall(r"\S+", old), re.findall(r"\S+", new)
    found: list[Piece] = []
    for what, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("same", " ".join(a[i:j])))
            continue
        if i < j:
            found.append(Piece("gone", " ".join(a[i:j])))
        if k < m:
            found.append(Piece("new", " ".join(b[k:m])))
    return tuple(found)


def marked(found: Sequence[Piece]) -> str:
    """The pieces as one plain line: [-gone-] {+new+}."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(marks[one.kind].format(one.words) for one in found)


def amount_words(value: int, unit: str, language: str) -> str:
    """«72 horas», «3», «40 %»."""
    if unit in TIME:
        return says_period(value, unit, language)
    return f"{value} %" if unit == "percent" else str(value)


def joined_words(words: Sequence[str], language: str) -> str:
    """«a, b y c»; nothing is said as nothing."""
    if not words:
        return "none" if language == "en" else "ninguno"
    return joined(list(words), language, last="and" if language == "en" else "y")


def newest(edition: Edition, parameter: str) -> ParameterValue | None:
    """The last value that a parameter gets; None: there is no such parameter."""
    found = edition.parameters.get(parameter)
    return max(found.values, key=lambda value: value.in_force_from) if found else None


def within_words(edition: Edition, rows: Sequence[Within], language: str) -> str:
    """How long an action may take: «24 horas desde «Se abrió el caso»; si …, 4 horas …»."""
    english = language == "en"
    if not rows:
        return "no deadline is stated" if english else "no se señala plazo"
    found = []
    for row in rows:
        value, parameter = newest(edition, row.parameter), edition.parameters.get(row.parameter)
        amount = amount_words(value.value, parameter.unit, language) if value and parameter else "?"
        if parameter and parameter.said:
            amount = parameter.said[language]
        name = row.start.removeprefix("act:").removeprefix("fact:").removeprefix("last:")
        start = name
        if name in edition.acts:
            start = f"«{edition.acts[name].title[language]}»"
        elif name in edition.facts:
            start = edition.facts[name].label[language]
        said = f"{amount} from {start}" if english else f"{amount} desde {start}"
        if row.when:
            condition = sentence(row.when, edition.facts, language)
            said += f" if {condition}" if english else f" si {condition}"
        found.append(said)
    return "; ".join(found)


def both(es: str, en: str) -> Text:
    """A text in both languages; an empty half says nothing in either."""
    return Text(es=es or "—", en=en or "—")
