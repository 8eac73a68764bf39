"""Signing in through the door itself, inside Django: page, password, code, and a row of its own."""

from __future__ import annotations

from collections.abc import Iterable


def sessions(names: Iterable[str], password: str) -> list[dict[str, str]]:
    """The cookies of a new session for each of these, by the clock of this process.

    Nobody of the cast has a key, which most roles need on a real network. So this process, never
    the server under test, takes the code of the demonstration.
    """
    from django.conf import settings
    from django.test import Client

    from cauce.staff.accounts.codes import DEMO_CODE

    was, settings.DEMO = settings.DEMO, True
    try:
        found = []
        for name in names:
            client = Client(SERVER_NAME="localhost")
            form = {"username": name, "password": password, "one_time_code": DEMO_CODE}
            answer = client.post("/entrar/", form)
            if answer.status_code != 302:
                raise RuntimeError(f"{name} could not sign in: {answer.status_code}")
            found.append({key: one.value for key, one in client.cookies.items()})
        return found
    finally:
        settings.DEMO = was
