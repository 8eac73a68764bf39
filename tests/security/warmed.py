"""The server's own application, each page asked for once before its workers are made.

What is loaded at the first use of a page is no growth of a worker. ``warmed.txt`` beside the database
has the cookies of somebody who is signed in, and then the addresses.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connections
from django.test import Client

from cauce.site.wsgi import application

__all__ = ["application"]


def _warm() -> None:
    cookies, *addresses = (settings.VAR / "warmed.txt").read_text("utf-8").splitlines()
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    for address in addresses:
        client.cookies.load(cookies)
        client.get(address)
    connections.close_all()


_warm()
