"""Steps 4 and 5: the talk with questions, and the interview that listens first."""

from __future__ import annotations

import re

from .person import Person

FREE = re.compile("Puede|puede")


def ask_permission_and_begin(ines: Person, case: str) -> None:
    ines.go(f"{case}preguntas/")
    ines.heading("Preguntar, sólo si la persona quiere")
    if ines.page.get_by_role("button", name="Sí, aceptó").count():
        ines.look("screening permission")
        ines.press("Sí, aceptó")
    ines.press("Empezar", exact=True)


def answer_page(ines: Person, **answers: str) -> None:
    """Answer what is asked on this page, by a part of each question; the rest is not asked."""
    for question, answer in answers.items():
        ines.answer(re.compile(question), answer)
    ines.press("Guardar y seguir")


def told(ines: Person) -> None:
    """«She told me» is a valid end."""
    ines.press("Ya me lo contó")
    ines.heading("Lo que se puede ofrecer ahora")
    ines.reads("Es un final válido")
