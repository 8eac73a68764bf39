"""May a receiver without an account still open a request with its link, and what is a good code?

The link and the code travel by two channels. A link that does not open says nothing of why: over,
withdrawn, unknown and tried too often look the same to whoever holds it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from cauce.content.model import Text

DIGITS = 8
Why = Literal["open", "closed", "over", "tries", "views"]
REASONS: dict[Why, Text] = {
    "open": Text(es="El enlace abre.", en="The link opens."),
    "closed": Text(es="Se cerró, o se dio otro.", en="It was closed, or another was given."),
    "over": Text(es="Su plazo terminó.", en="Its time is over."),
    "tries": Text(es="Se escribió mal el código demasiadas veces.", en="The code was wrong too often."),
    "views": Text(es="Se miró demasiadas veces.", en="It was looked at too often."),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How often the code may be wrong, and how often the request may be looked at."""

    tries: int
    views: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the link opens, and why not: shown to the sender, never to who holds the link."""

    opens: bool
    why: Why
    reason: Text


def standing(
    *, expires_at: dt.datetime, closed: bool, tries: int, views: int, limits: Limits, at: dt.datetime
) -> Standing:
    """Whether a link still opens at this instant."""
    why: Why = "open"
    if closed:
        why = "closed"
    elif at >= expires_at:
        why = "over"
    elif tries >= limits.tries:
        why = "tries"
    elif views >= limits.views:
        why = "views"
    return Standing(why == "open", why, REASONS[why])


def plain_code(typed: str) -> str:
    """The digits of a code as it was typed, with or without blanks; '' when it cannot be one."""
    found = "".join(one for one in typed if not one.isspace() and one not in "-.")
    return found if found.isascii() and found.isdigit() and len(found) == DIGITS else ""
