"""Look for words in the document: actions, running text, tools, glossary. Accents do not matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cauce.content.plain import plain
from cauce.protocol.documents.model import Annex, Document, Part, Step

SHOWN = 160  # letters of an excerpt
MOST_WORDS = 8  # of a question; more are a text somebody pasted
DOCUMENTS = 4  # whose texts are kept without accents, which takes four times as long as to look through them


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its kind and id (as links name it), its title and where the words stand."""

    kind: str
    id: str
    title: str
    excerpt: str
    score: int


@dataclass(frozen=True, slots=True)
class _Text:
    """Something that may be found, and its number, title and words without accents and capitals."""

    kind: str
    id: str
    title: str
    text: str
    number: str
    head: str
    body: str


_read: list[tuple[Document, tuple[_Text, ...]]] = []


def _texts(document: Document) -> tuple[_Text, ...]:
    """Every text of it; of the documents that were asked last they are kept."""
    for one, texts in _read:
        if one is document:
            return texts
    texts = tuple(_Text(*one, *map(plain, one[1:])) for one in _everything(document))
    _read[:] = [(document, texts), *_read[: DOCUMENTS - 1]]
    return texts


def search(document: Document, question: str) -> list[Hit]:
    """What holds every word of the question, the best first. No words: nothing.

    A word finds what begins with it, and a plural what begins with its singular: «menor» finds
    «menores», and «menores» «menor».
    """
    words = re.findall(r"[\w-]+", plain(question))[:MOST_WORDS]
    if not words:
        return []
    # As it was written it counts again.
    forms = [(word, [re.compile(rf"\b{re.escape(one)}") for one in {word, _root(word)}]) for word in words]
    hits = []
    for one in _texts(document):
        score = _score(forms, one)
        if score:
            hits.append(Hit(one.kind, one.id, one.title, _excerpt(words, one.text), score))
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


def _score(forms: list[tuple[str, list[re.Pattern[str]]]], it: _Text) -> int:
    """0: a word is missing. Its number counts most, then the title, then the text."""
    total = 0
    for word, begins in forms:
        here = 20 * (it.number == word)
        for one in begins:
            here += 6 * bool(one.search(it.head)) + bool(one.search(it.body))
        if not here:
            return 0
        total += here
    return total


@lru_cache(1024)
def _folded(letter: str) -> str:
    return plain(letter)[:1] or " "


def _excerpt(words: list[str], text: str) -> str:
    """The text around the first word that stands in it; its beginning when none does."""
    flat = " ".join(text.split())
    # The letters without accents stand at the same places only if each is one letter.
    folded = "".join(map(_folded, flat))
    found = re.search("|".join(rf"\b{re.escape(_root(word))}" for word in words), folded)
    start = max(0, (found.start() if found else 0) - 50)
    start = flat.rfind(" ", 0, start) + 1 if start else 0
    piece = flat[start : start + SHOWN]
    if start + SHOWN < len(flat):
        piece = piece[: piece.rfind(" ")] + " …"
    return ("… " if start else "") + piece
