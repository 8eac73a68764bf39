"""An analyst prepares, headquarters signs, and anybody downloads what was signed."""

from __future__ import annotations

import hashlib
import re
import time
import uuid
from urllib.parse import quote

import pytest
from django.urls import reverse

from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing import edition_makers as made_of
from cauce.measurement.publishing.edition_makers import File
from cauce.measurement.tests.test_publishing import out, people  # noqa: F401  the fixture

PLAIN = File("anuario-2026.csv", "text/csv; charset=utf-8", b"table,value\r\n=1,10\r\n")


@pytest.fixture(autouse=True)
def one_file(monkeypatch, people):  # noqa: F811
    monkeypatch.setitem(made_of.printers(), "yearbook", lambda edition: [PLAIN])


def as_(client, member, proved: bool = True):
    """Signed in; ``proved``: whether with a proof of minutes ago."""
    client.force_login(member.user)
    session = client.session
    session["proved_at"] = int(time.time()) if proved else 0
    session.save()
    return client


def prepared(client, cast, what: str = "yearbook:2026"):
    return as_(client, cast.raul).post(
        reverse("analyst:new"), {"what": what, "once": str(uuid.uuid4())}, follow=True
    )


def decided(client, member, edition, **given):
    return as_(client, member).post(
        reverse("analyst:decide", args=[edition.id]),
        {"once": str(uuid.uuid4()), "seen": edition.hash, **given},
        follow=True,
    )


def test_what_would_be_published_is_read_before_it_is_proposed(client, cast):
    page = prepared(client, cast).content.decode()
    edition = StatisticsEdition.objects.get()
    assert "Anuario 2026: Borrador" in page and "Lo que se publicaría" in page
    assert "Ninguna pudo averiguarse." in page and "hay menos de diez personas detrás" in page
    assert "–" in page and "Personas atendidas, por dónde llegaron" in page
    assert "Proponer" in page and "Firmar y publicar" not in page
    assert "Espera a oficinas centrales" in decided(client, cast.raul, edition, do="propose").content.decode()
    page = as_(client, cast.sofia).get(reverse("analyst:edition", args=[edition.id])).content.decode()
    assert "Firmar y publicar" in page
    done = decided(client, cast.sofia, edition, do="sign").content.decode()
    assert "Anuario 2026: Publicada" in done and "Sofía Landeros" in done


def test_nobody_publishes_at_a_desk_that_somebody_else_left_open(client, cast):
    prepared(client, cast)
    edition = StatisticsEdition.objects.get()
    decided(client, cast.raul, edition, do="propose")
    page = reverse("analyst:edition", args=[edition.id])
    answer = as_(client, cast.sofia, proved=False).post(
        reverse("analyst:decide", args=[edition.id]), {"do": "sign", "seen": edition.hash}
    )
    assert answer.status_code == 302 and answer.headers["Location"].endswith(quote(page, safe=""))
    edition.refresh_from_db()
    assert edition.state == "proposed"
    decided(client, cast.sofia, edition, do="sign")
    edition.refresh_from_db()
    assert edition.state == "published"


def test_a_refusal_keeps_what_was_typed_and_says_why_on_the_list(client, cast):
    prepared(client, cast)
    edition = StatisticsEdition.objects.get()
    decided(client, cast.raul, edition, do="propose")
    answer = decided(client, cast.sofia, edition, do="refuse", why=" ")
    assert answer.status_code == 422 and "Falta decir por qué." in answer.content.decode()
    stale = (
        as_(client, cast.sofia)
        .post(reverse("analyst:decide", args=[edition.id]), {"do": "sign", "seen": "x", "why": "Mi nota"})
        .content.decode()
    )
    assert "Cambió desde que usted la leyó." in stale and "Mi nota" in stale
    decided(client, cast.sofia, edition, do="refuse", why="Falta una nota.")
    assert "Falta una nota." in as_(client, cast.raul).get(reverse("analyst:list")).content.decode()


def test_only_what_is_announced_and_ended_can_be_chosen(client, cast):
    page = as_(client, cast.raul).get(reverse("analyst:list")).content.decode()
    assert 'value="yearbook:2026"' in page and 'value="yearbook:2027"' not in page
    assert 'value="halfyear:2026-H2"' in page
    for wrong in ("yearbook:2027", "weekly:2026", "", "yearbook:2026-01-01/2026-05-05"):
        answer = prepared(client, cast, wrong)
        assert answer.status_code == 422 and "Elija una" in answer.content.decode()
    assert not StatisticsEdition.objects.exists()


def test_whoever_does_not_work_on_figures_finds_nothing(client, cast):
    prepared(client, cast)
    edition = StatisticsEdition.objects.get()
    for member in (cast.ines, cast.aurora, cast.bruno, cast.clara):
        as_(client, member)
        assert client.get(reverse("analyst:list")).status_code == 404
        assert client.get(reverse("analyst:edition", args=[edition.id])).status_code == 404
    assert as_(client, cast.elena).get(reverse("analyst:list")).status_code == 200
    assert as_(client, cast.raul).get("/").url == reverse("analyst:list")


def test_a_stranger_downloads_what_was_signed_and_can_see_that_it_is_whole(client, cast):
    empty = client.get("/datos/")
    assert "Todavía no se ha publicado ninguna." in empty.content.decode()
    edition = out(cast)
    client.logout()
    for address, title in (("/datos/", "Datos abiertos"), ("/datos/en/", "Open data")):
        answer = client.get(address)
        page = answer.content.decode()
        assert f"<title>{title}</title>" in page and not answer.cookies
        assert not re.search(r"trata\b|víctima|traffick|victim|explot", page, re.I)
        assert PLAIN.hash in page and "<form" not in page and "<input" not in page
    file = client.get(reverse("data:file", args=[edition.id, 0]))
    assert file.content == PLAIN.body and not file.cookies
    assert hashlib.sha256(file.content).hexdigest() == PLAIN.hash
    assert file["Content-Disposition"] == 'attachment; filename="anuario-2026.csv"'
    assert client.get(reverse("data:file", args=[edition.id, 7])).status_code == 404


def test_a_draft_is_nowhere_on_the_public_page(client, cast):
    prepared(client, cast)
    client.logout()
    edition = StatisticsEdition.objects.get()
    assert str(edition.id) not in client.get("/datos/").content.decode()
    assert client.get(reverse("data:file", args=[edition.id, 0])).status_code == 404
