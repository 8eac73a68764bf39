"""A service corrects its entry: by a link that opens once, or signed in; an officer decides on each line."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from cauce.directory.models import Correction, Service
from tests.cast import shelter

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(cast):
    made = shelter(cast.jacaranda)
    Service.objects.filter(id=made.id).update(visibility="network")
    return made


def desk(cast, who) -> Client:
    client = Client()
    client.force_login(getattr(cast, who).user)
    return client


@pytest.fixture
def address(cast, service) -> str:
    page = desk(cast, "ines").post(f"/directorio/{service.id}/datos/", {"do": "link"})
    return re.search(r"https?://[^/]+(/fichas/e/[^<]+)<", page.content.decode())[1]


def text(answer) -> str:
    return answer.content.decode()


def test_a_link_opens_without_an_account_and_shows_nothing_reserved(address):
    answer = Client().get(address)
    page = text(answer)
    assert answer.status_code == 200 and "Lugares libres hoy" in page
    assert "violencia" not in page and "trata" not in page and "víctima" not in page
    assert "Teléfono nuevo" not in page  # reserved: neither telephone nor hours are asked
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_was_said_waits_and_shows_after_an_officer_decided_on_each_line(cast, service, address):
    given = {"free": "3", "families": "yes", "languages": "español, mixteco", "same": "1"}
    assert "Gracias" in text(Client().post(address, given))
    again = Client().get(address)
    assert again.status_code == 404 and "Este enlace no abre" in text(again)
    ines = desk(cast, "ines")
    assert "3 lugares libres" not in text(ines.get(f"/directorio/{service.id}/"))
    made = Correction.objects.get()
    assert made.changes["free"] == 3 and made.changes["same"] is True
    here = f"/directorio/correcciones/{made.id}/"
    assert str(made.id) in text(ines.get("/directorio/correcciones/"))
    assert "Lugares libres hoy: 3" in text(ines.get(here))
    assert "Falta decidir cada renglón" in text(ines.post(here, {"take-free": "yes"}))
    every = {f"take-{name}": "yes" for name in made.changes} | {"take-families": "no"}
    page = text(ines.post(here, every, follow=True))
    assert "3 lugares libres" in page and "familias" not in page.partition("A quién recibe")[2][:80]
    assert "Ya se decidió" in text(ines.get(here))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "No cambió nada"),
        ({"free": "-2"}, "Escriba un número"),
        ({"free": "muchos"}, "Escriba un número"),
        ({"languages": "klingon"}, "no está en el registro"),
        ({"sex": "💥"}, "Elija una opción"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_link_stays_open(address, given, words):
    answer = Client().post(address, given)
    assert answer.status_code in (200, 422) and words in text(answer)
    assert not Correction.objects.exists() and Client().get(address).status_code == 200


def test_every_wrong_link_looks_the_same(address):
    for secret in ("nada", "x" * 43, address[-20:-1]):
        answer = Client().get(f"/fichas/e/{secret}/")
        assert answer.status_code == 404 and "Este enlace no abre" in text(answer)


def test_whoever_signs_in_for_the_organisation_says_it_there(cast, service):
    clara = desk(cast, "clara")
    assert str(service.id) in text(clara.get("/fichas/"))
    page = text(clara.post(f"/fichas/{service.id}/", {"free": "0"}, follow=True))
    assert "Se verá cuando alguien lo revise" in page and "espera revisión" in page
    for who in ("omar", "ines", "sofia"):
        assert desk(cast, who).get(f"/fichas/{service.id}/").status_code == 404
    assert desk(cast, "ines").get("/fichas/").status_code == 404
