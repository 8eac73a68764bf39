"""Whole numbers that come from outside: in a form or an address anything may stand in their place."""

from __future__ import annotations

LONGEST = 9  # digits: fits every column, and nobody's version or page is longer


def whole(text: str | None, otherwise: int) -> int:
    """The number that ``text`` writes in decimal digits; ``otherwise`` for whatever is none."""
    text = text or ""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else otherwise
