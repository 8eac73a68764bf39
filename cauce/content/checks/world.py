"""The content as the checks see it: every file with its lines, every object with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from cauce.content.checks.report import Finding
from cauce.content.conditions import Condition
from cauce.content.errors import sentences
from cauce.content.formats import Format, format_of
from cauce.content.yaml import reader

FINDINGS = Path(__file__).with_name("findings.csv")


@dataclass
class Document:
    """One file. ``data`` is what it holds as plain values, where it could be read."""

    path: str
    text: str = ""
    data: Any = None
    is_read: bool = False
    rows: list[tuple[int, list[str]]] = field(default_factory=list)  # CSV: line and cells

    @property
    def form(self) -> Format | None:
        return format_of(self.path)

    @cached_property
    def named(self) -> tuple[tuple[int, str], ...]:
        """Every id that is written in it, with its line."""
        return tuple((place, id) for place, id in enumerate(_lines_with_id(self), 1) if id)

    def line(self, *loc: Any) -> int:
        """The line of a key or an item; of the deepest part of the path that the file has."""
        return line_in(self.text, loc) if self.is_read else 1

    def at(self, *loc: Any) -> Any:
        """The plain value there; None: the path leads nowhere."""
        node = self.data
        for step in loc:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                return None
        return node


def line_in(text: str, loc: tuple[Any, ...]) -> int:
    """The line of a key or an item of a YAML text; of the deepest part of the path that it has."""
    node, found = _with_lines(text), 1
    for step in loc:
        lines: Any = getattr(node, "lc", None)
        try:
            if isinstance(node, dict) and step in node:
                found = lines.key(step)[0] + 1
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                found = lines.item(step)[0] + 1
            else:
                break
        except (AttributeError, KeyError, TypeError):
            break
        node = node[step]
    return found


@dataclass(frozen=True)
class Entry:
    """One object of a format, with the file and the place in it."""

    value: Any
    doc: Document
    base: tuple[Any, ...]

    def finding(
        self, id: str, loc: tuple[Any, ...], /, *words: str, warning: bool = False, **values: object
    ) -> Finding:
        """What is wrong at a part of it, in the words of ``findings.csv`` or in words from elsewhere."""
        line = self.doc.line(*self.base, *loc)
        return at_line(id, self.doc.path, line, *words, warning=warning, **values)


@dataclass
class World:
    """Everything that was read. ``on`` is the day of the check: only warnings depend on it."""

    root: Path
    on: dt.date
    documents: dict[str, Document]
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    conditions: dict[Any, Condition] = field(default_factory=dict)  # of the cases, compiled once

    def of(self, name: str) -> list[Entry]:
        """The objects of one format that could be read."""
        return self.entries.get(name, [])

    def values(self, name: str) -> dict[str, Any]:
        """The objects of one format by id; of an id written twice, the first."""
        return {entry.value.id: entry.value for entry in reversed(self.of(name))}

    def catalogue(self, name: str) -> set[str]:
        """The ids of one catalogue in YAML; empty: there is none, or it could not be read."""
        doc = self.documents.get(f"catalogues/{name}.yaml")
        rows = doc.data if doc is not None and isinstance(doc.data, list) else []
        return {row["id"] for row in rows if isinstance(row, dict) and "id" in row}

    def whole(self, *names: str) -> bool:
        """Whether every object of these formats could be read; else «nobody uses it» proves nothing."""
        return all(len(self.of(name)) == sum(1 for _ in self.named(name)) for name in names)

    def ids(self, name: str) -> set[str]:
        """Every id of one format, also of what could not be read: a mistake is reported once."""
        return {id for _, _, id in self.named(name)}

    def named(self, name: str) -> Iterator[tuple[Document, int, str]]:
        """Every written id of one format, with its file and line."""
        for doc in self.documents.values():
            if doc.form is not None and doc.form.name == name:
                for place, id in doc.named:
                    yield doc, place, id


@lru_cache(maxsize=64)
def _with_lines(text: str) -> Any:
    """A file with the line of each of its parts: read for what is found alone, it takes as long again."""
    made = reader(lines=True)
    made.allow_duplicate_keys = True
    return made.load(text)


def _lines_with_id(doc: Document) -> list[str]:
    key = "section" if doc.form is not None and doc.form.name == "coverage" else "id"
    lead = "- " if doc.form is not None and doc.form.many else ""
    pattern = re.compile(rf"{lead}(?:\{{\s*)?{key}:\s*[\"']?([^\s\"',}}]+)")
    return [found[1] if (found := pattern.match(line)) else "" for line in doc.text.splitlines()]


def at_line(
    id: str, path: str, line: int, /, *words: str, warning: bool = False, **values: object
) -> Finding:
    """What is wrong at a line of a file; its words as those of ``Entry.finding``."""
    es, en, cure_es, cure_en = words or told(id, values)
    return Finding(id.partition("/")[0], path, line, es, en, cure_es, cure_en, warning)


def told(id: str, values: dict[str, object]) -> list[str]:
    """The row of ``findings.csv`` with the values put in: what and the cure, in both languages.

    An id that is found in several ways has a row for each: ``unknown_route``, ``unknown_route/…``.
    """
    return [words.format(**values) for words in sentences(FINDINGS)[id]]
