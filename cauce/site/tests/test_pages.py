"""The pages that everybody may meet: signing in, leaving, nothing here, not saved."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from cauce.custody.keystore import KeystoreDown
from cauce.rules.permissions import SYSTEM
from cauce.site.uploads import LARGEST
from cauce.staff.accounts.codes import DEMO_CODE
from cauce.staff.offices.actions import add_user
from tests.cast import PASSWORD

TELLING = ("trata", "víctima", "victima", "trafficking", "victim")


def test_it_signs_lucia_in_and_takes_her_to_the_window(client, cast):
    answer = client.post(
        "/entrar/",
        {"username": "lucia", "password": PASSWORD, "one_time_code": DEMO_CODE},
        follow=True,
    )
    assert answer.redirect_chain[-1][0] == "/mostrador/"


def test_it_tells_who_has_no_role_yet_what_to_do(client, db):
    user = add_user(actor=SYSTEM, username="nuria", display_name="Nuria Paz", password=PASSWORD)
    client.force_login(user)
    page = client.get("/").content.decode()
    assert "no tiene una función asignada" in page and "Cerrar sesión" in page


def test_it_keeps_the_user_name_and_says_the_cure_when_the_password_is_wrong(client, cast):
    page = client.post(
        "/entrar/", {"username": "lucia", "password": "otra cosa", "one_time_code": DEMO_CODE}
    ).content.decode()
    assert "no coinciden" in page
    assert 'value="lucia"' in page
    assert "otra cosa" not in page


@pytest.mark.usefixtures("told")
def test_it_says_the_same_for_a_wrong_password_and_for_nobody(client, cast):
    def errors(name: str) -> list[str]:
        form = client.post("/entrar/", {"username": name, "password": "x", "one_time_code": "1"}).context[
            "form"
        ]
        return [str(error) for error in form.non_field_errors()]

    assert errors("lucia") == errors("nadie") != []


def test_it_returns_to_the_page_asked_for_but_never_to_another_site(client, cast):
    who = {"username": "clara", "password": PASSWORD, "one_time_code": DEMO_CODE}
    inside = client.post("/entrar/", who | {"next": "/solicitudes/"})
    assert inside.headers["Location"] == "/solicitudes/"
    outside = Client().post("/entrar/", who | {"next": "https://example.org/"})
    assert outside.headers["Location"] == "/"


def test_a_page_that_left_the_screen_says_why_at_the_door_and_behind_it(client, cast):
    """Where another page kept the session, the door led on to the first page without a word."""
    assert "Su sesión se cerró" in client.get("/entrar/?pausa").content.decode()
    assert "Su sesión se cerró" not in client.get("/entrar/").content.decode()
    client.force_login(cast.ines.user)
    shown = client.get("/entrar/?pausa", follow=True)
    assert "Su sesión sigue abierta" in " ".join(shown.content.decode().split())
    assert "Su sesión sigue abierta" not in client.get("/entrar/", follow=True).content.decode()


@pytest.mark.parametrize(
    "asks, chosen, heading",
    [
        ("en-US,es;q=0.5", "", "Sign in"),
        ("es-MX,en;q=0.5", "", "Entrar"),
        ("fr-CA", "", "Entrar"),
        ("en-US", "es", "Entrar"),
    ],
)
def test_the_door_speaks_the_language_of_the_browser_until_somebody_chose_one(
    client, cast, asks, chosen, heading
):
    browser = {"Accept-Language": asks}
    if chosen:
        client.post("/idioma/", {"language": chosen})
    shown = client.get("/entrar/", headers=browser)
    assert re.search(rf"<h1[^>]*>\s*{heading}\s*<", shown.content.decode())
    assert shown.headers["Content-Language"][:2] == ("en" if heading == "Sign in" else "es")
    client.force_login(cast.lucia.user)
    assert "Ventanilla" in client.get("/mostrador/", headers=browser).content.decode(), "behind it, her own"


@pytest.mark.parametrize("address", ["/entrar/", "/salir/"])
def test_it_shows_no_telling_word_to_who_has_not_signed_in(client, db, address):
    page = client.get(address).content.decode().lower()
    assert not [word for word in TELLING if word in page]


def test_it_leaves_to_an_ordinary_page_and_ends_the_session(client, cast):
    client.force_login(cast.lucia.user)
    answer = client.get("/salir/")
    page = answer.content.decode()
    assert "Trámites consulares" in page and "Cauce" not in page
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/mostrador/").status_code == 302


@pytest.mark.parametrize(
    "where", ["cauce.staff.offices.access.at_desk", "cauce.staff.accounts.sessions.logout"]
)
def test_it_leaves_to_the_ordinary_page_also_while_the_database_does_not_answer(
    client, cast, monkeypatch, where
):
    def down(*given, **named):
        raise OperationalError("no")

    client.force_login(cast.lucia.user)
    client.raise_request_exception = False
    monkeypatch.setattr(where, down)
    answer = client.get("/salir/")
    page = answer.content.decode()
    assert answer.status_code == 200 and "Trámites consulares" in page and "Cauce" not in page
    assert answer.cookies["sesion"].value == "" and answer.headers["Clear-Site-Data"]
    assert client.get("/pendientes/").status_code in (302, 503), "the cookie is gone"


VISIT = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize("led", ["cross-site", "same-site"])
def test_a_link_of_another_site_shows_the_page_and_ends_no_session(client, cast, led):
    client.force_login(cast.lucia.user)
    answer = client.get("/salir/", headers={**VISIT, "Sec-Fetch-Site": led})
    assert "Trámites consulares" in answer.content.decode()
    assert "Clear-Site-Data" not in answer.headers
    assert client.get("/mostrador/").status_code == 200


@pytest.mark.parametrize("led", ["same-origin", "none"])
def test_whoever_stands_there_leaves_by_the_link_or_by_typing_it(client, cast, led):
    client.force_login(cast.lucia.user)
    client.get("/salir/", headers={**VISIT, "Sec-Fetch-Site": led})
    assert client.get("/mostrador/").status_code == 302


def test_it_answers_with_the_same_bytes_when_absent_and_when_forbidden(client, cast):
    client.force_login(cast.clara.user)
    pages = {
        client.get(address).content
        for address in (
            "/no-existe/",
            "/mostrador/",
            f"/solicitudes/{uuid.uuid4()}/",
            "/solicitudes/tonterias/",
        )
    }
    assert len(pages) == 1
    assert "No hay nada con esa dirección".encode() in pages.pop()


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("database or disk is full"), 507, "disco del servidor está lleno"),
        (OSError(28, "No space left on device"), 507, "disco del servidor está lleno"),
        (OperationalError("database is locked"), 503, "espere un minuto"),
        (
            KeystoreDown("El almacén de claves no responde.", "The keystore is down."),
            503,
            "espere un minuto",
        ),
    ],
)
def test_it_gives_back_what_was_typed_when_nothing_could_be_saved(
    client, cast, monkeypatch, error, status, words
):
    def fail(**given):
        raise error

    monkeypatch.setattr("cauce.site.views.choose_language", fail)
    client.force_login(cast.lucia.user)
    once = str(uuid.uuid4())
    answer = client.post(
        "/idioma/",
        {
            "language": "en",
            "note": "<b>lo que contó</b>",
            "password": "secreta",
            "once": once,
            "csrfmiddlewaretoken": "ficha",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "&lt;b&gt;lo que contó&lt;/b&gt;" in page
    assert "secreta" not in page and once not in page and "ficha" not in page


def test_it_asks_nothing_of_the_database_to_say_that_something_failed(client, db):
    from cauce.site.views import broken

    answer = broken(None)
    assert answer.status_code == 500
    assert "Algo falló de nuestro lado" in answer.content.decode()


def test_it_does_not_keep_a_session_alive_for_a_page_that_asks_by_itself(client, cast):
    client.force_login(cast.lucia.user)
    session = client.session
    session["seen"] = 1
    session.save()
    assert client.get("/mostrador/", headers={"X-Asks-Itself": "1"}).status_code == 302


def test_a_body_without_end_is_refused_before_it_is_written_anywhere(client, db, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    file = SimpleUploadedFile("x.zip", b"0" * (LARGEST + 1))
    answer = client.post("/entrar/", {"username": "x", "file": file})
    assert answer.status_code in (400, 413) and not list(tmp_path.iterdir())
    small = SimpleUploadedFile("x.zip", b"0" * 10)
    assert client.post("/entrar/", {"username": "x", "file": small}).status_code == 200
