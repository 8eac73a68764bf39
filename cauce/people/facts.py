"""What a form says of a person, checked and normalised before it is sealed."""

from __future__ import annotations

import datetime as dt
import unicodedata

from cauce.content.errors import BadInputs

bad_input = BadInputs(__file__)

LONGEST = 120
# Apostrophes and accents typed apart, and the joiners that some scripts need inside a word.
_PART_OF_NAMES = "ʼ`´^¨\u200c\u200d"


def clean_name(value: str, field: str) -> str:
    """A name as typed, with spaces folded. Raises ``BadInput`` when it is too long or no name.

    Any script, apostrophe, hyphen and accent is a name; emoji and control characters are not.
    """
    value = " ".join(unicodedata.normalize("NFC", value).split())
    if len(value) > LONGEST:
        raise bad_input("the_name_has_count_letters", where=field, count=len(value), longest=LONGEST)
    signs = ("So", "Cs", "Co", "Cn", "Cc", "Cf", "Sk")
    bad = [c for c in value if unicodedata.category(c) in signs and c not in _PART_OF_NAMES]
    if bad:
        raise bad_input("name_has_sign_is_no_letter", where=field, bad=bad[0])
    return value


def clean_birth_date(value: str, field: str, on: dt.date) -> str:
    """An ISO date, or empty when not known. Raises ``BadInput`` for the future or before 1900."""
    value = value.strip()
    if not value:
        return ""
    try:
        born = dt.date.fromisoformat(value)
    except ValueError as problem:
        raise bad_input("the_birth_date_is_not_understood", where=field) from problem
    if born > on or born.year < 1900:
        raise bad_input("birth_date_is_in_future_or_more", where=field)
    return born.isoformat()
