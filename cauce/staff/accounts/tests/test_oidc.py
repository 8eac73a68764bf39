"""Single sign-on: one issuer, pinned; every token that lies is refused; nobody is made or found by it."""

from __future__ import annotations

import ssl
import subprocess
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.utils import timezone

from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts import oidc
from cauce.staff.accounts.models import Outside, SignIn
from cauce.staff.offices.models import User

from .ministry import CLIENT, Ministry
from .people import code_now, is_in, proved, touch, with_app, with_key

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def provider():
    made = Ministry()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def ministry(provider, no_demo):
    provider.lies, provider.heard = {}, []
    oidc._published.clear()
    no_demo.SSO_ISSUER, no_demo.SSO_CLIENT = provider.issuer, CLIENT
    no_demo.SSO_ACR = ["urn:two"]
    return provider


def linked(cast, member, subject: str = "s-1") -> Outside:
    made = accounts.link_outside(
        actor=cast.bruno.actor, user=member.user, issuer=oidc.issuer(), subject=subject, at=timezone.now()
    )
    accounts.confirm_outside(actor=member.actor, user=member.user, outside=made, at=timezone.now())
    return made


def go(client: Client, ministry: Ministry, **more):
    """To the ministry and back, as a browser goes."""
    where = urlsplit(client.get("/entrar/ministerio/")["Location"])
    ministry.asked = {name: value[0] for name, value in parse_qs(where.query).items()}
    answer = {"code": "c", "state": ministry.asked["state"], "iss": ministry.issuer, **more}
    return client.get("/entrar/ministerio/vuelta/", answer)


def test_it_is_not_there_where_the_server_has_none(cast, client):
    assert client.get("/entrar/ministerio/").status_code == 404
    assert client.get("/entrar/ministerio/vuelta/?code=1&state=2").status_code == 404
    assert "ministerio" not in client.get("/entrar/").content.decode()


def test_whom_the_ministry_vouches_for_with_a_second_factor_is_in(cast, ministry, settings):
    linked(cast, cast.lucia)
    settings.BARE_SESSIONS = False
    for claims in ({"amr": ["pwd", "mfa"]}, {"acr": "urn:two"}):
        ministry.lies = {"claims": claims}
        client = Client()
        assert go(client, ministry)["Location"] == "/"
        assert is_in(client) and SignIn.objects.latest("begun_at").way == "ministry"
    assert ministry.asked["code_challenge_method"] == "S256" and "code_verifier" in ministry.heard[0]


@pytest.mark.parametrize("claims", [{}, {"amr": ["pwd"]}, {"acr": "urn:one"}, {"amr": "mfa"}])
def test_without_a_second_factor_there_ours_is_asked_for(cast, ministry, settings, claims):
    linked(cast, cast.lucia)
    secret = with_app(cast.lucia)
    settings.BARE_SESSIONS = False
    ministry.lies = {"claims": claims}
    client = Client()
    assert go(client, ministry)["Location"] == "/entrar/segundo/"
    assert not is_in(client)
    assert client.post("/entrar/segundo/", {"one_time_code": "000000"}).status_code == 200
    assert not is_in(client)
    assert client.post("/entrar/segundo/", {"one_time_code": code_now(secret)}).status_code == 302
    assert is_in(client)


def test_no_ministry_gets_round_the_key_of_a_privileged_role(cast, ministry, settings):
    linked(cast, cast.aurora)
    key, secret = with_key(cast.aurora), with_app(cast.aurora)
    settings.BARE_SESSIONS = False
    ministry.lies = {"claims": {"amr": ["mfa", "hwk"], "acr": "urn:two"}}
    client = Client()
    assert go(client, ministry)["Location"] == "/entrar/segundo/"
    client.post("/entrar/segundo/", {"one_time_code": code_now(secret)})
    assert not is_in(client)
    asked = client.post("/entrar/llave/").json()
    assert client.post("/entrar/segundo/", {"credential": key.use(asked)}).status_code == 302
    assert is_in(client)


