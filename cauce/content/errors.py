"""Every error the rules can raise: what is wrong, where, and the cure, in both languages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


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


class NotInForce(CauceError):
    """Nothing was in force on that date; the nearest version is never used instead."""

    id = "not_in_force"


class Unknown(CauceError):
    """A slug, code or name that no list contains; the message names the nearest ones."""

    id = "unknown"


class BadInput(CauceError):
    """A file or a value that cannot be read as what it should be."""

    id = "bad_input"


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words most like this one, best first; an empty list when none is alike."""
    return difflib.get_close_matches(word, list(known), n=most, cutoff=0.5)


def unknown(kind_es: str, kind_en: str, word: str, known: Iterable[str], where: str = "") -> Unknown:
    """An ``Unknown`` that names the word and the nearest known ones."""
    near = nearest(word, known)
    return Unknown(
        f"«{word}» no existe en la lista de {kind_es}.",
        f"'{word}' is not in the list of {kind_en}.",
        where=where,
        cure_es=f"Lo más parecido: {', '.join(near)}." if near else "Revise la lista.",
        cure_en=f"Nearest: {', '.join(near)}." if near else "Check the list.",
    )
