"""Every route with every role: what is not yours looks like what is not there, and nothing breaks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, path

from cauce.site.middleware import DoorMiddleware
from cauce.site.routes import OPEN_ROUTES

from .doors import DOORS, EVERYBODY

NOWHERE = UUID("00000000-0000-4000-8000-000000000000")
NONSENSE = {"uuid": str(NOWHERE), "int": "999999", "slug": "nada", "str": "nada", "path": "nada"}
FORM = {"what": "accept", "reason": "nada", "turn": "A-999", "do": "yes", "next": "/", "q": "\x00"}


def routes(patterns=None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(full name, address with nonsense in every place) of each route of the house."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        here = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from routes(one.url_patterns, here, space + inner)
        elif isinstance(one, URLPattern):
            filled = re.sub(r"<(?:(\w+):)?\w+>", lambda m: NONSENSE[m[1] or "str"], here)
            yield f"{space}{one.name or ''}", "/" + filled


ALL = sorted(set(routes()))
CLOSED = [(name, address) for name, address in ALL if name not in OPEN_ROUTES]
METHODS = ("get", "post")


def test_every_route_has_a_name_and_a_line_in_the_table():
    names = {name for name, _ in ALL}
    assert "" not in names
    assert OPEN_ROUTES <= names, "a route on the open list does not exist"
    assert {name for name, _ in CLOSED} == set(DOORS)
    assert OPEN_ROUTES.isdisjoint(DOORS)
    bad = list(routes([path("a/<uuid:x>/<y>/", lambda r: None, name="a"), path("b/", print)]))
    assert bad == [("a", f"/a/{NOWHERE}/nada/"), ("", "/b/")]


def test_no_open_route_shows_anything_of_a_person():
    assert OPEN_ROUTES <= {
        "enter", "leave", "language", "alive", "style", "demo:tour", "demo:scene", "demo:reset",
    }  # fmt: skip


def ask(client: Client, method: str, address: str) -> HttpResponse:
    return client.get(address) if method == "get" else client.post(address, FORM)


def sends_to_the_door(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(settings.LOGIN_URL)


@pytest.mark.django_db
@pytest.mark.parametrize("method", METHODS)
def test_without_signing_in_every_closed_route_leads_to_the_door(method):
    wrong = [
        name for name, address in CLOSED if not sends_to_the_door(ask(Client(), method, address))
    ]
    assert wrong == []
    assert not sends_to_the_door(Client().get("/vivo/")), "the check would pass on any page"


def test_a_new_route_is_closed_until_it_is_put_on_the_list(rf: RequestFactory):
    from types import SimpleNamespace

    request = rf.get("/cocina/?a=1")
    request.actor = None
    door = DoorMiddleware(lambda r: HttpResponse())
    request.resolver_match = SimpleNamespace(view_name="kitchen:soup")
    assert sends_to_the_door(door.process_view(request, None, (), {}))
    request.resolver_match = SimpleNamespace(view_name="alive")
    assert door.process_view(request, None, (), {}) is None


def judge(may: bool, response) -> str:
    """What is wrong with an answer, or ''. Who may gets a page or a next step; who may not, nothing."""
    code = response.status_code
    if code >= 500:
        return f"breaks ({code})"
    if not may and code not in (404, 405):
        return f"opens ({code})"
    if may and code not in (200, 302, 400, 404, 405, 422):
        return f"answers {code}"
    return ""


@pytest.mark.django_db
def test_every_route_with_every_role_opens_only_for_whom_it_should(cast, client):
    wrong = []
    for who in sorted(EVERYBODY):
        client.force_login(getattr(cast, who).user)
        for (name, address), method in itertools.product(CLOSED, METHODS):
            if name == "close":
                continue  # signs out; tried below
            found = judge(who in DOORS[name], ask(client, method, address))
            if found:
                wrong.append(f"{who} {method} {name}: {found}")
    assert wrong == []


@pytest.mark.django_db
def test_whoever_has_the_right_does_get_in(cast, client):
    """The table is no wish: each door opens by reading for everybody it names."""
    shut = []
    for who in sorted(EVERYBODY):
        client.force_login(getattr(cast, who).user)
        for name, address in CLOSED:
            if who in DOORS[name] and name != "close":
                code = client.get(address).status_code
                if code == 404:
                    shut.append(f"{who} {name}")
    assert shut == []


@pytest.mark.django_db
def test_absent_and_forbidden_have_the_same_bytes(cast, client):
    client.force_login(cast.omar.user)
    absent = client.get("/esto/no/existe/")
    assert absent.status_code == 404
    for name, address in CLOSED:
        if "omar" not in DOORS[name]:
            assert client.get(address).content == absent.content, name


@pytest.mark.django_db
def test_anybody_may_sign_out_and_then_the_doors_are_shut(cast, client):
    client.force_login(cast.ines.user)
    assert client.post("/cerrar/").status_code == 302
    assert sends_to_the_door(client.get("/"))


def test_the_judge_of_answers_knows_what_is_wrong():
    for code, may, found in (
        (500, True, "breaks (500)"), (200, False, "opens (200)"), (302, False, "opens (302)"),
        (403, False, "opens (403)"), (403, True, "answers 403"), (404, False, ""), (200, True, ""),
    ):  # fmt: skip
        assert judge(may, HttpResponse(status=code)) == found


TELLING = re.compile(
    r"trata(?!r|d|m)|v[ií]ctim|traffick|explota|abus|refugi|shelter|sexual", re.IGNORECASE
)


def test_no_address_tells_what_the_work_is_about():
    assert [address for _, address in ALL if TELLING.search(address)] == []
    assert TELLING.search("/casos-de-trata/") and not TELLING.search("/tratamiento/")
