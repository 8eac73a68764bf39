"""The ministry's sign-in against a provider that others wrote (npm's ``oidc-provider``); DIST=1 runs it.

What a token may lie about is tried in ``cauce/staff/accounts/tests/test_oidc.py``; here, that what we ask
for and read is what a real provider understands and answers.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts import oidc
from cauce.staff.accounts.tests.people import code_now, is_in, with_app
from tests.dist import ministry
from tests.dist.browser import Browser

__test__ = bool(os.environ.get("DIST"))  # it fetches a package, which ./test does not
pytestmark = pytest.mark.django_db

BACK = "http://testserver/entrar/ministerio/vuelta/"
CLIENT = ministry.Client("cauce", "de-una-prueba-y-de-nada-mas", BACK)


@pytest.fixture(scope="module")
def issuer(provider) -> Iterator[str]:
    """A provider that listens on this machine alone."""
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        port = here.getsockname()[1]
    with ministry.ministry(provider, f"http://localhost:{port}", CLIENT) as address:
        yield address


def brought_back(client: Client, name: str) -> dict[str, str]:
    """From where we send the browser to what it brings back to us."""
    there = client.get("/entrar/ministerio/")["Location"]
    return dict(parse_qsl(urlsplit(Browser().signs_in(there, name, BACK)).query))


@pytest.fixture
def linked(cast, issuer) -> Iterator[SimpleNamespace]:
    """Lucía, whom two people linked to «s-1» of the ministry, and the secret of her app."""
    oidc._published.clear()
    given = {"SSO_ISSUER": issuer, "SSO_CLIENT": CLIENT.name, "SSO_SECRET": CLIENT.secret, "DEMO": False}
    with override_settings(**given, BARE_SESSIONS=False):
        made = accounts.link_outside(
            actor=cast.bruno.actor, user=cast.lucia.user, issuer=issuer, subject="s-1", at=timezone.now()
        )
        lucia = cast.lucia
        accounts.confirm_outside(actor=lucia.actor, user=lucia.user, outside=made, at=timezone.now())
        yield SimpleNamespace(secret=with_app(lucia))


def test_whoever_signed_in_at_a_real_provider_is_in_with_our_second_factor(linked):
    client = Client()
    brought = brought_back(client, "s-1")
    assert brought["iss"] == settings.SSO_ISSUER and {"code", "state"} <= brought.keys()
    assert client.get("/entrar/ministerio/vuelta/", brought)["Location"] == "/entrar/segundo/"
    assert not is_in(client)
    assert client.post("/entrar/segundo/", {"one_time_code": code_now(linked.secret)}).status_code == 302
    assert is_in(client)
    assert Client().get("/entrar/ministerio/vuelta/", brought).status_code == 403, "of another browser"


def test_whom_nobody_linked_is_not_let_in(linked):
    client = Client()
    brought = brought_back(client, "somebody-else")
    assert client.get("/entrar/ministerio/vuelta/", brought).status_code == 403
    assert not is_in(client)


def test_with_a_wrong_secret_the_provider_gives_no_token_and_nobody_is_in(linked):
    client = Client()
    brought = brought_back(client, "s-1")
    with override_settings(SSO_SECRET="otra"):
        assert client.get("/entrar/ministerio/vuelta/", brought).status_code in (403, 503)
    assert not is_in(client)
