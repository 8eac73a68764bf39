"""A change in words of both languages, and the texts that changed, piece by piece."""

from __future__ import annotations

from cauce.content.model import Text
from cauce.rules.difference.model import Change, Kind, Tone
from cauce.rules.difference.words import Piece, both, pieces


def change(
    area: str,
    kind: Kind,
    id: str,
    title: Text,
    es: str,
    en: str,
    tone: Tone = "",
    words: tuple[tuple[str, tuple[Piece, ...]], ...] = (),
) -> Change:
    return Change(area, kind, id, title, both(es, en), tone, words)


def reworded(was: Text | None, now: Text | None) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    return tuple(
        (language, pieces(was[language] if was else "", now[language] if now else ""))
        for language in ("es", "en")
        if (was[language] if was else "") != (now[language] if now else "")
    )
