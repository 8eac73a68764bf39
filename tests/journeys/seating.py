"""A session as signing in makes it, without the door: for journeys whose subject is something else.

The same code, the same act, the same entry of the journal and the same two cookies as at the door;
only the page with its three boxes is not walked through (tests/journeys/test_signing_in.py does).
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.utils import timezone

from cauce.staff.accounts import access, browsers, sessions
from cauce.staff.accounts.codes import DEMO_CODE
from cauce.staff.accounts.proofs import by_code

CHROME = "Mozilla/5.0 (X11; Linux x86_64) Chrome"  # what the label of a session is made of


def cookies(username: str, server: str) -> list[dict]:
    """What the browser of somebody who has just signed in holds."""
    now, user = timezone.now(), access.user_called(username)
    assert user is not None, f"nobody is called {username}"
    proof = by_code(user, DEMO_CODE, now)
    assert proof is not None, f"{username} may not come in with a code"
    request = RequestFactory(headers={"user-agent": CHROME}).post("/entrar/")
    request.user, request.session = AnonymousUser(), SessionStore()
    token = sessions.begin(request, user, proof, now)
    request.session.save()
    held = {
        settings.SESSION_COOKIE_NAME: request.session.session_key,
        browsers.cookie_name(): token,
    }
    return [
        {"name": name, "value": value, "url": server, "httpOnly": True, "sameSite": "Lax"}
        for name, value in held.items()
    ]
