"""Inés at the protection desk of Houston, with a case that nobody named."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cauce.cases.actions import open_case, record_consent


class Desk:
    """What Inés does at her screen."""

    def __init__(self, client, cast) -> None:
        self.client, self.cast, self.actor = client, cast, cast.ines.actor
        client.force_login(cast.ines.user)

    def open(self, *, minutes: int = 5, **facts):
        """A case that began some minutes ago at the window of Houston."""
        return open_case(
            actor=self.actor,
            post=self.cast.houston,
            channel="window",
            started_at=timezone.now() - dt.timedelta(minutes=minutes),
            facts={name.replace("__", "."): value for name, value in facts.items()},
        )

    def get(self, case, part: str = ""):
        return self.client.get(f"/casos/{case.id}/{part}")

    def queries(self, address: str) -> list[str]:
        """What one page asks the database, once signed in; beginning and end of transactions are
        no questions."""
        self.client.get(address)
        with CaptureQueriesContext(connection) as held:
            assert self.client.get(address).status_code == 200
        return [q["sql"] for q in held if "SAVEPOINT" not in q["sql"]]

    def post(self, case, part: str, **form):
        form.setdefault("once", str(uuid.uuid4()))
        return self.client.post(f"/casos/{case.id}/{part}", form)


@pytest.fixture
def desk(client, cast):
    return Desk(client, cast)


@pytest.fixture
def case(cast):
    """A case opened at this moment, of somebody who agreed that the record be kept."""
    now = timezone.now()
    made = open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    record_consent(actor=cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    return made
