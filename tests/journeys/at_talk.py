"""Steps 4 and 5: the talk with questions, and the interview that listens first."""

from __future__ import annotations

import re

from tests.canaries import PLANTED

from .person import Person

# A part of each question, and what was answered; whatever is not here is not asked.
ANSWERS = {
    "a solas y puede hablar": "Sí",
    "nadie está grabando": "Sí",
    "tiene miedo está cerca": "No",
    "podría sufrir daño": "No",
    "en peligro en este momento": "No",
    "hacerse daño": "No",
    "revisa su teléfono": "Sí",
    "dónde dormir hoy": "No",
    "podido comer hoy": "Sí",
    "tenía menos de 18": "No",
    "Hoy tiene menos de 18": "No",
    "alterada o pidió parar": "No",
    "Puede dejar": "No",
    "Tiene sus documentos": "No",
    "debe dinero": "Sí",
    "amenazado para que siga": "Sí",
    "migración o a la policía": "Prefiere no contestar",
    "le ofreció ese trabajo": "Sí",
    "bajo sus reglas": "Sí",
    "Le exigen trabajar": "Sí",
    "se queda con lo que usted gana": "Sí",
    "jornadas muy largas": "No sabe",
}
# In the talk it is enough to come this far; the rest belongs to the interview.
SHORT = ("Tiene sus documentos", "debe dinero", "Le exigen trabajar")
END = "Terminar y ver qué ofrecer"
ENDED = "Lo que se puede ofrecer ahora"
STOPS = "Guardar y atenderlo ahora"
MOST_PAGES = 16


def begin(ines: Person, case: str) -> None:
    """Ask whether questions may be asked at all, then begin."""
    ines.be_at(f"{case}preguntas/")
    ines.heading("Preguntar, solo si la persona quiere")
    ines.look("screening permission")
    ines.press("Sí, aceptó")
    ines.reads("lo dicho queda guardado")
    ines.press("Empezar", exact=True)


def sign_is_asked(ines: Person) -> None:
    """That somebody feared is near opens, right there, whether there is danger; only that stops the talk."""
    feared = ines.page.locator("main fieldset", has_text="tiene miedo está cerca")
    danger = ines.page.locator("main fieldset", has_text="¿Corre peligro")
    stops = ines.page.get_by_role("button", name=STOPS)
    assert danger.is_hidden(), "nobody told a sign"
    feared.get_by_label("Sí", exact=True).check()
    assert danger.is_visible() and "no. Pregúntelo." in danger.inner_text(), "what was told before"
    assert danger.locator("input:checked").count() == 0 and stops.count() == 0
    danger.get_by_label("Sí", exact=True).check()
    assert stops.is_visible()
    danger.get_by_label("No", exact=True).check()
    assert stops.count() == 0 and ines.page.get_by_role("button", name="Guardar y seguir").is_visible()
    feared.get_by_label("No", exact=True).check()
    assert danger.is_hidden()


def go_through(ines: Person, name: str, *, shot: str = "", at: str = "") -> None:
    """Answer page after page until nothing is left to ask; ``shot``: a picture of the page ``at``."""
    for _ in range(MOST_PAGES):
        title = ines.page.get_by_role("heading", level=1).inner_text()
        if title == ENDED:
            return
        if ines.page.get_by_role("button", name=END).count():
            ines.press(END)
            return
        _answer_page(ines)
        ines.look(f"{name} {title}", shot=shot if title == at else "")
        ines.press(re.compile("^Guardar y (seguir|ver qué ofrecer)$"))
    raise AssertionError(f"the questions do not end: {ines.page.url}")


def _answer_page(ines: Person) -> None:
    for group in ines.page.locator("main form fieldset:visible").all():
        question = group.locator("legend").inner_text()
        for part, answer in ANSWERS.items():
            if part in question:
                group.get_by_label(answer, exact=True).check()


def end(ines: Person) -> None:
    """What may be offered, with reasons; never a label of the person."""
    ines.heading(ENDED)
    ines.reads("Por qué")
    ines.reads_not(re.compile("víctima", re.IGNORECASE))
    ines.look("screening result")


def how_accurate(ines: Person) -> None:
    """What a talk can honestly be expected to find, folded under its result."""
    ines.unfold("Qué tan precisa es esta conversación")
    ines.look("screening result, its accuracy")


def tell(ines: Person) -> None:
    """«She told me» is a valid end."""
    ines.press("Ya me lo contó: terminar")
    ines.heading(ENDED)
    ines.reads("Es un final válido")


def prepare_interview(ines: Person, case: str, *, interviewer: str = "Inés Carranza") -> None:
    ines.go(f"{case}entrevista/")
    ines.heading("Preparar la entrevista")
    _checklist(ines, interviewer)
    ines.look("interview preparation")
    ines.press("Preparar la entrevista para otro día")
    ines.heading("Pedir permiso para conversar")
    ines.press("Sí, aceptó")
    ines.heading("Escuchar primero")


def prepare_and_listen(ines: Person, *, interviewer: str = "Inés Carranza") -> None:
    """Prepared and agreed to where it was offered, to listen at once."""
    ines.unfold("Preparar la entrevista más larga")
    _checklist(ines, interviewer)
    ines.press("Aceptó: guardar y escuchar ahora")
    ines.heading("Lo que contó, en resumen")


def _checklist(ines: Person, interviewer: str) -> None:
    ines.choose("Quién entrevista", interviewer)
    ines.answer("Con quién prefiere hablar", "Con una mujer")
    ines.answer(re.compile("cuide a sus hijas o hijos"), "No")
    ines.tick(re.compile("Quien acompaña espera afuera"))
    ines.answer(re.compile("Interpretación"), "Sin intérprete")
    ines.write("Dónde, a solas", "Sala de protección, segundo piso")
    ines.tick(re.compile("No se graba"))


def write_account(ines: Person, case: str, text: str, *, onward: bool = False) -> None:
    """A summary of what was told; ``onward``: what is known is read next."""
    ines.be_at(f"{case}entrevista/relato/")
    ines.write("Lo que contó, resumido por usted", f"{text}\nHabló de {PLANTED}.")
    ines.look("account")
    if onward:
        ines.press("Guardar y leer lo que se sabe")
        return
    ines.press("Guardar", exact=True)
    ines.heading("Escuchar primero")
