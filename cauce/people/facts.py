"""What a form says of a person, checked and normalised before it is sealed."""

from __future__ import annotations

import datetime as dt
import unicodedata

from cauce.content.errors import BadInput

LONGEST = 120
# Apostrophes and accents typed apart, and the joiners that some scripts need inside a word.
_PART_OF_NAMES = "ʼ`´^¨\u200c\u200d"


def clean_name(value: str, field: str) -> str:
    """A name as typed, with spaces folded. Raises ``BadInput`` when it is too long or no name.

    Any script, apostrophe, hyphen and accent is a name; emoji and control characters are not.
    """
    value = " ".join(unicodedata.normalize("NFC", value).split())
    if len(value) > LONGEST:
        raise BadInput(
            f"El nombre tiene {len(value)} letras; caben {LONGEST}.",
            f"The name has {len(value)} letters; {LONGEST} fit.",
            where=field,
            cure_es="Escriba la forma más corta que la persona usa.",
            cure_en="Write the shortest form the person uses.",
        )
    signs = ("So", "Cs", "Co", "Cn", "Cc", "Cf", "Sk")
    bad = [c for c in value if unicodedata.category(c) in signs and c not in _PART_OF_NAMES]
    if bad:
        raise BadInput(
            f"El nombre lleva un signo que no es letra: {bad[0]}",
            f"The name has a sign that is no letter: {bad[0]}",
            where=field,
            cure_es="Quítelo; lo demás se conserva.",
            cure_en="Take it out; the rest is kept.",
        )
    return value


def clean_birth_date(value: str, field: str, on: dt.date) -> str:
    """An ISO date, or empty when not known. Raises ``BadInput`` for the future or before 1900."""
    value = value.strip()
    if not value:
        return ""
    try:
        born = dt.date.fromisoformat(value)
    except ValueError as problem:
        raise BadInput(
            "La fecha de nacimiento no se entiende.",
            "The birth date is not understood.",
            where=field,
            cure_es="Escríbala como año-mes-día, o déjela vacía si no se sabe.",
            cure_en="Write year-month-day, or leave it empty if not known.",
        ) from problem
    if born > on or born.year < 1900:
        raise BadInput(
            "La fecha de nacimiento está en el futuro o es de hace más de un siglo.",
            "The birth date is in the future or more than a century ago.",
            where=field,
            cure_es="Revise el año, o déjela vacía si no se sabe.",
            cure_en="Check the year, or leave it empty if not known.",
        )
    return born.isoformat()
