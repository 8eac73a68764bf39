"""A search for somebody who is missing: whom is asked of, what is never asked, and how it ends.

The Protocol has no chapter on searches: all of it is proposed by this house, and says so on its pages.
"""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInput, unknown
from cauce.content.model import both

ORIGINS = {
    "family": both("La familia, en México", "The family, in Mexico"),
    "commission": both("Una autoridad de búsqueda en México", "A search authority in Mexico"),
}
HOSPITALS, LOCATOR, SHELTERS, FORENSIC, OTHER = ("hospitals", "locator", "shelters", "forensic", "other")
STEPS = {
    HOSPITALS: both("Hospitales", "Hospitals"),
    LOCATOR: both("Localizador de personas detenidas", "Locator of detained persons"),
    SHELTERS: both("Albergues: aviso general, sin nombre", "Shelters: a general notice, no name"),
    FORENSIC: both("Servicios forenses", "Forensic offices"),
    OTHER: both("Otro lugar", "Another place"),
}
RESULTS = {
    "waits": both("Se espera respuesta", "Awaiting an answer"),
    "nothing": both("Sin resultado", "Nothing found"),
    "lead": both("Hay un indicio", "There is a lead"),
}
# How a search ends, and what the family may know of somebody who was found: her choice alone.
FOUND, DIED, ENDED = "found", "died", "ended"
STATES = {
    "open": both("Abierta", "Open"),
    FOUND: both("Se encontró a la persona", "The person was found"),
    DIED: both("La persona murió", "The person died"),
    ENDED: both("Terminó sin encontrarla", "Ended without finding the person"),
}
MAY_KNOW = {
    "nothing": both("Nada: ni que se le encontró", "Nothing: not even that the person was found"),
    "well": both("Que está con vida, y nada más", "That the person is alive, and nothing else"),
    "words": both("Lo que dice la persona, con sus palabras", "What the person says, in their words"),
}
IDENTIFIED = {
    "not_yet": both("Todavía no", "Not yet"),
    "excluded": both("Se descartó", "Excluded"),
    "identified": both("Se identificó", "Identified"),
}
WISHES = {
    "not_said": both("La familia aún no lo dice", "The family has not said yet"),
    "return": both("Regreso a México", "Return to Mexico"),
    "burial": both("Sepultura aquí", "Burial here"),
}
BEARERS = {
    "not_known": both("Aún no se sabe", "Not known yet"),
    "family": both("La familia", "The family"),
    "aid": both("Un apoyo del consulado", "Consular aid"),
    "other": both("Otra institución", "Another institution"),
}
TOLD_WAYS = {
    "in_person": both("En persona", "In person"),
    "by_voice": both("De viva voz, por teléfono", "Verbally, by telephone"),
    "with_help": both("Con alguien que acompaña a la familia", "With somebody supporting the family"),
}
CHASE_DAYS = 7  # proposed: when nobody wrote another day, whoever is in charge is recalled then


def check_step(kind: str, result: str, words: str) -> None:
    """Of a shelter nobody is ever asked by name: not even a note is kept with such a step.

    Raises ``Unknown`` or ``BadInput``.
    """
    if kind not in STEPS:
        raise unknown("pasos", "steps", kind, STEPS)
    if result not in RESULTS:
        raise unknown("resultados", "results", result, RESULTS)
    if kind == SHELTERS and words.strip():
        raise BadInput(
            "A un albergue no se le pregunta por nadie: este paso no lleva palabras.",
            "Nobody is asked for at a shelter: this step carries no words.",
            where="words",
            cure_es="Deje un aviso general con el teléfono del consulado, y anote solo el día.",
            cure_en="Leave a general notice with the telephone of the post, and note the day alone.",
        )


def check_identification(result: str, authority: str, on: dt.date | None) -> None:
    """A result has an authority and a day. Raises ``Unknown`` or ``BadInput``."""
    if result not in IDENTIFIED:
        raise unknown("resultados", "results", result, IDENTIFIED)
    if result != "not_yet" and (not authority.strip() or on is None):
        raise BadInput(
            "Falta qué autoridad lo dice, o de qué día es.",
            "The authority or the date is missing.",
            where="authority",
            cure_es="Escríbalo como está en el dictamen; no suba el dictamen.",
            cure_en="Write it as it stands in the report; do not upload the report.",
        )


def check_end(state: str, may_know: str, words: str, told: bool) -> None:
    """How a search may end. Raises ``Unknown`` or ``BadInput``.

    Somebody found decides what the family may know; of somebody who died the family heard it from
    a person before the search ends.
    """
    if state not in (FOUND, DIED, ENDED):
        raise unknown("finales", "endings", state, (FOUND, DIED, ENDED))
    if state == FOUND and may_know not in MAY_KNOW:
        raise BadInput(
            "Falta qué puede saber la familia; lo decide la persona.",
            "Say what the family may know; the person decides.",
            where="may_know",
            cure_es="Pregúntele. Si no quiere decirlo, elija «Nada».",
            cure_en="Ask the person. If they would rather not say, choose “Nothing”.",
        )
    if state == FOUND and may_know == "words" and not words.strip():
        raise BadInput(
            "Faltan sus palabras.",
            "The person's words are missing.",
            where="words",
            cure_es="Escriba lo que la persona quiere que sepan.",
            cure_en="Write what the person wants them to know.",
        )
    if state == DIED and not told:
        raise BadInput(
            "Antes, una persona se lo dice a la familia; nunca un aviso.",
            "Before that a person tells the family; never a notice.",
            where="state",
            cure_es="Anote quién se lo dijo, cómo y qué día.",
            cure_en="Note who told them, how and on which day.",
        )
