"""Every error the rules can raise: what is wrong, where, and the cure, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.methods.errors import BadInput, BadInputs, Bilingual, CauceError, nearest, sentences

__all__ = [
    "BadInput",
    "BadInputs",
    "Bilingual",
    "CauceError",
    "NotInForce",
    "Unknown",
    "nearest",
    "sentences",
    "unknown",
]


class NotInForce(CauceError):
    """Nothing was in force on that date; the nearest version is never used instead."""

    id = "not_in_force"


class Unknown(CauceError):
    """A slug, code or name that no list contains; the message names the nearest ones."""

    id = "unknown"


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
