"""Would a spreadsheet run this cell as a formula? Then it leaves as text, and comes back as it was."""

from __future__ import annotations

import re
import unicodedata

_NUMBER_LIKE = re.compile(r"^[+-]?\d[\d\s().-]*$")
_SIGNS = ("=", "@", "+", "-")
# What nobody sees: format characters (zero width, direction, soft hyphen) and control characters.
_UNSEEN = ("Cf", "Cc")


def _seen(text: str) -> str:
    """The text as a spreadsheet may take it: wide signs as plain ones, without what nobody sees."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in _UNSEEN).lstrip()


def _runs(text: str) -> bool:
    if text[:1] in ("\t", "\r", "\n"):
        return True
    seen = _seen(text)
    if seen[:1] in ("+", "-"):
        return not _NUMBER_LIKE.match(seen)
    return seen[:1] in _SIGNS


def harmless(text: str) -> str:
    """The text so that a spreadsheet opens it as text: nothing of ours is ever a formula."""
    return "'" + text if _runs(text) else text


def as_it_was(text: str) -> str:
    """What ``harmless`` made, without the apostrophe it put before it."""
    return text[1:] if text[:1] == "'" and _runs(text[1:]) else text
