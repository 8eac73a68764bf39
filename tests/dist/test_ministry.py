"""The ministry's sign-in against a provider that others wrote (npm's ``oidc-provider``); DIST=1 runs it.

What a token may lie about is tried in ``cauce/staff/accounts/tests/test_oidc.py``; here, that what we ask
for and read is what a real provider understands and answers.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts import oidc
from cauce.staff.accounts.tests.people import code_now, is_in, with_app

__test__ = bool(os.environ.get("DIST"))  # it fetches a package, which ./test does not
pytestmark = pytest.mark.django_db

PACKAGE = "oidc-provider@9.13.3"
CLIENT, SECRET = "cauce", "de-una-prueba-y-de-nada-mas"
BACK = "http://testserver/entrar/ministerio/vuelta/"


@pytest.fixture(scope="module")
def issuer(tmp_path_factory) -> Iterator[str]:
    """A provider that listens on this machine alone."""
    folder: Path = tmp_path_factory.mktemp("ministry")
    shutil.copy(Path(__file__).with_name("ministry.mjs"), folder)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", PACKAGE], cwd=folder, check=True)
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        port = here.getsockname()[1]
    words = ["node", "ministry.mjs", str(port), CLIENT, SECRET, BACK]
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None and process.stdout.readline().strip() == "ready"
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


class Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **named):
        return None


class Browser:
    """What somebody does at the ministry: follows where it leads and fills in its pages."""

    def __init__(self) -> None:
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._open = urllib.request.build_opener(Stays, jar).open

    def _ask(self, address: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        """Where it leads next ('': nowhere), and the page."""
        body = urlencode(form).encode() if form else None
        try:
            with self._open(address, body, timeout=20) as answer:  # noqa: S310 - this machine's own
                return "", answer.read().decode()
        except HTTPError as answer:
            if answer.code not in (302, 303):
                raise
            return urljoin(address, answer.headers["Location"]), ""

    def signs_in(self, address: str, name: str) -> dict[str, str]:
        """From where we sent the browser to what it brings back to us."""
        while not address.startswith(BACK):
            there, page = self._ask(address)
            if page:
                action = re.search(r'<form[^>]* action="([^"]+)"', page)[1]
                prompt = re.search(r'name="prompt" value="([^"]+)"', page)[1]
                there, _ = self._ask(
                    urljoin(address, action), {"prompt": prompt, "login": name, "password": "cualquiera"}
                )
            address = there
        return dict(parse_qsl(urlsplit(address).query))


@pytest.fixture
def linked(cast, issuer) -> Iterator[SimpleNamespace]:
    """Lucía, whom two people linked to «s-1» of the ministry, and the secret of her app."""
    oidc._published.clear()
    given = {"SSO_ISSUER": issuer, "SSO_CLIENT": CLIENT, "SSO_SECRET": SECRET, "DEMO": False}
    with override_settings(**given, BARE_SESSIONS=False):
        made = accounts.link_outside(
            actor=cast.bruno.actor, user=cast.lucia.user, issuer=issuer, subject="s-1", at=timezone.now()
        )
        lucia = cast.lucia
        accounts.confirm_outside(actor=lucia.actor, user=lucia.user, outside=made, at=timezone.now())
        yield SimpleNamespace(secret=with_app(lucia))


def test_whoever_signed_in_at_a_real_provider_is_in_with_our_second_factor(linked):
    client = Client()
    brought = Browser().signs_in(client.get("/entrar/ministerio/")["Location"], "s-1")
    assert brought["iss"] == settings.SSO_ISSUER and {"code", "state"} <= brought.keys()
    assert client.get("/entrar/ministerio/vuelta/", brought)["Location"] == "/entrar/segundo/"
    assert not is_in(client)
    assert client.post("/entrar/segundo/", {"one_time_code": code_now(linked.secret)}).status_code == 302
    assert is_in(client)
    assert Client().get("/entrar/ministerio/vuelta/", brought).status_code == 403, "of another browser"


def test_whom_nobody_linked_is_not_let_in(linked):
    client = Client()
    brought = Browser().signs_in(client.get("/entrar/ministerio/")["Location"], "somebody-else")
    assert client.get("/entrar/ministerio/vuelta/", brought).status_code == 403
    assert not is_in(client)


def test_with_a_wrong_secret_the_provider_gives_no_token_and_nobody_is_in(linked):
    client = Client()
    brought = Browser().signs_in(client.get("/entrar/ministerio/")["Location"], "s-1")
    with override_settings(SSO_SECRET="otra"):
        assert client.get("/entrar/ministerio/vuelta/", brought).status_code in (403, 503)
    assert not is_in(client)
