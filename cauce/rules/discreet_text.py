"""Does a text that may be seen by anybody tell what it is about? Subjects, senders, reminders.

Source: A15 of ``docs/security/abuse.csv``: no subject, sender name, preview or link that reveals consulate,
matter or case. A whitelist would be safer still; the templates are few, and all are held by a test.
"""

from __future__ import annotations

from cauce.content.indiscreet_words import tells
from cauce.content.model import Text

__all__ = ["REMINDERS", "SENDER", "tells"]

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
