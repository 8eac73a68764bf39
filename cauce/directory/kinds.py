"""What kind of help a service gives, guessed from its name and terms when the source has no code.

The codes are those of the catalogue ``services``. A guess is for search only; nobody is told more
than "this entry may help with".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

KINDS = (
    "shelter",
    "legal",
    "medical",
    "psychological",
    "interpreter",
    "food",
    "clothing",
    "phone",
    "economic",
    "documents",
    "labour",
    "children",
    "transport",
    "employment",
    "education",
    "emergency",
)
_WORDS = {
    "shelter": r"\bshelter\b|refugio|albergue|transitional (?:hous|living)|safe ?hous|casa hogar",
    "legal": r"\blegal|attorney|abogad|\blaw\b|lawyer|immigration|migratori|jur[ií]dic|\bvisas?\b",
    "medical": r"health care|\bclinic|medical|hospital|cl[ií]nica|\bsalud\b|dental|pharmac|nurs",
    "psychological": r"counsel|mental health|psych|psicol|therap|terapia|support group",
    "interpreter": r"interpret|translat|traduc|int[eé]rprete",
    "food": r"\bfoods?\b|aliment|\bmeals?\b|pantr|despensa|comedor|\bsnap\b|\bwic\b",
    "clothing": r"cloth|\bropa\b|hygiene|higiene",
    "phone": r"cell ?phone|tel[eé]fono celular|telephone assistance",
    "economic": r"financial assist|rent(?:al)? assist|utility assist|econ[oó]mic|compensation",
    "documents": r"birth certificate|identification|identity document|documentos|acta de nacim",
    "labour": r"\blabou?r\b|wage|laboral|salari|workers?' rights|farm ?worker|jornaler",
    "children": r"\bchild|\byouth|niñ|infan|adolesc|foster care|minors",
    "transport": r"\btransport|\bbus passes|traslado",
    "employment": r"\bjob\b|\bjobs\b|employment|empleo",
    "education": r"education|\besl\b|\bged\b|escuela|school|clases",
    "emergency": r"emergency (?:assist|serv|respon)|emergencia|hotline|l[ií]nea de ayuda",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _WORDS.items()}


def kinds_of(stated: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    """The kinds the source states; where it states none, those its names and terms suggest."""
    known = tuple(kind for kind in stated if kind in KINDS)
    if known:
        return known
    text = " · ".join(texts)
    return tuple(kind for kind, pattern in _PATTERNS.items() if pattern.search(text))
