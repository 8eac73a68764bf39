"""What a person reads when something cannot be used: what is wrong, where, and the cure, in both languages.

It stands here because nothing lies below: the libraries of statistics stand alone, and the rest of Cauce
raises the same errors (``cauce.content.errors``).
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path


class Bilingual(Exception):
    """What went wrong, in both languages. ``id`` is stable; ``where`` is a file, line, field, or ''."""

    id = "error"

    def __init__(self, es: str, en: str, *, where: str = "", cure_es: str = "", cure_en: str = ""):
        self.es, self.en, self.where = es, en, where
        self.cure_es, self.cure_en = cure_es, cure_en
        super().__init__(self.text("en"))

    def text(self, language: str = "es") -> str:
        """The whole message in one language: where, what, cure."""
        what, cure = (self.en, self.cure_en) if language == "en" else (self.es, self.cure_es)
        return " ".join(part for part in (f"{self.where}:" if self.where else "", what, cure) if part)

    def as_json(self) -> dict[str, str]:
        return {
            "id": self.id,
            "where": self.where,
            "es": self.es,
            "en": self.en,
            "cure_es": self.cure_es,
            "cure_en": self.cure_en,
        }


class CauceError(Bilingual):
    """An error that a person reads where it happened, and can mend: a form shows it, a command says it."""


class BadInput(CauceError):
    """A file or a value that cannot be read as what it should be."""

    id = "bad_input"


class BadInputs:
    """What a module cannot take, in the words of the nearest ``bad_input.csv`` above it.

    ``bad_input = BadInputs(__file__)`` is then raised with the id of a row and ``where``; the row has a place
    ``{name}`` for each further value. Raises ``KeyError`` for what is no row.
    """

    def __init__(self, file: str) -> None:
        self._file = Path(file)

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        tables = (folder / "bad_input.csv" for folder in self._file.parents)
        return sentences(next(table for table in tables if table.exists()))

    def __call__(self, id: str, /, *, where: str = "", **values: object) -> BadInput:
        es, en, cure_es, cure_en = (words.format(**values) for words in self._rows[id])
        return BadInput(es, en, where=where, cure_es=cure_es, cure_en=cure_en)


@cache
def sentences(table: Path) -> dict[str, list[str]]:
    """The rows of a table by their id: what is wrong and its cure, in Spanish and English."""
    with table.open(encoding="utf-8", newline="") as lines:
        return {id: words for id, *words in csv.reader(lines)}


def nearest(word: str, known: Iterable[str], most: int = 3, alike: float = 0.5) -> list[str]:
    """The known words most like this one, best first; an empty list when none is alike (0 to 1)."""
    return difflib.get_close_matches(word, list(known), n=most, cutoff=alike)
