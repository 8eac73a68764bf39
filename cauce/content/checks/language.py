"""Does the Spanish include everybody? A small list of words, as warnings: people decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cauce.content.checks.prose import line_with, sections
from cauce.content.checks.report import Finding
from cauce.content.checks.world import Document, World, at_line

# Masculine forms that stand for everybody, and the label in place of the person.
_TELLING = re.compile(
    r"\b(los trabajadores|el usuario|los usuarios|el cónsul\b|los cónsules|los ciudadanos"
    r"|el solicitante|los solicitantes|los niños\b(?! y niñas)|los funcionarios|el funcionario"
    r"|el oficial|los oficiales|la víctima debe|los migrantes|los connacionales)\b",
    re.IGNORECASE,
)
# A citation keeps the words of its title.
_CITING = ("sources.yaml",)


def check_words_include_everybody(world: World) -> Iterator[Finding]:
    for doc in world.documents.values():
        if doc.form is not None and doc.path not in _CITING:
            yield from _walk(doc, doc.data, ())


def check_text_includes_everybody(world: World) -> Iterator[Finding]:
    for doc, prose in sections(world):
        found = _TELLING.search(prose.body) if prose.language == "es" else None
        if found:
            yield _left_out(doc, line_with(doc, found[0]), found[0])


def _left_out(doc: Document, line: int, words: str) -> Finding:
    return at_line("gender", doc.path, line, warning=True, words=words)


def _walk(doc: Document, node: Any, loc: tuple[Any, ...]) -> Iterator[Finding]:
    if isinstance(node, list):
        for i, child in enumerate(node):
            yield from _walk(doc, child, (*loc, i))
    elif isinstance(node, dict):
        for key, child in node.items():
            found = _TELLING.search(child) if key == "es" and isinstance(child, str) else None
            if found:
                yield _left_out(doc, doc.line(*loc, key), found[0])
            yield from _walk(doc, child, (*loc, key))
