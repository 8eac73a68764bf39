"""The words of the board: where an interview and a consent stand, and which language a word means."""

from __future__ import annotations

from cauce.content.errors import BadInput
from cauce.content.model import Text, both
from cauce.directory import register
from cauce.protocol.editions.access import current_edition

INTERVIEW: dict[str, tuple[str, Text]] = {
    "": ("open", both("Falta entrevistar", "To be interviewed")),
    "interview_prepared": ("open", both("Entrevista preparada", "Interview prepared")),
    "interview_consented": ("open", both("Aceptó la entrevista", "Agreed to the interview")),
    "interview_paused": ("soon", both("Entrevista en pausa", "Interview paused")),
    "interview_declined": ("declined", both("No quiso entrevista", "Declined the interview")),
    "interview_done": ("done", both("Entrevista hecha", "Interview held")),
}
KEEPING: dict[str, Text] = {
    "not_asked": both("falta pedir consentimiento para guardar", "consent to keep not asked yet"),
    "unrecorded": both("sin respuesta registrada", "no answer on record"),
    "given": both("dio su consentimiento", "gave consent"),
    "refused": both("no quiso que se guarde", "refused to have it kept"),
}
WHY_LEFT = {
    "twice": both("Registro duplicado", "Entered twice"),
    "other": both("Era otro asunto", "It was another matter"),
}
MAY_TELL = {
    "here": both(
        "Solo que una persona de esa nacionalidad quiere hablar con el consulado",
        "Only that a national of that country wants to speak with the consulate",
    ),
    "name": both("También su nombre", "The name as well"),
    "call": both("Su nombre y cómo llamarle sin riesgo", "The name, and how to call safely"),
}
ANSWERS = {
    "yes": both("Sí, que se le avise", "Yes, notify it"),
    "no": both("No", "No"),
    "later": both(
        "Quiere pensarlo, o no se pudo preguntar", "Wants to think about it, or could not be asked"
    ),
}


class Tongues:
    """The code of a language by any of its names, each looked up once; '' when it is none."""

    def __init__(self) -> None:
        self._edition, self._known = current_edition(), dict[str, str]()

    def __call__(self, word: str) -> str:
        if word not in self._known:
            try:
                self._known[word] = register.tongue_named(self._edition, word, "text").code
            except BadInput:
                self._known[word] = ""
        return self._known[word]


def tongue_names() -> dict[str, str]:
    """The name of each language by its code."""
    return {one.code: one.name for one in register.tongues(current_edition())}
