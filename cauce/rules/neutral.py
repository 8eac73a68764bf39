"""Does a text that may be seen by anybody tell what it is about? Subjects, senders, reminders.

Source: security design, A15: no subject, sender name, preview or link that reveals consulate,
matter or case. A whitelist would be safer still; the templates are few, and all are held by a test.
"""

from __future__ import annotations

import re

from .content.model import Text

# What a reminder to a person may say, whole: nothing is ever typed into it.
REMINDERS: dict[str, Text] = {
    "visit": Text(
        es="Hola. Le recordamos su cita. Si prefiere otro día, avísenos cuando pueda.",
        en="Hello. A reminder of your appointment. If another day is better, tell us when you can.",
    ),
    "call": Text(
        es="Hola. Cuando pueda, devuelva la llamada. No hay prisa.",
        en="Hello. Please call back when you can. There is no hurry.",
    ),
    "paper": Text(
        es="Hola. Su papel está listo. Puede pasar cuando le quede bien.",
        en="Hello. Your paper is ready. You may come when it suits you.",
    ),
}
SENDER = "Cauce"

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