def test_the_second_factor_must_be_of_the_same_person(cast, ministry, settings):
    linked(cast, cast.lucia)
    theirs = with_key(cast.sofia)
    settings.BARE_SESSIONS = False
    client = Client()
    go(client, ministry)
    asked = client.post("/entrar/llave/").json()
    assert client.post("/entrar/segundo/", {"credential": theirs.use(asked)}).status_code == 200
    assert not is_in(client) and touch(Client(), theirs).status_code == 302


NOW = int(time.time())


@pytest.mark.parametrize(
    "lies",
    [
        {"claims": {"nonce": "another"}},
        {"claims": {"nonce": None}},
        {"claims": {"aud": "another-client"}},
        {"claims": {"aud": [CLIENT, "another"]}},
        {"claims": {"azp": "another"}},
        {"claims": {"iss": "https://example.org"}},
        {"claims": {"exp": NOW - 3600}},
        {"claims": {"exp": None}},
        {"claims": {"iat": NOW + 86400 * 365}},
        {"claims": {"sub": None}},
        {"claims": {"auth_time": NOW - 3600}},
        {"claims": {"auth_time": NOW + 3600}},
        {"claims": {"auth_time": None}},
        {"claims": {"auth_time": "now"}},
        {"alg": "none"},
        {"alg": "HS256"},
        {"alg": "RS512"},
        {"published": "https://example.org"},
        {"key": rsa.generate_private_key(public_exponent=65537, key_size=2048)},
    ],
    ids=[
        "nonce",
        "no-nonce",
        "audience",
        "two-audiences",
        "azp",
        "issuer",
        "expired",
        "no-expiry",
        "future",
        "no-subject",
        "asked-long-ago",
        "asked-later",
        "asked-never",
        "asked-nonsense",
        "alg-none",
        "alg-hs256",
        "alg-rs512",
        "publisher",
        "forged",
    ],
)
def test_a_token_that_lies_opens_nothing(cast, ministry, settings, lies):
    linked(cast, cast.lucia)
    settings.BARE_SESSIONS = False
    strong = {"amr": ["mfa"], **lies.get("claims", {})}
    client = Client()
    if "published" in lies:
        ministry.lies = lies
        assert client.get("/entrar/ministerio/").status_code == 503
        return
    ministry.lies = {**lies, "claims": strong}
    assert go(client, ministry).status_code == 403
    assert not is_in(client) and not SignIn.objects.exists()


@pytest.mark.parametrize(
    "more", [{"state": "another"}, {"state": ""}, {"code": ""}, {"iss": "https://example.org"}]
)
def test_an_answer_that_nobody_asked_for_opens_nothing(cast, ministry, settings, more):
    linked(cast, cast.lucia)
    settings.BARE_SESSIONS = False
    ministry.lies = {"claims": {"amr": ["mfa"]}}
    client = Client()
    assert go(client, ministry, **more).status_code == 403
    # The question is used up with the first answer, whatever that was.
    right = {"code": "c", "state": ministry.asked["state"]}
    assert client.get("/entrar/ministerio/vuelta/", right).status_code == 403
    assert Client().get("/entrar/ministerio/vuelta/", right).status_code == 403
    assert not is_in(client)


def test_a_subject_that_nobody_linked_makes_and_finds_no_account(cast, ministry, settings):
    before = User.objects.count()
    linked(cast, cast.lucia)
    settings.BARE_SESSIONS = False
    named = {"sub": "s-2", "email": "lucia@example.org", "preferred_username": "lucia", "amr": ["mfa"]}
    ministry.lies = {"claims": named}
    client = Client()
    assert go(client, ministry).status_code == 403
    assert not is_in(client) and User.objects.count() == before


