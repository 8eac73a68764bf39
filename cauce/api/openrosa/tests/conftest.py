"""A telephone of Houston that has read its code, and the server it talks to over HTTP."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.intake.collection import actions as collection
from tests.field import Phone


@pytest.fixture
def registered(transactional_db, cast, ready_pairs):
    return collection.register(
        actor=cast.mateo.actor, post=cast.houston, name="Teléfono 1", forms=[], at=timezone.now()
    )


@pytest.fixture
def phone(live_server, registered):
    return Phone(f"{live_server.url}/campo/{registered.secret}")


@pytest.fixture
def ready(phone):
    """The telephone with the form of the mobile consulate on it."""
    phone.fetch(next(row for row in phone.list() if row["formID"] == "formato-d"))
    return phone
