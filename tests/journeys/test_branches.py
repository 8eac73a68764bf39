"""A child, an Indigenous language, danger: each visibly changes what is asked and what is due."""

from __future__ import annotations

import pytest

from . import at_desk, casework

pytestmark = pytest.mark.journey


@pytest.fixture
def case(house):
    return f"/casos/{casework.open_case(house).id}/"


def due(ines, case: str) -> str:
    """Everything that the page of the case says is to be done, without the reasons."""
    ines.go(case)
    return "\n".join(ines.page.locator("main p.do, main h1, main .notice").all_inner_texts())


def test_it_changes_what_is_due_for_a_child(house, case):
    ines = house.person("ines")
    at_desk.ask_safety(ines, case, age="15")
    child = due(ines, case)
    ines.look("case of a child")
    at_desk.ask_safety(ines, case, age="31")
    assert "niñ" in child.lower()
    assert child != due(ines, case)


def test_it_attends_as_a_child_whose_age_is_in_doubt(house, case):
    ines = house.person("ines")
    at_desk.ask_safety(ines, case, age="", **{"¿Hay algo que haga dudar": "Sí"})
    assert "niñ" in due(ines, case).lower()


def test_it_asks_for_an_interpreter_when_an_indigenous_language_is_preferred(house, case):
    ines = house.person("ines")
    at_desk.ask_safety(ines, case, **{"¿Habla una lengua indígena": "Sí"})
    ines.go(case)
    ines.reads("intérprete")
    ines.look("case in another language")
    assert "lengua" in due(ines, case).lower()


def test_it_puts_everything_else_aside_when_there_is_danger(house, case):
    ines = house.person("ines")
    ines.go(f"{case}seguridad/")
    ines.press("Hay peligro ahora")
    ines.heading("Poner a salvo a la persona")
    ines.reads("911")
    ines.look("danger")
    ines.press("Se llamó al 911")
    ines.reads("Se anotó la llamada a emergencias")
    at_desk.see_ribbon(ines, "Peligro inmediato")
    ines.go("/pendientes/")
    first = ines.page.locator("main ul.worklist li").first
    assert "Peligro inmediato" in first.inner_text()
