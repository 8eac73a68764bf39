"""Addresses of before lead to their pages, tell nothing, and lose nothing that was typed."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from cauce.custody.journal.models import Entry
from cauce.site.moved import listed, moved
from tests.architecture.walking import PLACE, filled
from tests.casework.conftest import open_case

ROWS = listed()
OTHER = {
    "uuid": "11111111-1111-4111-8111-111111111111",
    "int": "7",
    "slug": "otra",
    "str": "otra",
    "path": "a/b",
}


def other(address: str) -> str:
    """The address with other ids than those of ``filled``."""
    return PLACE.sub(lambda found: OTHER[found[1] or "str"], address)


def test_the_table_is_whole_and_without_doubles():
    assert len(ROWS) > 180
    assert len({address for address, _ in ROWS}) == len(ROWS)
    assert all(
        re.fullmatch(r"/(?:[^/]+/)+|/mesa/voz/<str:language>/<str:file>", address) for address, _ in ROWS
    )


def ids(address: str, old: str) -> dict[str, str]:
    """What stands at the places of an address of before, by name."""
    inside = re.fullmatch(PLACE.sub("(.+?)", address), old)
    return {found[1]: value for found, value in zip(PLACE.findall(address), inside.groups(), strict=True)}


def test_each_address_of_before_leads_to_its_page_for_any_id_and_reads_no_row(db, django_assert_num_queries):
    stranger = Client()
    with django_assert_num_queries(0):
        for address, route in ROWS:
            for old in (filled(address), other(address)):
                answer = stranger.get(f"{old}?lengua=en&q=1")
                assert (answer.status_code, answer.content) == (301, b""), old
                there, _, query = answer["Location"].partition("?")
                page = resolve(there)
                assert (page.view_name, query) == (route, "lengua=en&q=1"), old
                assert {name: str(value) for name, value in page.kwargs.items()} == ids(address, old)


def test_no_address_of_before_is_one_of_today():
    for address, _ in ROWS:
        with pytest.raises(Resolver404):
            resolve(filled(address))


def test_what_was_never_an_address_stays_nothing(db):
    assert moved("/mesa/nada/") is None and moved("/nada/") is None and moved("/") is None
    assert moved("/mesa/caso/no-es-nada/") is None
    assert Client().get("/mesa/nada/").status_code == 404


def test_a_case_that_is_there_is_answered_as_one_that_is_not(client, cast):
    """The journal has no entry of it, and the page decides as it always did."""
    case = open_case(cast)
    before = Entry.objects.count()
    for who in (cast.ines, cast.clara):
        client.force_login(who.user)
        for id in (case.id, uuid.uuid4()):
            answer = client.get(f"/mesa/caso/{id}/permisos/")
            assert (answer.status_code, answer["Location"]) == (301, f"/casos/{id}/permisos/")
    assert Entry.objects.count() == before
    client.force_login(cast.clara.user)
    assert client.get(f"/mesa/caso/{case.id}/", follow=True).status_code == 404


def test_what_is_sent_to_an_address_of_before_is_done_as_if_sent_to_the_new_one(client, cast):
    client.force_login(cast.ines.user)
    once = str(uuid.uuid4())
    form = {"once": once, "channel": "telephone"}
    wrong = client.post("/mesa/abrir/", form)
    right = client.post("/casos/nuevo/", form)
    assert wrong.status_code == right.status_code
    assert wrong.headers.get("Location") == right.headers.get("Location")


def test_a_form_that_waited_for_its_line_arrives(client, cast):
    """The script that sends it again follows no redirect."""
    client.force_login(cast.ines.user)
    told = client.post("/mesa/buscar/", {"q": "nadie"}, headers={"X-Held-By": "otra"})
    assert (told.status_code, told.headers["X-Held"]) == (409, "other")


def test_the_answer_bears_the_headers_of_every_page_and_no_other_method_is_led(client, db):
    answer = client.get("/mesa/")
    assert answer["Cache-Control"] == "no-store" and answer["X-Frame-Options"] == "DENY"
    assert client.head("/mesa/").status_code == 301
    assert client.put("/mesa/").status_code in (302, 405)
