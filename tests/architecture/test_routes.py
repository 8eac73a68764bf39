"""Every route has a name, a line in the table of doors, and an address that tells nothing.

Who gets in where is held by the matrix (test_matrix.py).
"""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from cauce.api.hsds import urls as hsds
from cauce.site.middleware import DoorMiddleware
from cauce.site.routes import OPEN_ROUTES
from cauce.ui.doors import Door, Mount
from cauce.ui.doors import doors as mounts

from .doors import DOORS, STAFF
from .reading import CAUCE, code, imports, short
from .walking import filled, routes

ALL = sorted(set(routes()))
CLOSED = [(name, address) for name, address in ALL if name not in OPEN_ROUTES]


def test_every_route_has_a_name_and_a_line_in_the_table():
    names = {name for name, _ in ALL}
    assert "" not in names
    assert names >= OPEN_ROUTES, "a route on the open list does not exist"
    assert {name for name, _ in CLOSED} == set(DOORS)
    assert OPEN_ROUTES.isdisjoint(DOORS)
    bad = list(routes([path("a/<uuid:x>/<y>/", lambda r: None, name="a"), path("b/", print)]))
    assert bad == [("a", "/a/<uuid:x>/<y>/"), ("", "/b/")]
    assert filled(bad[0][1]) == "/a/00000000-0000-4000-8000-000000000000/nada/"
    assert filled(bad[0][1], {"x": 1, "y": 2}) == "/a/1/2/"


def addresses(door: Door, mount: Mount) -> set[str]:
    """The routes that a module of addresses names, as they are called from outside."""
    space = f"{mount.name}:" if mount.name else ""
    return {f"{space}{one.name}" for one in import_module(f"{door.package}.{mount.module}").urlpatterns}


def test_each_folder_says_who_enters_its_own_pages_and_no_other():
    for door in mounts():
        file = CAUCE / Path(*door.package.split(".")[1:]) / "tests/doors.py"
        own = {name for mount in door.urls for name in addresses(door, mount)}
        said = set(import_module(f"{door.package}.tests.doors").DOORS) if file.exists() else set()
        assert said == own - OPEN_ROUTES, door.package
    site = set(import_module("cauce.site.tests.doors").DOORS)
    assert set(DOORS) - site == {name for name in DOORS if ":" in name}


def test_no_code_of_the_program_reads_who_is_expected():
    """Permissions would prove themselves."""

    def reads(module):
        return [name for _, name in imports(module) if "tests" in name.split(".")[:-1]]

    assert not [short(path) for path, module in code() if reads(module)]
    assert reads(ast.parse("from cauce.desk.aid.tests.doors import DOORS"))
    assert reads(ast.parse("def late():\n    from .tests import doors"))


def test_the_list_of_open_routes_is_short_and_known():
    """A new open route is a decision: it is written here too."""
    guide = {
        f"guide:{page}{room}{language}"
        for page in ("first", "contacts", "page")
        for room in ("", "-room")
        for language in ("", "-en")
    }
    telephones = {f"openrosa:{page}" for page in ("form_list", "form", "manifest", "media", "submission")}
    # What systems ask: the public directory, and a partner's own requests with its key.
    systems = {f"hsds:{one.name}" for one in hsds.urlpatterns}
    systems |= {f"fhir:{page}" for page in ("metadata", "tasks", "task", "request")}
    assert len(systems) == 18
    data = {
        f"data:{page}{language}"
        for page in ("list", "picture", "picture-table", "edition")
        for language in ("", "-en")
    }
    data |= {"data:file", "data:named", "data:catalogue", "data:dictionary"}
    data |= {"accessibility:page", "accessibility:page-en"}
    # What somebody says of how they were attended: without an account, and back with a code.
    voices = {f"voice:{page}{language}" for page in ("tell", "see", "paper") for language in ("", "-en")}
    assert OPEN_ROUTES - guide - data - voices - telephones - systems - {"reply:request"} == {
        "enter",
        "ask_key",
        "ministry",
        "ministry_back",
        "second",
        "enroll",
        "enroll_key",
        "enroll_choose",
        "leave",
        "language",
        "alive",
        "ready",
        "calendar",
        "style",
        "demo:tour",
        "demo:scene",
        "demo:reset",
        "entries:link",
    }


def sends_to_the_door(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(settings.LOGIN_URL)


def test_a_new_route_is_closed_until_it_is_put_on_the_list(rf: RequestFactory):
    request = rf.get("/cocina/?a=1")
    request.actor = None
    door = DoorMiddleware(lambda r: HttpResponse())
    request.resolver_match = SimpleNamespace(view_name="kitchen:soup")
    assert sends_to_the_door(door.process_view(request, None, (), {}))
    request.resolver_match = SimpleNamespace(view_name="alive")
    assert door.process_view(request, None, (), {}) is None


@pytest.fixture
def client() -> Client:
    """A mistake of ours is an answer to be judged, not the end of the walk."""
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_anybody_may_sign_out_and_then_the_doors_are_shut(cast, client):
    for who in STAFF:
        client.force_login(getattr(cast, who).user)
        assert client.post("/cerrar/").status_code == 302
        assert sends_to_the_door(client.get("/"))


TELLING = re.compile(r"trata(?!r|d|m)|v[ií]ctim|traffick|explota|abus|refugi|shelter|sexual", re.IGNORECASE)


def test_no_address_tells_what_the_work_is_about():
    assert [address for _, address in ALL if TELLING.search(address)] == []
    assert TELLING.search("/casos-de-trata/") and not TELLING.search("/tratamiento/")


# Named by a standard, by a secret that was handed out, or open to anybody: not ours to call otherwise.
GIVEN = ("/api/", "/campo/", "/calendario/", "/fichas/e/", "/respuesta/", "/guia/", "/datos/")
# How one comes in and goes out: known by heart, and by the ministry's own sign-in and the server before ours.
OWN = ("/entrar/", "/comprobar/", "/seguir/", "/sigue/", "/cerrar/", "/salir/")
OURS = [address for _, address in ALL if not address.startswith((*GIVEN, *OWN))]
VERB = re.compile(r"/(?!lugar/)[a-z-]*[aei]r(?:se)?/")


def under_the_case(address: str) -> bool:
    """Whether a case that is named stands at the beginning."""
    return "<uuid:case_id>" not in address or address.startswith("/casos/<uuid:case_id>/")


def id_without_its_list(address: str) -> list[str]:
    """The words before an id that are no list: a plural, or a book that is searched."""
    before = re.findall(r"([a-z-]+)/<uuid:", address)
    books = ("directorio", "ministerio")
    return [word for word in before if not word.split("-")[0].endswith("s") and word not in books]


def test_every_part_of_a_case_stands_under_the_case():
    assert [address for address in OURS if not under_the_case(address)] == []
    assert not under_the_case("/cartas/caso/<uuid:case_id>/")


def test_an_id_follows_the_plural_of_what_it_is_of():
    assert {address: found for address in OURS if (found := id_without_its_list(address))} == {}
    assert id_without_its_list("/hojas/lote/<uuid:batch_id>/papel/") == ["lote"]


def test_an_address_is_a_place_and_no_verb():
    assert [address for address in OURS if VERB.search(address)] == []
    assert VERB.search("/casos/1/apartarse/P2-05/") and not VERB.search("/casos/1/lugar/")
