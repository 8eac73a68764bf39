"""Words without accents and capitals: how they are ordered, looked for and compared."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """The text in small letters and without accents; spaces and signs stay as they are."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
