"""Sentences of the journal about the directory as a living thing, and what was not found."""

from __future__ import annotations

from cauce.content.model import Text, both

DID: dict[str, Text] = {
    "directory.agree": both(
        "Anotó un acuerdo con una organización", "Noted an agreement with an organisation"
    ),
    "directory.capacity": both("Anotó cuántos lugares libres hay", "Noted how many places are free"),
    "directory.chase": both("Pidió revisar fichas viejas", "Asked for old entries to be reviewed"),
    "directory.sharing": both(
        "Anotó qué dijo un servicio que comparte", "Recorded what a service said it shares"
    ),
    "directory.invite": both("Hizo un enlace para corregir una ficha", "Made a link to correct an entry"),
    "directory.remind_agreed": both("Avisó que un acuerdo vence", "Reported that an agreement is ending"),
    "directory.review": both(
        "Revisó lo que una organización dijo de sí", "Reviewed what an organisation said of itself"
    ),
    "directory.say": both("Dijo qué cambió de su organización", "Reported what changed in the organisation"),
    "directory.say_by_link": both(
        "Llegó por enlace lo que cambió de una organización", "An organisation's changes arrived by link"
    ),
    "directory.unwarn": both("Quitó una nota interna de una ficha", "Took an internal note off an entry"),
    "directory.warn": both("Dejó una nota interna en una ficha", "Left an internal note on an entry"),
    "unmet.record": both(
        "Registró que ningún servicio cubría una necesidad", "Recorded that nothing met a need"
    ),
}
READ: dict[str, Text] = {
    "directory.caution": both("Leyó las notas internas de una ficha", "Read the internal notes of an entry")
}
WANTED: dict[str, Text] = {
    "directory.caution": both("leer notas internas del directorio", "read internal notes of the directory"),
    "directory.warn": both("escribir notas internas del directorio", "write internal notes of the directory"),
    "entry.correct": both("corregir la ficha de una organización", "correct the entry of an organisation"),
    "unmet.count": both("ver dónde no se encontró ayuda", "see where no help was found"),
}
