"""What may be compared between visits at a counter, how it is written alike, and when it is many.

Pure: a value comes in as typed and leaves as one plain form, for a keyed mark to be made of it.
Nationality, ethnicity, language, occupation, sex work and tattoos are no fields and never will be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cauce.content.plain import plain

# The employer and the recruiter count only with an earlier complaint (toolbox 6.3): the cue is about
# them, and never about everybody who works in the same place.
FIELDS = ("companion_phone", "address", "employer", "recruiter")
NEED_COMPLAINT = frozenset({"employer", "recruiter"})
TURN = re.compile(r"[\w-]{1,12}")  # what a number of a turn may be
_DIGITS = 10  # a telephone without its country code


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many visits a coincidence is told to protection, and for how long it is compared."""

    adults: int
    children: int
    days: int


def alike(field: str, typed: str) -> str | None:
    """The plain form in which two spellings of the same are equal; None: too little to compare."""
    if field == "companion_phone":
        digits = re.sub(r"\D", "", typed)
        return digits[-_DIGITS:] if len(digits) >= _DIGITS else None
    bare = " ".join(re.findall(r"[a-z0-9]+", plain(typed)))
    return bare if len(bare) >= 4 else None


def is_many(count: int, *, minor: bool, limits: Limits) -> bool:
    """Whether that many visits are told to protection; minors have a lower threshold."""
    return count >= (limits.children if minor else limits.adults)


def period_of(day: int, days: int) -> int:
    """The number of the period in which a day (its ordinal) lies; each has a key of its own."""
    return day // days
