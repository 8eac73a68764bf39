"""The help is given to whoever is signed in, file by file, and nothing beside it."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(settings, tmp_path):
    """A help of one page and one script, with something beside it that is nobody's to read."""
    root = tmp_path / "help"
    (root / "es/_static").mkdir(parents=True)
    (root / "made-of").write_text("hash")
    (root / "es/index.html").write_text("<h1>Ayuda</h1>")
    (root / "es/_static/find.js").write_text("var a;")
    (root / "es/notes.txt").write_text("no")
    (tmp_path / "secret.html").write_text("no")
    settings.HELP_ROOTS = (tmp_path / "none", root)
    return root


@pytest.fixture
def reader(cast):
    client = Client()
    client.force_login(cast.clara.user)
    return client


def test_its_pages_and_what_they_are_drawn_with_come_with_their_kind(made, reader):
    assert reader.get("/ayuda/").headers["Location"] == "/ayuda/es/index.html"
    page, script = reader.get("/ayuda/es/index.html"), reader.get("/ayuda/es/_static/find.js")
    assert page.content == b"<h1>Ayuda</h1>" and page.headers["Content-Type"].startswith("text/html")
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name",
    [
        *("es/none.html", "es/", "es/notes.txt", "es/../made-of", "fr/index.html", "../secret.html"),
        *("es/../../secret.html", "es/%2e%2e/%2e%2e/secret.html", "es//etc/passwd", "es/a%00.html"),
    ],
)
def test_nothing_else_is_given_out(made, reader, name):
    assert reader.get(f"/ayuda/{name}").status_code == 404


def test_nobody_reads_it_without_signing_in(made):
    assert Client().get("/ayuda/es/index.html").headers["Location"].startswith("/entrar/")


def test_where_it_was_not_made_its_page_says_how(settings, tmp_path, reader):
    settings.HELP_ROOTS = (tmp_path / "none",)
    assert reader.get("/ayuda/es/guides/file.html").headers["Location"] == "/ayuda/"
    assert "<code>make site</code>" in reader.get("/ayuda/").content.decode()


def test_each_page_leads_to_its_part_in_the_language_of_the_page(cast, client):
    client.force_login(cast.ines.user)
    assert 'href="/ayuda/es/guides/protection.html#day"' in client.get("/pendientes/").content.decode()
    client.cookies["idioma"] = "en"
    assert 'href="/ayuda/en/guides/protection.html#day"' in client.get("/pendientes/").content.decode()
