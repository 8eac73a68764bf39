"""How the tests sign in and enrol: through the pages, as people do."""

from __future__ import annotations

import time
from typing import Any

from django.test import Client
from django.utils import timezone

from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts.codes import DEMO_CODE, new_secret
from tests.authenticator import SoftKey
from tests.cast import PASSWORD

CODE = DEMO_CODE


def enter(client: Client, username: str, code: str, password: str = PASSWORD, **more):
    given = {"username": username, "password": password, "one_time_code": code}
    return client.post("/entrar/", given | more)


def is_in(client: Client) -> bool:
    """Whether the session of this browser opens the account page."""
    return client.get("/cuenta/").status_code == 200


def proved(client: Client) -> None:
    """Make the proof of this session minutes old at most."""
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()


def with_key(member) -> SoftKey:
    """A member of the cast with a key enrolled through the pages."""
    client, key = Client(), SoftKey()
    client.force_login(member.user)
    proved(client)
    asked = client.post("/cuenta/llaves/pregunta/").json()
    answer = client.post("/cuenta/llaves/nueva/", {"name": "llavero", "credential": key.make(asked)})
    assert answer.status_code == 302, answer.content.decode()
    return key


def touch(client: Client, key: SoftKey, **lies: Any):
    """Sign in with a key, or with a lie of it."""
    asked = client.post("/entrar/llave/").json()
    return client.post("/entrar/", {"credential": key.use(asked, **lies)})


def with_app(member) -> bytes:
    """A member of the cast with an app; its secret."""
    secret = new_secret()
    accounts.add_app(
        actor=member.actor, user=member.user, secret=secret, step=0, here=None, at=timezone.now()
    )
    return secret


def code_now(secret: bytes, shift: int = 0) -> str:
    """The six figures an app would show now, or ``shift`` steps from now."""
    from cauce.staff.accounts.codes import STEP, _totp

    return _totp(secret).generate((int(time.time()) // STEP + shift) * STEP).decode()


def with_sheet(member) -> list[str]:
    """A member of the cast with a printed sheet; its codes."""
    return accounts.print_codes(actor=member.actor, user=member.user, here=None, at=timezone.now())
