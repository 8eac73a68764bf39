"""The same strict headers on every answer: pages, errors, redirects, files, whoever asks and however."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cauce.site import request_guards
from cauce.site.routes import OPEN_ROUTES
from tests.architecture.walking import filled, routes

from .asking import asking

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
FILE = "/static/ui/base.css"


def wrong(answer) -> list[str]:
    """What the headers of an answer lack."""
    found = [
        f"{name}: {answer.headers.get(name)}"
        for name, value in request_guards.FIXED.items()
        if answer.headers.get(name) != value
    ]
    policy = {part.strip() for part in answer.headers.get("Content-Security-Policy", "").split(";")}
    if policy - {""} != POLICY:
        found.append(f"policy: {sorted(policy ^ POLICY)}")
    if answer.headers.get("Cache-Control") != "no-store":
        found.append(f"Cache-Control: {answer.headers.get('Cache-Control')}")
    if any(name in answer.headers for name in ("Server", "X-Powered-By", "ETag", "Last-Modified")):
        found.append("says what it runs on, or lets itself be asked whether it changed")
    return found


@pytest.mark.parametrize("method", ["get", "head", "post", "delete", "options"])
def test_every_route_bears_them(cast, method):
    found = []
    for who in (None, "ines", "bruno"):
        with asking(getattr(cast, who).user if who else None) as ask:
            for name, address in sorted(set(routes())):
                if name == "demo:reset":
                    continue
                lacks = wrong(ask(method, filled(address)))
                found += [f"{who} {name}: {one}" for one in lacks]
    assert found == []


ERRORS = {
    "no such address": lambda c: c.get("/esto/no/existe/"),
    "no such file": lambda c: c.get("/static/no-existe.css"),
    "no slash": lambda c: c.get("/pendientes"),
    "another host": lambda c: c.get("/", headers={"Host": "otro.example"}),
    "no token": lambda c: Client(enforce_csrf_checks=True).post("/entrar/", {"username": "x"}),
    "too large": lambda c: c.post("/entrar/", {"username": "x" * (3 * 1024 * 1024)}),
    "too many fields": lambda c: c.post("/entrar/", {f"a{n}": "1" for n in range(500)}),
    "another site": lambda c: c.get("/", headers={"Sec-Fetch-Site": "cross-site"}),
}


@pytest.mark.parametrize("what", ERRORS)
def test_every_error_bears_them(what):
    answer = ERRORS[what](Client(raise_request_exception=False))
    assert answer.status_code >= 301 and wrong(answer) == []


@pytest.mark.parametrize("how", ["page", "database", "door"])
def test_a_mistake_of_ours_bears_them(monkeypatch, how):
    from cauce.site import middleware, signin

    def breaks(*args, **kwargs):
        raise RuntimeError

    if how == "page":
        monkeypatch.setattr(signin, "EnterForm", breaks)
    elif how == "database":
        monkeypatch.setattr(signin, "_enter_page", breaks)
    else:
        monkeypatch.setattr(middleware.DoorMiddleware, "process_view", breaks)
    answer = Client(raise_request_exception=False).get("/entrar/")
    assert answer.status_code == 500 and wrong(answer) == []


def test_the_way_out_bears_them_also_while_nothing_else_answers(monkeypatch):
    from cauce.site import middleware

    def breaks(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(middleware.DoorMiddleware, "process_view", breaks)
    answer = Client(raise_request_exception=False).get("/salir/")
    assert answer.status_code == 200 and wrong(answer) == []


def test_a_file_bears_all_but_the_rule_about_keeping(monkeypatch):
    monkeypatch.setattr(settings, "WHITENOISE_USE_FINDERS", True, raising=False)
    answer = Client().get(FILE)
    assert answer.status_code == 200
    assert all(one.startswith(("Cache-Control", "says what")) for one in wrong(answer))
    assert answer.headers["Content-Type"].startswith("text/css")


def test_the_check_would_find_a_page_without_them(monkeypatch):
    monkeypatch.setitem(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "script-src", ["*"])
    assert any("policy" in one for one in wrong(Client().get("/entrar/")))
    assert not re.search("unsafe|nonce|https?:|\\*", " ".join(POLICY))


def _later(client: Client):
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16)):
        return client.get("/")


def test_whoever_signs_out_leaves_nothing_and_so_does_the_clock(cast):
    for leave in (
        lambda c: c.post("/cerrar/"),
        lambda c: c.get("/salir/"),
        _later,
    ):
        client = Client()
        client.force_login(cast.ines.user)
        kept = client.cookies[settings.SESSION_COOKIE_NAME].value
        client.get("/")
        answer = leave(client)
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert answer.headers["Cache-Control"] == "no-store"
        client.cookies[settings.SESSION_COOKIE_NAME] = kept
        again = client.get("/pendientes/")
        assert again.status_code == 302 and again["Location"].startswith(settings.LOGIN_URL)
    assert "Clear-Site-Data" not in Client().get("/entrar/").headers


CROSS = {"Sec-Fetch-Site": "cross-site"}
VISIT = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("get", CROSS | VISIT, 200),
        ("get", {}, 200),
        ("get", {"Sec-Fetch-Site": "none"}, 200),
        ("get", {"Sec-Fetch-Site": "same-origin"}, 200),
        ("get", CROSS, 403),
        ("get", CROSS | {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403),
        ("get", CROSS | VISIT | {"Sec-Fetch-Dest": "iframe"}, 403),
        ("post", CROSS | VISIT, 403),
        ("post", {"Sec-Fetch-Site": "same-site"} | VISIT, 403),
        ("post", {"Sec-Fetch-Site": "same-origin"}, 200),
        ("put", CROSS | VISIT, 403),
    ],
)
def test_another_site_can_lead_here_and_nothing_else(method, headers, status):
    assert getattr(Client(), method)("/entrar/", headers=headers).status_code == status


BAD_PLACES = (
    "https://otro.example/",
    "//otro.example",
    "/\\otro.example",
    "\\\\otro.example",
    "javascript:alert(1)",
    "https:otro.example",
    "http:///otro.example",
    " //otro.example",
    "/\t/otro.example",
    "https://localhost@otro.example/",
    "data:text/html,x",
    "%2f%2fotro.example",
)


@pytest.mark.parametrize("place", BAD_PLACES)
def test_no_address_leads_out_of_the_house(cast, place):
    from tests.cast import PASSWORD

    client = Client()
    answers = [client.post("/idioma/", {"language": "en", "next": place})]
    answers.append(
        client.post(f"/entrar/?next={place}", {"username": "ines", "password": PASSWORD, "next": place})
    )
    client.force_login(cast.ines.user)
    answers.append(client.post("/comprobar/", {"password": PASSWORD, "next": place}))
    for answer in answers:
        where = answer.headers.get("Location", "/")
        assert not re.match(r"[\\/\s]*[\\/][\\/]|[a-z]+:", where)


def test_without_signing_in_the_way_back_stays_in_the_house():
    answer = Client().get("//otro.example/pendientes/")
    assert answer.status_code in (302, 404)
    assert not answer.headers.get("Location", "/").startswith("//")


def test_open_routes_set_no_cookie_on_whoever_reads_the_guide():
    for name, address in sorted(set(routes())):
        if name.startswith(("guide:", "data:", "alive")) and name in OPEN_ROUTES:
            assert not Client().get(filled(address)).cookies, name
