"""What the logs hold: the instant in UTC, one line for one thing, every attempt; and what a mistake shows."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import re

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cauce.custody.journal import integrity
from cauce.site import rates
from cauce.site.logs import Lines
from cauce.site.rates import Counter
from cauce.staff.accounts import oidc
from cauce.staff.accounts.codes import DEMO_CODE
from tests.architecture.reading import ROOT
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def console():
    """The lines that a server would write, as it writes them."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    handler.setLevel(settings.LOGGING["root"]["level"])
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def sign_in(client: Client):
    return client.post("/entrar/", {"username": "ines", "password": PASSWORD, "one_time_code": DEMO_CODE})


def test_every_exported_line_says_when_in_utc_who_what_and_whose(cast):
    with time_machine.travel(dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC), tick=True):
        sign_in(Client())
    lines = [json.loads(line) for line in integrity.exported()]
    assert lines
    for row in lines:
        assert row["at"].endswith("+00:00")
        assert all(
            row[name] not in (None, "") for name in ("chain", "number", "kind", "what", "actor", "seal")
        )
    assert any(row["at"].startswith("2026-03-29T01:30") for row in lines)


def test_every_clock_of_a_log_says_its_distance_from_utc():
    assert settings.USE_TZ and settings.TIME_ZONE == "UTC"
    nginx = (ROOT / "deploy/nginx/cauce.conf").read_text("utf-8")
    form = re.search(r"log_format cauce '([^']+)'", nginx)[1]
    assert form.startswith("$time_iso8601 "), "with its offset"
    assert "NTP" in (ROOT / "docs/security/measures.md").read_text("utf-8")


def test_nothing_that_is_asked_for_can_forge_a_line_of_the_log(console):
    bad = "/nada/%0aERROR%20todo%20en%20orden%0d%1b%5B2J%C2%85%E2%80%A8/"
    assert Client().get(bad).status_code == 404
    logging.getLogger("cauce").error("%s", "a\nERROR b\x1b[2J\u2028c")
    lines = console.getvalue().split("\n")
    assert len(lines) == 3 and lines[-1] == "", lines
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", console.getvalue())
    assert json.loads(lines[1])["message"] == "a\\x0aERROR b\\x1b[2J\\x2028c"


ATTEMPTS = {
    "a form without its token": lambda c: Client(enforce_csrf_checks=True).post("/entrar/", {}),
    "a form of another site": lambda c: c.post("/entrar/", headers={"Sec-Fetch-Site": "cross-site"}),
    "another host": lambda c: c.get("/", headers={"Host": "otro.example"}),
    "too large": lambda c: c.post("/entrar/", {"username": "x" * (3 * 1024 * 1024)}),
    "too many fields": lambda c: c.post("/entrar/", {f"a{n}": "1" for n in range(500)}),
    "another alphabet": lambda c: c.post(
        "/entrar/", b"a=1", content_type="application/x-www-form-urlencoded; charset=utf-7"
    ),
    "no such method": lambda c: c.put("/entrar/"),
    "too often": lambda c: [c.get("/guia/", headers={"X-Forwarded-For": "203.0.113.9"}) for _ in range(3)][
        -1
    ],
}


@pytest.mark.parametrize("what", ATTEMPTS)
def test_each_attempt_to_get_round_a_measure_leaves_a_line(what, console, monkeypatch):
    monkeypatch.setattr(settings, "RATES", {"guide": 2})
    monkeypatch.setattr(rates, "counter", Counter(now=lambda: 30.0))
    answer = ATTEMPTS[what](Client(raise_request_exception=False))
    assert 400 <= answer.status_code < 500
    assert console.getvalue().count("\n") >= 1
    assert "203.0.113" not in console.getvalue()


def test_an_ordinary_page_leaves_no_line(console):
    assert Client().get("/entrar/").status_code == 200
    assert console.getvalue() == ""


PHRASE = "clave"
# No query: what a log must not hold
SECRETS = f"postgres://cauce:{PHRASE}@10.0.0.7/cauce SELECT * FROM cases_case Citlali"  # noqa: S608


def test_a_mistake_of_ours_is_logged_shows_nothing_and_stops_nothing_else(cast, monkeypatch, console):
    from cauce.site import signin

    def breaks(*args, **kwargs):
        raise RuntimeError(SECRETS)

    client = Client(raise_request_exception=False)
    with monkeypatch.context() as patch:
        patch.setattr(signin, "EnterForm", breaks)
        answer = client.get("/entrar/")
    page = answer.content.decode()
    assert answer.status_code == 500 and "Algo falló de nuestro lado" in page
    for word in (
        "RuntimeError",
        "Traceback",
        "clave",
        "SELECT",
        "10.0.0.7",
        "Citlali",
        "signin.py",
    ):
        assert word not in page and word not in str(answer.headers)
    line = json.loads(console.getvalue().splitlines()[-1])
    assert line["error"] == ["RuntimeError"] and "tests/security/test_asvs_logs.py" in line["places"][-1]
    for word in ("clave", "SELECT", "10.0.0.7", "Citlali"):
        assert word not in console.getvalue(), "what an error says may be of somebody"
    assert client.get("/entrar/").status_code == 200
    assert sign_in(client).status_code == 302


def test_a_ministry_whose_line_fails_is_in_the_log_and_the_other_ways_stay_open(cast, settings, console):
    oidc._published.clear()
    settings.SSO_ISSUER, settings.SSO_CLIENT = "https://localhost:9", "cauce"
    client = Client()
    assert client.get("/entrar/ministerio/").status_code == 503
    assert "ministry the issuer did not answer: URLError" in console.getvalue()
    assert sign_in(client).status_code == 302
    assert client.get("/pendientes/").status_code in (200, 302, 404) and timezone.now()
