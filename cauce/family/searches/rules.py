"""A search for somebody who is missing: whom is asked of, what is never asked, and how it ends.

The Protocol has no chapter on searches: all of it is proposed by this house, and says so on its pages.
"""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import both

bad_input = BadInputs(__file__)

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
        raise bad_input("nobody_is_asked_for_at_a_shelter", where="words")


def check_identification(result: str, authority: str, on: dt.date | None) -> None:
    """A result has an authority and a day. Raises ``Unknown`` or ``BadInput``."""
    if result not in IDENTIFIED:
        raise unknown("resultados", "results", result, IDENTIFIED)
    if result != "not_yet" and (not authority.strip() or on is None):
        raise bad_input("the_authority_or_the_date_is_missing", where="authority")


def check_end(state: str, may_know: str, words: str, told: bool) -> None:
    """How a search may end. Raises ``Unknown`` or ``BadInput``.

    Somebody found decides what the family may know; of somebody who died the family heard it from
    a person before the search ends.
    """
    if state not in (FOUND, DIED, ENDED):
        raise unknown("finales", "endings", state, (FOUND, DIED, ENDED))
    if state == FOUND and may_know not in MAY_KNOW:
        raise bad_input("say_what_the_family_may_know", where="may_know")
    if state == FOUND and may_know == "words" and not words.strip():
        raise bad_input("the_persons_words_are_missing", where="words")
    if state == DIED and not told:
        raise bad_input("before_that_a_person_tells_the_family", where="state")
