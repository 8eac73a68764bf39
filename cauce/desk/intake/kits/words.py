"""How the states and places of a kit are said, and what is left to do with each."""

from __future__ import annotations

from django.utils.translation import get_language

from cauce.content.model import Text, both
from cauce.protocol.editions.access import current_edition
from cauce.ui.words import language_of

STATES: dict[str, Text] = {
    "printed": both("Impreso", "Printed"),
    "given": both("Entregado", "Given out"),
    "used": both("Usado: falta capturarlo", "Used: still to be entered"),
    "entered": both("Capturado", "Entered"),
    "spoiled": both("Inutilizado", "Spoiled"),
    "lost": both("Perdido", "Lost"),
}
# The shape beside each state: never a colour alone.
SHAPES = {
    "printed": "open",
    "given": "open",
    "used": "overdue",
    "entered": "met",
    "spoiled": "waived",
    "lost": "danger",
}
PLACES: dict[str, Text] = {
    "drawer": both("Cajón bajo llave", "Locked drawer"),
    "window": both("Ventanilla", "Window"),
    "protection": both("Protección", "Protection"),
    "duty": both("Guardia", "On duty"),
    "mobile": both("Consulado móvil", "Mobile consulate"),
    "head_of_post": both("Titular del consulado", "Head of post"),
}
# Where each sheet is typed, and under which words the page says so. None: nothing of it is typed.
DOORS: dict[str, str | None] = {
    "nothing": None,
    "safety": "protection:safety",
    "sitting": None,
    "consent": "protection:consent",
    "contact": "follow:case",
    "request": "protection:refer",
    "identity": "protection:identity",
}
SAYS: dict[str, Text] = {
    "nothing": both(
        (
            "Lo que se notó en ventanilla no se guarda de nadie: no lo copie. Registre solo la "
            "fecha y la hora de la hoja."
        ),
        (
            "What was noticed at the counter is never kept about anybody: do not copy it. Record only the "
            "date and time of the sheet."
        ),
    ),
    "safety": both(
        "Cópiela en «Seguridad» del caso, con la hora del papel; después vuelva y anótela aquí.",
        "Copy it under “Safety” of the case, with the hour of the paper; then come back and note it here.",
    ),
    "sitting": both(
        "Copie lo contestado. Lo que no está marcado en el papel se queda sin marcar: no es un «no».",
        "Copy what was answered. What is not ticked on the paper stays unticked: it is no “no”.",
    ),
    "consent": both(
        (
            "Cópiela en «Consentimiento» del caso, cada respuesta con la hora en que se dijo; "
            "después vuelva y anótela aquí."
        ),
        (
            "Copy it under “Consent” of the case, each answer with the hour at which it was said; then "
            "come back and note it here."
        ),
    ),
    "contact": both(
        (
            "Cópiela en «Seguimiento» del caso: el medio, las horas y a qué nos comprometimos; "
            "después vuelva y anótela aquí."
        ),
        (
            "Copy it under “Follow-up” of the case: the way, the hours and what we committed to; then "
            "come back and note it here."
        ),
    ),
    "request": both(
        (
            "Pídalo en «Canalizaciones» del caso, si todavía hace falta y con el permiso ya anotado; "
            "después vuelva y anótela aquí."
        ),
        (
            "Ask for it under “Referrals” of the case, if it is still needed and the permission is on "
            "record; then come back and note it here."
        ),
    ),
    "identity": both(
        (
            "Es la hoja que va aparte. Cópiela en «Quién es» del caso, solo si la persona aceptó; "
            "después vuelva y anótela aquí."
        ),
        (
            "It is the sheet kept apart. Copy it under “Who it is” of the case, only if the person agreed; "
            "then come back and note it here."
        ),
    ),
}


def role_name(role: str) -> str:
    """What a role is called, in the reader's language."""
    lang = language_of(get_language())
    titles = {row.id: row.title for row in current_edition().catalogues["roles"]}
    return titles[role][lang] if role in titles else role
