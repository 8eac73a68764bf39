"""Somebody who asks for hundreds of pages: each time with a browser of its own, one server behind all."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.test.client import ClientHandler


def browsers(user=None) -> Callable[[], Client]:
    """Gives a fresh browser each time; ``user``: signed in there. The middleware is built once."""
    handler = ClientHandler(enforce_csrf_checks=False)

    def fresh() -> Client:
        client = Client(raise_request_exception=False)
        client.handler = handler
        if user:
            client.force_login(user)
        return client

    return fresh
