"""A folio of ours, as somebody types it."""

from __future__ import annotations

import re

LONGEST = 20  # letters of a folio
_BETWEEN = re.compile(r"[\s\-–—_./]+")
_FORM = re.compile(r"([A-Z]{2,5})(\d{4})(\d{5,9})")


def read_folio(typed: str) -> str | None:
    """The folio that was typed, in any case and with or without hyphens; None: it has not the form of one.

    Every figure counts: what is short of one is no folio, and never the nearest.
    """
    found = _FORM.fullmatch(_BETWEEN.sub("", typed[: 2 * LONGEST]).upper())
    return "-".join(found.groups()) if found else None


def completed(typed: str, post: str, year: int) -> str | None:
    """The folio of a post and a year of which somebody typed the figures alone; None: it is not that."""
    figures = typed.strip()
    return f"{post}-{year}-{int(figures):05d}" if re.fullmatch(r"[0-9]{1,5}", figures) else None