def test_a_link_counts_once_its_owner_confirmed_it(cast, ministry, settings):
    """One administrator alone gives nobody a way into another's account."""
    desk = Client()
    desk.force_login(cast.bruno.user)
    proved(desk)
    desk.post("/cuenta/personas/lucia/", {"do": "link", "subject": "s-1"})
    ministry.lies = {"claims": {"amr": ["mfa"]}}
    assert go(Client(), ministry).status_code == 403
    hers = Client()
    hers.force_login(cast.lucia.user)
    proved(hers)
    row = Outside.objects.get()
    assert desk.post(f"/cuenta/ministerio/{row.id}/", {"do": "confirm"}).status_code == 404
    assert hers.post(f"/cuenta/ministerio/{row.id}/", {"do": "confirm"}).status_code == 302
    settings.BARE_SESSIONS = False
    client = Client()
    assert go(client, ministry).status_code == 302 and is_in(client)


def test_a_ministry_that_does_not_answer_says_so(cast, no_demo, client):
    oidc._published.clear()
    no_demo.SSO_ISSUER, no_demo.SSO_CLIENT = "http://localhost:9", CLIENT
    assert client.get("/entrar/ministerio/").status_code == 503
    no_demo.SSO_ISSUER = "http://example.org"
    assert client.get("/entrar/ministerio/").status_code == 503, "it must be encrypted"


def test_it_asks_for_no_more_than_who_it_is_and_that_the_ministry_asks_again(cast, ministry, client):
    """Whoever left a session open at the ministry has not opened one here by passing by."""
    linked(cast, cast.lucia)
    ministry.lies = {"claims": {"amr": ["mfa"]}}
    go(client, ministry)
    assert ministry.asked["scope"] == "openid" and ministry.asked["response_type"] == "code"
    assert ministry.asked["prompt"] == "login" and int(ministry.asked["max_age"]) <= 300
    assert set(ministry.asked) <= {
        "response_type",
        "scope",
        "client_id",
        "redirect_uri",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
        "prompt",
        "max_age",
        "acr_values",
    }


def test_no_token_of_the_ministry_stays_here_or_reaches_the_browser(cast, ministry, settings, monkeypatch):
    given = []
    monkeypatch.setattr(jwt, "encode", _noted(jwt.encode, given))
    linked(cast, cast.lucia)
    settings.BARE_SESSIONS = False
    ministry.lies = {"claims": {"amr": ["mfa"]}}
    client = Client()
    answer = go(client, ministry)
    [token] = given
    page = client.get("/cuenta/")
    assert page.status_code == 200
    everywhere = str(answer.headers) + str(client.cookies) + str(dict(client.session))
    assert token not in everywhere + page.content.decode()
    assert ministry.heard[0]["code_verifier"] not in everywhere, "it is used up"


def _noted(make, given):
    def noting(*args, **kwargs):
        given.append(make(*args, **kwargs))
        return given[-1]

    return noting


def test_an_answer_that_leads_elsewhere_is_not_followed(cast, ministry):
    """Neither the issuer nor whoever stands in its place sends this server to another address."""
    asked = []

    class Leads(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", f"{ministry.issuer}/.well-known/openid-configuration")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Leads)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(oidc.NotVouched):
            oidc._fetch(f"http://localhost:{server.server_port}/a")
    finally:
        server.shutdown()
        server.server_close()
    assert asked == ["/a"]
    assert oidc._fetch(f"{ministry.issuer}/.well-known/openid-configuration")["issuer"]


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    """The line to the ministry checks who answers: a certificate of its own making opens nothing."""
    key, certificate = tmp_path / "key.pem", tmp_path / "own.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            key,
            "-out",
            certificate,
        ],
        check=True,
        capture_output=True,
    )
    server = HTTPServer(("127.0.0.1", 0), _Says)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    where = f"https://localhost:{server.server_port}/"
    try:
        with pytest.raises(oidc.NotVouched, match="URLError"):
            oidc._fetch(where)
        trusting = ssl.create_default_context(cafile=certificate)
        with urllib.request.urlopen(where, context=trusting, timeout=5) as answer:
            assert answer.read() == b"{}", "it does answer whoever trusts it"
    finally:
        server.shutdown()
        server.server_close()


class _Says(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        pass
