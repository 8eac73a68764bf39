"""What happens to a name or a date between two counters: the faults that linking must bear."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata

# What is written for what is heard.
HEARD = tuple(
    tuple(pair.split(":"))
    for pair in """
        tz:ts dz:tz x:j x:s sh:x ll:y y:ll z:s s:z v:b b:v ce:se ci:si ge:je gi:ji j:x qu:k ca:ka k:c h:
        u:hu m:n ñ:ni
    """.split()
)
LETTERS = "abcdefghijlmnopqrstuvyz"
SHORT = {"maria": "Ma.", "guadalupe": "Gpe.", "francisco": "Fco.", "jose": "J.", "antonio": "Ant."}
SHORT_SURNAMES = {"hernandez": "Hdz", "martinez": "Mtz", "gonzalez": "Glz", "rodriguez": "Rdz"}


def plain(text: str) -> str:
    """Without accents, ñ as n."""
    flat = unicodedata.normalize("NFKD", text)
    return "".join(c for c in flat if unicodedata.category(c) != "Mn")


def mistyped(text: str, chance: random.Random) -> str:
    """One slip of the hand: a letter changed, left out, doubled in, or two exchanged."""
    if len(text) < 3:
        return text
    at = chance.randrange(1, len(text))
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + chance.choice(LETTERS) + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + chance.choice(LETTERS) + text[at:]
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def misheard(text: str, chance: random.Random) -> str:
    """One sound written another way; the text itself where none can be."""
    low = text.lower()
    may = [(said, written) for said, written in HEARD if said in low]
    if not may:
        return text
    said, written = chance.choice(may)
    return low.replace(said, written, 1).capitalize()


def broken(text: str) -> str:
    """UTF-8 read as Latin-1."""
    return text.encode("utf-8").decode("latin-1")


def turned(born: dt.date) -> dt.date:
    """Day and month exchanged, where that is a date."""
    return dt.date(born.year, born.day, born.month) if born.day <= 12 else born


def wrong_year(born: dt.date, chance: random.Random) -> dt.date:
    """Another year, near; 29 February becomes the 28th."""
    year = born.year + chance.choice((-10, -2, -1, 1, 2, 10))
    return dt.date(year, born.month, min(born.day, 28) if born.month == 2 else born.day)
