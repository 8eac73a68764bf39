"""The door of the server under test: Cauce's own, or Cauce with one guard taken out."""

from __future__ import annotations

import os

from . import broken

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faults.settings")
if os.environ.get("FAULTS_BREAK") == "no_transaction":
    broken.apply()  # before anything decorated with it is imported
    from cauce.site.wsgi import application
else:
    from cauce.site.wsgi import application

    broken.apply()
__all__ = ["application"]


def _warm() -> None:
    """Read content and pages once, before the workers are made: one that was killed is back at once.

    Connections are closed again: no worker inherits one.
    """
    from django.db import connections
    from django.test import Client

    from cauce.protocol.editions.access import current_edition

    current_edition()
    Client(SERVER_NAME="localhost").get("/mostrador/")
    Client(SERVER_NAME="localhost").get("/entrar/")
    connections.close_all()


if os.environ.get("FAULTS_WARM", "1") == "1":
    _warm()
