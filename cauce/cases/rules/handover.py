"""What the next person must know of a case: few parts, in words, that no other page holds."""

from __future__ import annotations

from collections.abc import Mapping

from cauce.content.errors import BadInputs
from cauce.content.model import Text, both

bad_input = BadInputs(__file__)

IN_PERSON = "in_person"
LONGEST = 4_000  # letters of one part

# Each part: what is asked, and what it is for. Proposed: the Protocol's public texts name no form for it.
PARTS: dict[str, tuple[Text, Text]] = {
    "promises": (
        both("Qué se le prometió y falta cumplir", "What was promised and is still owed"),
        both(
            "Una promesa por renglón, con su fecha si la hay. Quien sigue la cumple o explica por qué no.",
            (
                "One promise a line, with its date if there is one. Whoever follows "
                "keeps it or explains why not."
            ),
        ),
    ),
    "channel": (
        both(
            "Cómo buscarle sin riesgo: lo que no dice el registro",
            "How to reach the person safely: what the record does not say",
        ),
        both(
            "Los medios y las horas están en «Contacto». Aquí: quién contesta, qué no decir nunca.",
            "Ways and hours are in “Contact”. Here: who answers, what never to say.",
        ),
    ),
    "risk": (
        both("Qué puede pasar después, y cuándo", "What may happen next, and when"),
        both(
            "Una fecha, una persona, un lugar: lo que usted vigilaría mañana.",
            "A date, a person, a place: what you would watch tomorrow.",
        ),
    ),
    "manner": (
        both("Qué le ayuda y qué le lastima", "What helps and what hurts"),
        both(
            "Cómo prefiere que le hablen, de qué no quiere volver a hablar.",
            "How the person prefers to be spoken to, what not to bring up again.",
        ),
    ),
}


def check_sheet(content: Mapping[str, str]) -> dict[str, str]:
    """The parts without empty ends. Raises ``BadInput`` for an unknown part, one too long, or none."""
    found = {name: str(value).strip() for name, value in content.items()}
    for name, value in found.items():
        if name not in PARTS:
            raise bad_input("the_sheet_has_no_part_name", where=name, name=name)
        if len(value) > LONGEST:
            raise bad_input("it_has_count_letters", where=name, count=len(value), longest=LONGEST)
    if not any(found.values()):
        raise bad_input("the_sheet_is_empty", where="promises")
    return {name: found.get(name, "") for name in PARTS}
