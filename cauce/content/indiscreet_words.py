"""The words that would tell somebody else what a text is about; see ``cauce.rules.discreet_text``."""

from __future__ import annotations

import re

_TELLING = re.compile(
    r"\btratas?\b|v[ií]ctim|traffick|explotaci|exploit|\babus|esclav|slave|prostit|secuestr|kidnap"
    r"|consulad|consular|c[oó]nsul\b|consulate|protecci[oó]n|protection|refugio|shelter"
    r"|migra|immigra|indocument|undocument|\bvisa|pasaport|passport|asilo|asylum"
    r"|polic|fiscal[ií]|prosecutor|\bFBI\b|\bHSI\b|\bICE\b|denunci|\bcasos?\b|\bcases?\b"
    r"|expediente|\bfolio\b|secretar[ií]a|\bSRE\b|embajada|embassy|https?://|www\.",
    re.IGNORECASE,
)


def tells(text: str) -> tuple[str, ...]:
    """The words that would tell somebody else what this is about; empty: it is neutral."""
    return tuple(match.group() for match in _TELLING.finditer(text))
