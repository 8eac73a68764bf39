"""Steps 2 and 3: Inés at the protection desk. She goes, opens a case without a name, asks first
about safety, explains rights, and asks for each consent apart."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from .person import Person

CASE = re.compile(r"/casos/[0-9a-f-]{36}/")


def answer_turn(ines: Person, turn: str, *, shot: str = "") -> None:
    """Say that she is coming; the window's cues are shown here and nowhere else."""
    ines.go("/pendientes/")
    ines.heading("Personas en espera")
    ines.look("worklist with a turn", shot=shot)
    ines.press(f"Voy · turno {turn}")
    ines.heading("Hablar a solas, sin prisa")
    ines.reads("Alguien contesta en su lugar")
    ines.look("waiting")


def open_case(ines: Person) -> str:
    """The address of the new case; nobody asked for a name."""
    ines.press("Abrir caso, sin nombre")
    ines.heading("Preguntar a solas si está a salvo")
    return CASE.search(ines.page.url)[0]


def ask_safety(ines: Person, case: str, *, age: str = "31", leads: str = "seguir", **answers: str) -> None:
    """Alone, no danger, nowhere to sleep, of age; ``answers`` change or add some, and "" leaves one out."""
    ines.be_at(f"{case}seguridad/")
    ines.unfold("Salud, comida y techo")
    ines.unfold("Edad y lengua")
    given = {
        "¿Está a solas": "Sí",
        "¿Corre peligro": "No",
        "¿Alguien revisa su teléfono": "Sí",
        "¿Tiene dónde dormir hoy": "No",
        "¿Ha podido comer hoy": "Sí",
        "¿Hay algo que haga dudar": "No",
    } | answers
    for question, answer in given.items():
        if answer:
            ines.answer(re.compile(re.escape(question)), answer)
    if age:
        ines.write("¿Cuántos años cumplidos tiene?", age)
    ines.look("safety")
    ines.press(f"Guardar y {leads}")


def explain_rights(ines: Person, case: str) -> None:
    ines.be_at(f"{case}derechos/")
    ines.heading("Explicar derechos y límites")
    ines.look("rights")
    ines.press("Sí, la acepta")
    ines.heading("Preguntar cada cosa por separado")


def ask_consent(ines: Person, case: str, about: str, answer: str, *, fields: tuple = ()) -> None:
    """Note one answer about one purpose; whatever was not asked stays a no."""
    ines.be_at(f"{case}permisos/")
    question = answered_apart(ines, about)
    question.get_by_label(re.compile(f"^{answer}")).check()
    for field in fields:
        question.get_by_label(field, exact=True).check()
    ines.press("Guardar las respuestas")
    expect(ines.page.locator("body")).to_contain_text("Anotado.")


def answered_apart(ines: Person, about: str) -> Locator:
    """The group of one question, unfolded where it was answered before."""
    question = ines.page.get_by_role("group", name=re.compile(about), include_hidden=True)
    fold = ines.page.locator(".ask details:not([open])", has=question)
    if fold.count():
        fold.first.locator("summary").first.click()
    return question.first


def see_ribbon(ines: Person, *words: str) -> None:
    """The line of consent that every page of a case carries."""
    for word in words:
        expect(ines.page.locator(".ribbon")).to_contain_text(word)
