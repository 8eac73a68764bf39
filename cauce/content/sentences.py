"""A condition as a sentence that a lawyer can read, in Spanish and in English.

The phrases are those of the table of tests in ``grammar.py``; the names of the facts and the labels
of their values come from ``content/catalogues/facts.yaml``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from cauce.content.grammar import AtLeast, Below, Both, FactValue, Not, NotKnown, OneOf, Test, parse_rows
from cauce.content.model import Fact, Row

_YES_NO = {"es": {True: "sí", False: "no"}, "en": {True: "yes", False: "no"}}


def _plural(label: str) -> bool:
    return label.lower().startswith(("los ", "las "))


def value_words(fact: Fact, value: FactValue | None, language: str) -> str:
    """The value as people say it; None is said as not known."""
    if value is None:
        return "not known" if language == "en" else "no se sabe"
    if isinstance(value, bool):
        return _YES_NO["en" if language == "en" else "es"][value]
    if isinstance(value, int):
        return f"{value} {fact.unit[language]}" if fact.unit else str(value)
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M %z")
    if isinstance(value, dt.date):
        return value.isoformat()
    return fact.value_labels[value][language] if value in fact.value_labels else value


def joined(words: Sequence[str], language: str, *, last: str) -> str:
    """«a, b y c»; in Spanish «y» and «o» become «e» and «u» before the same sound."""
    if len(words) == 1:
        return words[0]
    word = words[-1].lower().lstrip("«\"'")
    if language != "en":
        if last == "y" and word.startswith(("i", "hi")) and not word.startswith(("hie", "hia")):
            last = "e"
        elif last == "o" and word.startswith(("o", "ho")):
            last = "u"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _one_of_es(test: OneOf, fact: Fact, verb: str, *, negated: bool) -> str:
    words = [value_words(fact, value, "es") for value in test.values]
    if not negated:
        return f"{verb} {joined(words, 'es', last='o')}"
    return f"no {verb} {joined(words, 'es', last='ni')}"


def _one_of_en(test: OneOf, fact: Fact, *, negated: bool) -> str:
    words = [value_words(fact, value, "en") for value in test.values]
    if not negated:
        return f"is {joined(words, 'en', last='or')}"
    if len(words) == 1:
        return f"is not {words[0]}"
    return f"is neither {' nor '.join(words)}"


def _compares(test: Below | AtLeast, fact: Fact, language: str, verb: str) -> str:
    words = value_words(fact, test.limit, language)
    if isinstance(test, Below):
        return f"{verb} below {words}" if language == "en" else f"{verb} menor que {words}"
    return f"{verb} {words} or more" if language == "en" else f"{verb} {words} o más"


def _predicate(test: Test, fact: Fact, language: str) -> str:
    """What is said of the fact, without its name: «es menor que 18», "is below 18"."""
    negated = isinstance(test, Not)
    inner = test.test if isinstance(test, Not) else test
    english = language == "en"
    verb = "is" if english else ("son" if _plural(fact.label.es) else "es")
    if isinstance(inner, OneOf):
        if english:
            return _one_of_en(inner, fact, negated=negated)
        return _one_of_es(inner, fact, verb, negated=negated)
    if isinstance(inner, Below | AtLeast):
        verb = (f"{verb} not" if english else f"no {verb}") if negated else verb
        return _compares(inner, fact, language, verb)
    assert isinstance(inner, Both)
    both = [_predicate(inner.first, fact, language), _predicate(inner.second, fact, language)]
    return joined(both, language, last="and" if english else "y")


def _clause(fact: Fact, language: str, *, holds: bool | None, known: bool = False) -> str:
    """A yes/no fact, whose label is a clause of its own. ``holds`` None: about knowing it."""
    label = fact.label[language]
    if language == "en":
        if holds is None:
            return f"it is {'' if known else 'not '}known whether {label}"
        return label if holds else f"it is not the case that {label}"
    if holds is None:
        return f"{'se sabe' if known else 'no se sabe'} si {label}"
    return label if holds else f"no se da que {label}"


def _known(fact: Fact, language: str, *, known: bool) -> str:
    if fact.type == "boolean":
        return _clause(fact, language, holds=None, known=known)
    label = fact.label[language]
    if language == "en":
        return f"{label} is known" if known else f"{label} is not known"
    verb = "saben" if _plural(label) else "sabe"
    return f"se {verb} {label}" if known else f"no se {verb} {label}"


def _is_known(test: Test) -> bool:
    return isinstance(test, Not) and isinstance(test.test, NotKnown)


def _known_that(test: Both, fact: Fact, language: str) -> str | None:
    """«not unknown» beside another test, for what is never asked; None: it is not such a pair."""
    if _is_known(test.first) is _is_known(test.second):
        return None
    words = clause(test.second if _is_known(test.first) else test.first, fact, language)
    return f"it is known that {words}" if language == "en" else f"se sabe que {words}"


def clause(test: Test, fact: Fact, language: str) -> str:
    """One test of one fact, as a clause."""
    negated = isinstance(test, Not)
    inner = test.test if isinstance(test, Not) else test
    if isinstance(test, Both) and (known := _known_that(test, fact, language)) is not None:
        return known
    if isinstance(inner, NotKnown):
        return _known(fact, language, known=negated)
    if fact.type == "boolean" and isinstance(inner, OneOf):
        if len(inner.values) == 1:
            return _clause(fact, language, holds=bool(inner.values[0]) is not negated)
        return _clause(fact, language, holds=None, known=True)
    return f"{fact.label[language]} {_predicate(test, fact, language)}"


def fact_words(fact: Fact, value: FactValue | None, language: str) -> str:
    """What is known of a fact: «la edad de la persona: 16 años», «la persona está detenida»."""
    if fact.type == "boolean":
        return _clause(fact, language, holds=None if value is None else bool(value))
    if value is None:
        return _known(fact, language, known=False)
    return f"{fact.label[language]}: {value_words(fact, value, language)}"


def sentence(rows: Sequence[Row], facts: Mapping[str, Fact], language: str) -> str:
    """The whole condition. No rows: «siempre». Raises as ``parse_rows`` does on a bad test."""
    english = language == "en"
    if not rows:
        return "always" if english else "siempre"
    clauses = []
    for row in parse_rows(rows, facts):
        tests = [clause(test, facts[name], language) for name, test in row]
        clauses.append(joined(tests, language, last="and" if english else "y"))
    return ("; or " if english else "; o bien ").join(clauses)
