"""What is typed is read once, shown as text, leads nowhere by itself, and names no file."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.directory.models import Service
from cauce.protocol.editions import actions as editions
from tests.architecture.reading import CAUCE, ROOT
from tests.cast import shelter

pytestmark = pytest.mark.django_db
HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>{{ 7|add:7 }}{% debug %}${7*7}"


def signed(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def test_an_address_is_decoded_once(cast):
    """Decoded twice, what a filter let through would become something else afterwards."""
    client = signed(cast.ines)
    for sent, meant in (("%2526lt%253Bb", "%26lt%3Bb"), ("%26lt%3Bzorro", "&lt;zorro")):
        page = client.get(f"/protocolo/?q={sent}").content.decode()
        shown = meant.replace("&", "&amp;")
        assert f'value="{shown}"' in page
    assert client.get("/%252e%252e/%252e%252e/etc/passwd").status_code in (302, 404)


def test_what_she_told_is_shown_as_text_whatever_it_holds(cast):
    ines, now = cast.ines.actor, timezone.now()
    case = cases.open_case(
        actor=ines, post=cast.houston, channel="walk_in", started_at=now - dt.timedelta(minutes=5)
    )
    cases.record_consent(actor=ines, case=case, purpose="keeping", given=True, at=now)
    cases.save_section(actor=ines, case=case, kind="narrative", content=HOSTILE, seen=0)
    page = signed(cast.ines).get(f"/casos/{case.id}/relato/").content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;" in page and "&lt;script&gt;" in page
    assert "<img src=x" not in page and "<script>alert" not in page
    assert "{{ 7|add:7 }}" in page and "{% debug %}" in page, "shown, not run"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://casa.example/ayuda", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("//otro.example", False),
    ],
)
def test_a_link_of_the_directory_is_a_web_page_or_none(cast, address, shown):
    service = shelter(cast.jacaranda)
    Service.objects.filter(id=service.id).update(url=address)
    page = signed(cast.ines).get(reverse("directory:entry", args=[service.id])).content.decode()
    assert "Casa Jacaranda" in page
    links = re.findall(r'href="([^"]*)"', page)
    assert (address in links) is shown
    assert not any(re.match(r"\s*(javascript|data|vbscript):|//", one, re.I) for one in links)


def test_no_file_from_outside_lies_where_the_server_gives_files_out():
    """What arrives is sealed in the database; the only folder that is served is that of the program."""
    kept = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    ]
    assert kept == [] and settings.MEDIA_ROOT == "" and settings.MEDIA_URL in ("", "/")
    site = (ROOT / "deploy/nginx/cauce.conf").read_text("utf-8")
    assert not re.search(r"^\s*(root|alias|autoindex|fastcgi_pass|uwsgi_pass)\b", site, re.M)
    static = {one.suffix for one in CAUCE.rglob("static/**/*") if one.is_file()}
    assert not static & {".py", ".php", ".cgi", ".sh", ".html"}


NAMES = (
    'x".zip',
    "a\r\nSet-Cookie: b=1.zip",
    "../../../etc/passwd",
    "evil.exe",
    "😈.zip",
    "a;b=.zip",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_that_was_sent_comes_back_nowhere(cast, name):
    editions.draft(actor=cast.sofia.actor, id="2030.1", in_force_from=dt.date(2030, 1, 1), note="Prueba.")
    client = signed(cast.sofia)
    whole = client.get("/ediciones/2030.1/copia/")
    assert whole.headers["Content-Disposition"] == 'attachment; filename="edicion-2030.1.zip"'
    file = io.BytesIO(whole.content)
    file.name = name
    told = client.post("/ediciones/2030.1/copia/", {"file": file}, follow=True)
    assert told.status_code == 200 and "evil" not in told.content.decode()
    assert "Set-Cookie: b" not in str(told.headers)
    again = client.get("/ediciones/2030.1/copia/").headers["Content-Disposition"]
    assert again == whole.headers["Content-Disposition"]
