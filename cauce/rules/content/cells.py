"""Would a spreadsheet run this cell as a formula? Then it leaves as text, and comes back as it was."""

from __future__ import annotations

import re

_NUMBER_LIKE = re.compile(r"^[+-]?\d[\d\s().-]*$")
_SIGNS = ("=", "@", "＝", "＠")


def _runs(text: str) -> bool:
    first = text.lstrip()[:1]  # a spreadsheet may drop the spaces before it
    if first in _SIGNS or text[:1] in ("\t", "\r", "\n"):
        return True
    return first in ("+", "-") and not _NUMBER_LIKE.match(text.lstrip())


def harmless(text: str) -> str:
    """The text so that a spreadsheet opens it as text: nothing of ours is ever a formula."""
    return "'" + text if _runs(text) else text


def as_it_was(text: str) -> str:
    """What ``harmless`` made, without the apostrophe it put before it."""
    return text[1:] if text[:1] == "'" and _runs(text[1:]) else text
