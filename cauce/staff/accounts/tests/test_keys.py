"""Passkeys and security keys: the one way of privileged roles, and every lie about it refused."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import IntegrityError, transaction
from django.test import Client

from cauce.custody.journal.models import Entry
from cauce.staff.accounts.models import Key, SignIn
from tests.authenticator import PRESENT, SoftKey

from .people import enter, is_in, proved, touch, with_key

pytestmark = pytest.mark.django_db


def test_bruno_signs_in_with_his_key_alone_and_types_nothing(cast, no_demo):
    key = with_key(cast.bruno)
    no_demo.BARE_SESSIONS = False
    client = Client()
    assert touch(client, key).status_code == 302
    assert is_in(client) and SignIn.objects.get().way == "key"
    assert Key.objects.get().count == 1


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://localhost.example.org"},
        {"origin": "http://127.0.0.1"},
        {"rp_id": "example.org"},
        {"challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
        {"flags": PRESENT},
        {"flags": 0},
        {"signer": ec.generate_private_key(ec.SECP256R1())},
        {"id": b"another key of nobody's"},
        {"count": 0},
        {"handle": b"somebody else's"},
    ],
    ids=[
        "other-origin",
        "other-host",
        "other-rp",
        "other-challenge",
        "no-verification",
        "no-presence",
        "wrong-signature",
        "unknown-key",
        "counter-back",
        "other-owner",
    ],
)
def test_an_answer_that_lies_opens_nothing(cast, no_demo, lie):
    key = with_key(cast.bruno)
    no_demo.BARE_SESSIONS = False
    first = Client()
    assert touch(first, key).status_code == 302, "the honest answer opens: the lie is what fails"
    client = Client()
    assert touch(client, key, **lie).status_code == 200
    assert not is_in(client)
    assert Entry.objects.filter(kind="refused", what="session.open").exists()


def test_an_answer_counts_once(cast, no_demo):
    """A replayed challenge: what was heard on the way opens nothing a second time."""
    key = with_key(cast.bruno)
    no_demo.BARE_SESSIONS = False
    client = Client()
    asked = client.post("/entrar/llave/").json()
    answer = key.use(asked)
    assert client.post("/entrar/", {"credential": answer}).status_code == 302
    client.post("/cerrar/")
    for thief in (client, Client()):
        assert thief.post("/entrar/", {"credential": answer}).status_code == 200
        thief.post("/entrar/llave/")
        assert thief.post("/entrar/", {"credential": answer}).status_code == 200
        assert not is_in(thief)


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"id": 7}',
        '{"id": "AA"}',
        '{"id": "AA", "rawId": "AA","type": "public-key", "response": {}}',
        "\x00",
        "9" * 5000,
    ],
)
def test_nonsense_instead_of_an_answer_is_refused_and_breaks_nothing(cast, real, nonsense):
    client = Client()
    client.post("/entrar/llave/")
    assert client.post("/entrar/", {"credential": nonsense}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("username", ["bruno", "aurora"])
def test_an_answer_cut_anywhere_is_refused_and_breaks_nothing(cast, no_demo, username):
    key = with_key(getattr(cast, username))
    no_demo.BARE_SESSIONS = False
    for name in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
        client = Client()
        answer = json.loads(key.use(client.post("/entrar/llave/").json()))
        answer["response"][name] = answer["response"][name][:5]
        assert client.post("/entrar/", {"credential": json.dumps(answer)}).status_code == 200
        assert not is_in(client)


def test_a_key_is_never_made_to_wait_by_failures_of_passwords(cast, no_demo):
    key = with_key(cast.lucia)
    no_demo.BARE_SESSIONS = False
    client = Client()
    codes = [enter(client, "lucia", "AAAAA-AAAAA", "no").status_code for _ in range(7)]
    assert codes[-1] == 429
    assert touch(client, key).status_code == 302


@pytest.mark.parametrize(
    "lie", [{"origin": "https://example.org"}, {"rp_id": "example.org"}, {"flags": PRESENT}]
)
def test_no_key_is_enrolled_with_a_lie(cast, client, lie):
    client.force_login(cast.bruno.user)
    proved(client)
    asked = client.post("/cuenta/llaves/pregunta/").json()
    answer = SoftKey().make(asked, **lie)
    page = client.post("/cuenta/llaves/nueva/", {"name": "x", "credential": answer})
    assert page.status_code == 200 and not Key.objects.exists()
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"


def test_the_question_tells_a_stranger_nothing_about_accounts(cast, no_demo):
    before = set(Client().post("/entrar/llave/").json())
    with_key(cast.bruno)
    asked = Client().post("/entrar/llave/").json()
    assert set(asked) == before and not asked.get("allowCredentials")
    assert asked["userVerification"] == "required"


def test_somebody_elses_key_proves_nothing_at_the_second_question(cast, no_demo, client):
    theirs = with_key(cast.sofia)
    client.force_login(cast.bruno.user)
    asked = client.post("/entrar/llave/").json()
    assert client.post("/comprobar/", {"credential": theirs.use(asked)}).status_code == 200
    assert "proved_at" not in client.session
    own = with_key(cast.bruno)
    asked = client.post("/entrar/llave/").json()
    assert client.post("/comprobar/", {"credential": own.use(asked)}).status_code == 302
    assert "proved_at" in client.session


def test_the_second_proof_by_a_key_that_does_not_count_is_no_replay(cast, no_demo, client):
    """Many passkeys do not count: then the question alone keeps an answer from counting twice."""
    own = with_key(cast.bruno)
    client.force_login(cast.bruno.user)
    answer = own.use(client.post("/entrar/llave/").json(), count=0)
    assert client.post("/comprobar/", {"credential": answer}).status_code == 302
    assert client.post("/comprobar/", {"credential": answer}).status_code == 200


def test_a_key_of_whoever_was_suspended_opens_nothing(cast, no_demo):
    key = with_key(cast.bruno)
    no_demo.BARE_SESSIONS = False
    cast.bruno.user.assignments.update(ends_on="2026-01-01")
    client = Client()
    assert touch(client, key).status_code == 200 and not is_in(client)


@pytest.mark.parametrize("change", ["public_key", "credential_id", "user"])
def test_nobody_puts_another_key_in_the_place_of_an_enrolled_one_even_in_the_database(cast, no_demo, change):
    """Whoever writes to the table could otherwise sign in as its owner."""
    key = with_key(cast.bruno)
    row, other = Key.objects.get(), cast.sofia.user
    put = {"public_key": b"another", "credential_id": b"another", "user": other}[change]
    with pytest.raises(IntegrityError), transaction.atomic():
        Key.objects.filter(id=row.id).update(**{change: put})
    Key.objects.filter(id=row.id).update(name="la del cajón")
    no_demo.BARE_SESSIONS = False
    client = Client()
    assert touch(client, key).status_code == 302 and is_in(client)
    assert Key.objects.get().count == 1, "what changes with use still does"
