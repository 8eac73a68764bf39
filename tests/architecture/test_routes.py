"""Every route with every role: what is not yours looks like what is not there, and nothing breaks."""

from __future__ import annotations

import itertools
import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from cauce.desk.protection.forms_identity import REASONS
from cauce.journal.models import Entry
from cauce.site.middleware import DoorMiddleware
from cauce.site.routes import OPEN_ROUTES

from .doors import DOORS, EVERYBODY, STAFF
from .walking import CANARY, ask, filled, houston, judge, routes

ALL = sorted(set(routes()))
CLOSED = [(name, address) for name, address in ALL if name not in OPEN_ROUTES]
# ``close`` signs out, which would end the walk of whoever walks; it is tried by itself.
WALKED = [(name, address) for name, address in CLOSED if name != "close"]
METHODS = ("get", "post")


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


def test_the_list_of_open_routes_is_short_and_known():
    """A new open route is a decision: it is written here too."""
    guide = {
        f"guide:{page}{room}{language}"
        for page in ("first", "contacts", "page")
        for room in ("", "-room")
        for language in ("", "-en")
    }
    telephones = {
        f"openrosa:{page}" for page in ("form_list", "form", "manifest", "media", "submission")
    }
    assert OPEN_ROUTES - guide - telephones == {
        "enter", "ask_key", "ministry", "ministry_back", "second",
        "enroll", "enroll_key", "enroll_choose", "leave", "language", "alive", "style", "demo:tour", "demo:scene", "demo:reset",
    }  # fmt: skip


def sends_to_the_door(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(settings.LOGIN_URL)


@pytest.mark.django_db
@pytest.mark.parametrize("method", METHODS)
def test_without_signing_in_every_closed_route_leads_to_the_door(method):
    wrong = [
        name for name, address in CLOSED
        if not sends_to_the_door(ask(Client(), method, filled(address)))
    ]  # fmt: skip
    assert wrong == []
    assert not sends_to_the_door(Client().get("/vivo/")), "the check would pass on any page"


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


def walk(cast, client: Client, ids, may) -> list[str]:
    """Ask every closed route, both ways, as everybody; ``may(name, who)`` says who should get in."""
    wrong = []
    for who in sorted(EVERYBODY):
        client.force_login(getattr(cast, who).user)
        for (name, address), method in itertools.product(WALKED, METHODS):
            if ids is not None and method == "post" and may(name, who):
                continue  # would do the work itself; the journeys do that
            found = judge(may(name, who), ask(client, method, filled(address, ids)))
            if found:
                wrong.append(f"{who} {method} {name}: {found}")
    return wrong


@pytest.mark.django_db
def test_an_id_of_nothing_opens_for_nobody_and_breaks_nothing(cast, client):
    assert walk(cast, client, None, lambda name, who: who in DOORS[name].listing) == []


@pytest.mark.django_db
def test_what_houston_keeps_opens_only_for_whom_it_should(cast, client):
    """With the real ids, guessed or seen over a shoulder: read or write, nothing but «nothing here»."""
    ids = houston(cast)
    assert walk(cast, client, ids, lambda name, who: who in DOORS[name].thing) == []


@pytest.mark.django_db
def test_what_is_refused_does_nothing_and_is_written_down(cast, client):
    ids = houston(cast)
    acts = Entry.objects.filter(kind="act").count()
    client.force_login(cast.tomas.user)
    for name, address in WALKED:
        if "tomas" not in DOORS[name].thing:
            ask(client, "post", filled(address, ids))
    assert Entry.objects.filter(kind="act").count() == acts
    tried = Entry.objects.filter(kind="refused", about_id=str(ids["case_id"]))
    assert tried.filter(actor=str(cast.tomas.user.id)).exists()


@pytest.mark.django_db
def test_whoever_has_the_right_does_get_in(cast, client):
    """The table is no wish: each door opens for everybody it names."""
    ids, shut = houston(cast), []
    for who in sorted(EVERYBODY):
        client.force_login(getattr(cast, who).user)
        for name, address in WALKED:
            if who in DOORS[name].thing and client.get(filled(address, ids)).status_code == 404:
                shut.append(f"{who} {name}")
    assert shut == []


@pytest.mark.django_db
def test_the_name_is_there_for_whom_it_is(cast, client):
    """Otherwise no page could fail to hide it."""
    ids = houston(cast)
    client.force_login(cast.ines.user)
    address = filled(dict(CLOSED)["protection:identity"], ids)
    assert CANARY not in client.get(address).content.decode(), "it opens without a reason"
    page = client.post(address, {"reason": REASONS[0][0]})
    assert CANARY in page.content.decode()


@pytest.mark.django_db
def test_absent_and_forbidden_have_the_same_bytes(cast, client):
    ids = houston(cast)
    for who in ("omar", "tomas", "bruno"):
        client.force_login(getattr(cast, who).user)
        absent = client.get("/esto/no/existe/")
        assert absent.status_code == 404
        for name, address in WALKED:
            if who not in DOORS[name].thing:
                for real in (None, ids):
                    answer = client.get(filled(address, real))
                    assert answer.status_code == 405 or answer.content == absent.content, name


@pytest.mark.django_db
def test_anybody_may_sign_out_and_then_the_doors_are_shut(cast, client):
    for who in STAFF:
        client.force_login(getattr(cast, who).user)
        assert client.post("/cerrar/").status_code == 302
        assert sends_to_the_door(client.get("/"))


def test_the_judge_of_answers_knows_what_is_wrong():
    for code, may, found in (
        (500, True, "breaks (500)"), (200, False, "opens (200)"), (302, False, "opens (302)"),
        (403, False, "opens (403)"), (403, True, "answers 403"), (404, False, ""), (200, True, ""),
    ):  # fmt: skip
        assert judge(may, HttpResponse(status=code)) == found
    assert judge(False, HttpResponse(CANARY, status=404)) == "shows a name"


TELLING = re.compile(
    r"trata(?!r|d|m)|v[ií]ctim|traffick|explota|abus|refugi|shelter|sexual", re.IGNORECASE
)


def test_no_address_tells_what_the_work_is_about():
    assert [address for _, address in ALL if TELLING.search(address)] == []
    assert TELLING.search("/casos-de-trata/") and not TELLING.search("/tratamiento/")
