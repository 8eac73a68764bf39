"""English is complete: after one touch no word that asks somebody to act is left in Spanish."""

from __future__ import annotations

import pytest

from . import casework, checks

pytestmark = pytest.mark.journey
OF_A_CASE = (
    "",
    "seguridad/",
    "derechos/",
    "permisos/",
    "preguntas/",
    "entrevista/",
    "entrevista/relato/",
    "lectura/",
    "riesgo/",
    "plan/",
    "canalizaciones/",
    "historia/",
    "identidad/",
    "relato/",
    "actos/",
)
OF_A_ROLE = {
    "ines": ("/pendientes/", "/casos/nuevo/", "/directorio/", "/mostrador/"),
    "mateo": ("/firmas/",),
    "aurora": ("/oficina/", "/pasos/", "/directorio/"),
    "sofia": ("/red/", "/pasos/red/", "/red/HOU/", "/directorio/"),
    "elena": ("/bitacora/",),
    "bruno": ("/",),
}


def in_english(house, username: str):
    person = house.person(username)
    person.go("/")
    if person.page.locator("html").get_attribute("lang") != "en":
        person.press("English")
    assert person.page.locator("html").get_attribute("lang") == "en"
    return person


@pytest.mark.parametrize("username", OF_A_ROLE)
def test_it_speaks_english_wholly_on_the_pages_of_each_role(house, username):
    person = in_english(house, username)
    for path in OF_A_ROLE[username]:
        answer = person.go(path)
        assert answer.status == 200, path
        assert checks.english(person.page) == [], path
        person.look(f"english {path}")


def test_it_speaks_english_wholly_on_every_page_of_a_case(house):
    casework.others(house)
    case = casework.open_case(house)
    casework.send(house, case, house.shelter)
    ines = in_english(house, "ines")
    left = {}
    for part in OF_A_CASE:
        answer = ines.go(f"/casos/{case.id}/{part}")
        assert answer.status == 200, part
        if found := checks.english(ines.page):
            left[part] = found
        ines.look(f"english case {part}")
    assert left == {}
