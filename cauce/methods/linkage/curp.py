"""The CURP: its check digit, with X as a sex too, and what of it can be derived from the record.

Never required, never believed over the record: a CURP that does not fit is a word to whoever typed
it. Source: RENAPO's algorithm, Ñ as X; vectors in the tests. The second letter of a beginning that
would offend is an X in real ones: at that place X fits any letter.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from cauce.methods.spelling import ABBREVIATIONS, PARTICLES

from .catalogue import curp_states
from .records import Record

VALUES = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")}
PATTERN = re.compile(r"[A-ZÑ]{4}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[HMX][A-Z]{2}[A-ZÑ]{3}[A-Z\d]\d")
SEX = {"M": "H", "F": "M", "X": "X"}
DERIVED, LENGTH = 16, 18
VOWELS = "AEIOU"


def clean(text: str) -> str:
    """Capitals and digits alone; '' where too little is left to be a CURP."""
    if len(text) == LENGTH and text.isalnum():
        return text.upper()
    found = "".join(c for c in text.upper() if c.isalnum())
    return found if DERIVED <= len(found) <= 20 else ""


def check_digit(first: str) -> str:
    """The eighteenth character, from the first seventeen. Raises KeyError for a strange character."""
    total = sum(VALUES[c] * (18 - i) for i, c in enumerate(first[:17]))
    return str((10 - total % 10) % 10)


def valid(text: str) -> bool:
    """Whether it has the form of a CURP (sex H, M or X) and the right check digit."""
    return bool(PATTERN.fullmatch(text)) and check_digit(text) == text[17]


@lru_cache(maxsize=200_000)
def letters(text: str, is_given: bool) -> tuple[str, str, str]:
    """(First letter, first vowel inside, first consonant inside) of a name; X where there is none."""
    flat = unicodedata.normalize("NFC", text).upper().replace("Ñ", "X").replace("Ü", "U")
    flat = "".join(c for c in unicodedata.normalize("NFKD", flat) if c.isalpha() or c == " ")
    spoken = [w for w in flat.split() if w.lower() not in PARTICLES] or flat.split()
    if is_given:
        spoken = [ABBREVIATIONS.get(w.lower(), w).upper() for w in spoken]
        if len(spoken) > 1 and spoken[0] in ("MARIA", "JOSE"):
            spoken = spoken[1:]
    if not spoken:
        return "X", "X", "X"
    word = spoken[0]
    inside = word[1:]
    vowel = next((c for c in inside if c in VOWELS), "X")
    return word[0], vowel, next((c for c in inside if c not in VOWELS), "X")


def derive(record: Record) -> str:
    """The first sixteen characters that the record's fields give; '' while one of them is not known.

    A missing second surname is X, as for people who have one surname.
    """
    state, sex, born = curp_states().get(record.state), SEX.get(record.sex), record.birth_date
    if not (state and sex and born and record.given and record.first_surname):
        return ""
    first = letters(record.first_surname, False)
    second = letters(record.second_surname, False)
    name = letters(record.given, True)
    return (
        first[0]
        + first[1]
        + second[0]
        + name[0]
        + f"{born:%y%m%d}"
        + sex
        + state
        + first[2]
        + second[2]
        + name[2]
    )


def make(record: Record, homoclave: str = "") -> str:
    """A whole CURP for an invented person; '' where ``derive`` gives none. Only for made-up records."""
    first = derive(record)
    born = record.birth_date
    if not first or born is None:
        return ""
    first += homoclave or ("0" if born < dt.date(2000, 1, 1) else "A")
    return first + check_digit(first)


def disagreements(record: Record) -> tuple[str, ...]:
    """Which parts of a CURP do not fit the record: ``form``, ``digit``, ``names``, ``birth``, ``sex``,
    ``state``. A word to whoever typed it; never a reason to stop. Empty where there is no CURP."""
    if not record.curp:
        return ()
    text = clean(record.curp)
    if not PATTERN.fullmatch(text):
        return ("form",)
    found = [] if check_digit(text) == text[17] else ["digit"]
    should = derive(record)
    if should:
        fits = text[0] == should[0] and text[1] in (should[1], "X") and text[2:4] == should[2:4]
        parts = {
            "names": fits and text[13:16] == should[13:16],
            "birth": text[4:10] == should[4:10],
            "sex": text[10] == should[10],
            "state": text[11:13] == should[11:13],
        }
        found += [part for part, right in parts.items() if not right]
    return tuple(found)
