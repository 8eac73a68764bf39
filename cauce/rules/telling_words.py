"""Which words of a free text may tell a partner too much? A warning, never a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cauce.content.model import Text


@dataclass(frozen=True, slots=True)
class TellingWords:
    """Words of a free text that may tell a partner too much: a warning, never a refusal."""

    kind: str
    start: int
    end: int
    found: str
    warning: Text


_A_NUMBER = Text(es="Parece un número de extranjero (A-number).", en="It looks like an A-number.")
_CURP = Text(es="Parece una CURP.", en="It looks like a CURP.")
_PHONE = Text(
    es="Parece un teléfono: use «contacto seguro», con su consentimiento.",
    en="It looks like a telephone number: use 'safe contact', with consent.",
)
_PAPERS = Text(
    es="Nombra pasaporte o visa: no hace falta para recibir a la persona.",
    en="It names a passport or a visa: not needed to receive anybody.",
)
_SITUATION = Text(
    es="Habla de su situación migratoria: no se comparte.",
    en="It states the person's immigration status: that is not shared.",
)
_AGENCY = Text(es="Nombra a una autoridad migratoria.", en="It names an immigration authority.")
_TELLING: tuple[tuple[str, Text, re.Pattern[str]], ...] = (
    ("a_number", _A_NUMBER, re.compile(r"\bA[#\s.-]{0,2}\d{2,3}[\s-]?\d{3}[\s-]?\d{3}\b", re.I)),
    ("curp", _CURP, re.compile(r"\b[A-Z][A-ZÑ]{3}\d{6}[HMX][A-ZÑ]{5}[A-Z0-9]\d\b", re.I)),
    (
        "phone",
        _PHONE,
        re.compile(r"(?<![\dA-Za-z])(?:\+?\d{1,3}[\s.-]?)?\(?\d{2,3}\)?(?:[\s.-]?\d){7,8}\b"),
    ),
    (
        "papers",
        _PAPERS,
        re.compile(r"\b(?:pasaportes?|passports?|visas?|matr[ií]cula consular)\b", re.I),
    ),
    (
        "situation",
        _SITUATION,
        re.compile(
            r"\b(?:indocumentad\w*|undocumented|sin papeles|ilegal(?:es)?|illegal(?:ly)?"
            r"|(?:estatus|situaci[oó]n|status) migratori\w*|immigration status"
            r"|deporta\w*|deported|nacionalidad|nationality)\b",
            re.I,
        ),
    ),
    # "ICE" and "CBP" only in capitals: in lower case they are other words.
    ("agency", _AGENCY, re.compile(r"\b(?:ICE|CBP|[Ll]a [Mm]igra|[Mm]igra|USCIS|INM)\b")),
)


def telling_text(text: str) -> tuple[TellingWords, ...]:
    """What in a free text for a partner may tell too much, in the order of the text."""
    found = [
        TellingWords(kind, match.start(), match.end(), match.group(), warning)
        for kind, warning, pattern in _TELLING
        for match in pattern.finditer(text)
    ]
    covered = [words for words in found if not any(_inside(words, other) for other in found)]
    return tuple(sorted(covered, key=lambda words: words.start))


def _inside(words: TellingWords, other: TellingWords) -> bool:
    """An A-number also looks like a telephone: the more telling reading, listed first, stays."""
    kinds = [kind for kind, _, _ in _TELLING]
    overlap = words.start < other.end and other.start < words.end
    return overlap and kinds.index(other.kind) < kinds.index(words.kind)
