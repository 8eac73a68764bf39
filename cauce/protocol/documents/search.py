"""Look for words in the document: actions, running text, tools, glossary. Accents do not matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cauce.content.plain import plain
from cauce.protocol.documents.model import Annex, Document, Part, Step

SHOWN = 160  # letters of an excerpt
MOST_WORDS = 8  # of a question; more are a text somebody pasted


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its kind and id (as links name it), its title and where the words stand."""

    kind: str
    id: str
    title: str
    excerpt: str
    score: int


def search(document: Document, question: str) -> list[Hit]:
    """What holds every word of the question, the best first. No words: nothing.

    A word finds what begins with it, and a plural what begins with its singular: «menor» finds
    «menores», and «menores» «menor».
    """
    words = re.findall(r"[\w-]+", plain(question))[:MOST_WORDS]
    if not words:
        return []
    hits = []
    for kind, id, title, text in _everything(document):
        score = _score(words, id, title, text)
        if score:
            hits.append(Hit(kind, id, title, _excerpt(words, text), score))
    return sorted(hits, key=lambda hit: -hit.score)  # equal ones stay as the document has them


def _root(word: str) -> str:
    """The word without the end of a plural, in either language; what is found begins with it."""
    if len(word) > 5 and word.endswith("es"):
        return word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def _everything(document: Document) -> Iterator[tuple[str, str, str, str]]:
    for part in document.parts:
        if part.passage:
            yield "part", part.slug, part.title, part.passage.text
        for step in part.steps:
            yield "step", step.id, step.title, _of_step(step)
        for branch in part.branches:
            yield "branch", branch.id, branch.title, f"{branch.changes} {branch.known}"
        for annex in part.annexes:
            yield "tool", annex.number, annex.title, _of_tool(annex)
        yield from _of_lists(part, document.language)


def _of_lists(part: Part, language: str) -> Iterator[tuple[str, str, str, str]]:
    for summary in part.instruments:
        it = summary.instrument
        yield "instrument", it.id, it.title[language], it.performance.explanation[language]
    for value in part.values:
        yield "value", value.id, value.title, f"{value.words}. {value.note}"
    for term in part.terms:
        yield "term", term.id, term.title, term.meaning
    for _, members in part.sources:
        for source in members:
            yield "source", source.id, source.title, source.note


def _of_step(step: Step) -> str:
    parts = (step.why, step.who, *step.when, step.evidence, step.note, step.by_sex)
    return ". ".join(part for part in parts if part)


def _of_tool(annex: Annex) -> str:
    if annex.leaf is None:
        return annex.not_automated
    leaf, told = annex.leaf, [annex.leaf.purpose]
    for part in leaf.parts:
        told += [part.title, part.lead, *part.points, *(line.label for line in part.lines)]
    return ". ".join(one for one in told if one)


def _score(words: list[str], id: str, title: str, text: str) -> int:
    """0: a word is missing. Its number counts most, then the title, then the text."""
    number, head, body = plain(id), plain(title), plain(text)
    total = 0
    for word in words:
        here = 20 * (number == word)
        for form in {word, _root(word)}:  # as it was written it counts again
            begins = re.compile(rf"\b{re.escape(form)}")
            here += 6 * bool(begins.search(head)) + bool(begins.search(body))
        if not here:
            return 0
        total += here
    return total


def _excerpt(words: list[str], text: str) -> str:
    """The text around the first word that stands in it; its beginning when none does."""
    flat = " ".join(text.split())
    # The letters without accents stand at the same places only if each is one letter.
    folded = "".join(plain(letter)[:1] or " " for letter in flat)
    found = re.search("|".join(rf"\b{re.escape(_root(word))}" for word in words), folded)
    start = max(0, (found.start() if found else 0) - 50)
    start = flat.rfind(" ", 0, start) + 1 if start else 0
    piece = flat[start : start + SHOWN]
    if start + SHOWN < len(flat):
        piece = piece[: piece.rfind(" ")] + " …"
    return ("… " if start else "") + piece
