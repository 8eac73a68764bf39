"""Text as a search compares it. Pure."""

from __future__ import annotations

import unicodedata


def plain(*texts: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", " ".join(texts).lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
