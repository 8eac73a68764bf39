"""Inés in Houston looks into a small invented directory, on a day that does not move."""

from __future__ import annotations

import pytest
import time_machine

from cauce.directory.tests.network import TODAY, id_of, load


class Looking:
    """What somebody finds, with their own browser."""

    def __init__(self, client, cast) -> None:
        self.client, self.cast = client, cast
        self.as_("ines")

    def as_(self, who: str) -> Looking:
        self.client.force_login(getattr(self.cast, who).user)
        return self

    def find(self, **asked) -> str:
        return self.client.get("/directorio/", asked).content.decode()

    def entry(self, name: str, **asked) -> str:
        return self.client.get(self.address(name), asked).content.decode()

    @staticmethod
    def address(name: str, part: str = "") -> str:
        return f"/directorio/{id_of('service', name)}/{part}"


@pytest.fixture
def looking(request, client, db):
    with time_machine.travel(f"{TODAY}T18:00:00Z"):
        cast = request.getfixturevalue("cast")
        load()
        yield Looking(client, cast)
