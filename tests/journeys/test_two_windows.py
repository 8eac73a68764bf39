"""Two windows on one case: nobody's words are lost silently."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cauce.cases import actions as cases
from tests.canaries import PLANTED

from . import casework

pytestmark = pytest.mark.journey
MINE, THEIRS = f"Lo que escribió Inés de {PLANTED}", f"Lo que guardó Mateo de {PLANTED}"


@pytest.fixture
def case(house):
    """A case whose person agreed to keeping what she tells and to being asked."""
    made = casework.open_case(house)
    now = timezone.now()
    for purpose in ("keeping", "screening"):
        cases.record_consent(actor=house.cast.ines.actor, case=made, purpose=purpose, given=True, at=now)
    return made


def test_it_shows_both_accounts_and_joins_them(house, case):
    ines, mateo = house.person("ines"), house.person("mateo")
    address = f"/casos/{case.id}/entrevista/relato/"
    ines.go(address)
    mateo.go(address)
    mateo.write("Lo que contó", THEIRS)
    mateo.press("Guardar", exact=True)
    ines.write("Lo que contó", MINE)
    ines.press("Guardar", exact=True)
    ines.reads("No se perdió nada")
    ines.reads(THEIRS)
    assert ines.page.get_by_label("Lo que contó").first.input_value() == MINE
    ines.look("account of two")
    ines.press("Guardar los dos, juntos")
    mateo.go(address)
    kept = mateo.page.get_by_label("Lo que contó").first.input_value()
    assert THEIRS in kept and MINE in kept


def test_it_shows_what_the_other_window_answered_about_safety(house, case):
    ines, mateo = house.person("ines"), house.person("mateo")
    address = f"/casos/{case.id}/seguridad/"
    hungry = re.compile("¿Ha podido comer hoy")
    ines.go(address)
    mateo.go(address)
    for officer in (ines, mateo):
        officer.unfold("Salud, comida y techo")
    mateo.answer(hungry, "No")
    mateo.press("Guardar y seguir")
    mateo.reads("Anotado")
    ines.answer(hungry, "Sí")
    ines.write("Cuidados de seguridad", MINE)
    ines.press("Guardar y seguir")
    ines.reads("Lo que guardó otra persona")
    assert ines.page.get_by_label("Cuidados de seguridad").input_value() == MINE
    ines.look("safety of two")
    ines.press("Guardar y seguir")
    ines.reads("Anotado")


def test_it_shows_beside_each_answer_what_the_other_window_saved(house, case):
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/preguntas/")
    ines.press("Empezar", exact=True)
    ines.heading("Primero, la seguridad")
    other = ines.context.new_page()
    other.goto(ines.page.url)
    alone = other.get_by_role("group", name=re.compile("a solas y puede hablar"))
    alone.get_by_label("Sí", exact=True).check()
    other.get_by_role("button", name="Guardar y seguir").click()
    alone.wait_for(state="detached")  # the next questions are here: what was answered is saved
    ines.answer(re.compile("a solas y puede hablar"), "No sabe")
    ines.press("Guardar y seguir")
    ines.reads("En otra ventana se guardaron respuestas más recientes")
    ines.reads(re.compile(r"En la otra ventana:\s*Sí"))
    ines.look("questions of two")


def test_it_opens_one_case_when_the_button_is_pressed_twice(house, case):
    ines = house.person("ines")
    ines.go("/casos/nuevo/")
    ines.heading("Abrir el caso, sin pedir el nombre")
    ines.look("open a case")
    ines.page.get_by_label("Por qué vía llegó").select_option(index=1)
    ines.answer("¿La persona está aquí?", "No")
    before = casework.count(house)
    ines.page.get_by_role("button", name="Abrir y preguntar por su seguridad").dblclick()
    ines.heading("Preguntar a solas")
    assert casework.count(house) == before + 1


def test_it_asks_before_typed_words_are_lost(house, case):
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/entrevista/relato/")
    ines.page.get_by_label("Lo que contó").first.press_sequentially("Algo que no debe perderse")
    asked = []
    ines.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    ines.follow("Volver a la entrevista")
    ines.heading("Preparar la entrevista")
    assert asked == ["beforeunload"]


def test_it_keeps_the_answers_when_the_talk_stops_in_the_middle(house, case):
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/preguntas/")
    ines.press("Empezar", exact=True)
    ines.answer(re.compile("a solas y puede hablar"), "Sí")
    ines.unfold("Parar aquí")
    ines.page.get_by_role("group", name="Por qué se detiene").get_by_role("radio").first.check()
    ines.press("Parar y guardar")
    ines.heading("Lo que se puede ofrecer ahora")
    ines.reads("Se detuvo, y está bien")


def test_it_asks_what_an_answer_opens_and_says_a_stop_beside_the_answer(house, case):
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/preguntas/")
    ines.press("Empezar", exact=True)

    def question(words: str):
        return ines.page.get_by_role("group", name=re.compile(words), include_hidden=True)

    expect(question("Hoy tiene menos de 18")).to_be_hidden()
    ines.answer(re.compile("tenía menos de 18"), "Sí")
    expect(question("Hoy tiene menos de 18")).to_be_visible()
    stop = ines.page.get_by_role("alert").filter(has_text="Primero la emergencia")
    danger = re.compile("Corre peligro en este momento")
    ines.answer(re.compile("de quien tiene miedo"), "Sí")
    expect(question(danger.pattern)).to_be_visible()
    expect(stop).to_be_hidden()
    ines.answer(danger, "Sí")
    expect(stop).to_be_visible()
    expect(question("hacerse daño")).to_be_hidden()
    ines.look("a stop beside its answer")
    ines.answer(danger, "No")
    expect(stop).to_be_hidden()
    expect(question("hacerse daño")).to_be_visible()
    ines.answer(danger, "Sí")
    ines.press("Guardar y atenderlo ahora")
    ines.heading("Terminar la conversación")
    ines.reads("Primero la emergencia")
