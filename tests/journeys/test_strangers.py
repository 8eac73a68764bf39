"""Who has no right to a thing sees that there is nothing; the attempt is written down."""

from __future__ import annotations

import uuid

import pytest

from cauce.custody.journal.models import Entry

from . import casework
from .directory import STREET

pytestmark = pytest.mark.journey
PARTS = (
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
    "salida/",
    "identidad/",
    "relato/",
)


@pytest.fixture(scope="module")
def case(house):
    return casework.open_case(house)


@pytest.mark.parametrize("username", ["tomas", "lucia", "clara", "sofia", "bruno"])
def test_it_shows_a_stranger_the_same_page_for_a_case_as_for_nonsense(house, case, username):
    stranger = house.person(username)
    nonsense = stranger.fetch("/casos/no-es-nada/")
    assert nonsense[0] == 404
    assert stranger.fetch(f"/casos/{uuid.uuid4()}/") == nonsense
    for part in PARTS:
        assert stranger.fetch(f"/casos/{case.id}/{part}") == nonsense, part
    assert Entry.objects.filter(
        kind="refused", about_id=str(case.id), actor=stranger_id(house, username)
    ).exists()


def stranger_id(house, username: str) -> str:
    return getattr(house.cast, username).actor.user


def test_it_shows_an_officer_of_another_post_neither_turn_nor_case_on_her_worklist(house, case):
    tomas = house.person("tomas")
    tomas.go("/pendientes/")
    tomas.reads_not(case.folio)
    assert tomas.page.locator("main ul.worklist li").count() == 0
    tomas.look("empty worklist")


def test_it_never_shows_the_street_of_a_shelter_to_whom_it_is_not_for(house):
    for username in ("ines", "aurora", "sofia"):
        person = house.person(username)
        for path in ("/directorio/", f"/directorio/{house.shelter.id}/"):
            person.go(path)
            assert STREET not in person.page.content()
    person.look("directory entry")


def test_it_writes_down_who_asked_for_a_reserved_address(house):
    ines = house.person("ines")
    before = Entry.objects.filter(about_id=str(house.shelter.id)).count()
    ines.go(f"/directorio/{house.shelter.id}/")
    ines.press("Ver la dirección")
    ines.reads(STREET)
    ines.look("reserved address")
    assert Entry.objects.filter(about_id=str(house.shelter.id)).count() > before


def test_it_shows_nothing_of_a_case_when_going_back_after_signing_out(house, case):
    ines = house.stranger()
    ines.username = "ines"
    ines.sit_down()
    ines.go(f"/casos/{case.id}/")
    ines.reads(case.folio)
    ines.leave()
    for _ in range(3):
        ines.page.go_back()
        ines.reads_not(case.folio)
