"""What the journeys walk through: a server, its database, and who sits at which browser."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cache
from types import SimpleNamespace

from django.test import Client
from django.test.utils import modify_settings
from pytest_django.live_server_helper import LiveServer

from cauce.directory.models import Service
from tests import cast as people
from tests import quickcast

from . import axe, directory
from .person import Person


@cache
def _warm() -> None:
    """The first page of a process waits for every address and template; no browser waits for it."""
    assert Client().get("/entrar/").status_code == 200


class Served:
    """A server on whatever the database holds, and the people who sit at browsers of their own."""

    def __init__(self, browser, password: str = people.PASSWORD) -> None:
        self.browser, self.password = browser, password
        self._seated: dict[tuple, Person] = {}
        _warm()
        self.server = LiveServer("localhost")
        self._more = ExitStack()
        self._more.enter_context(modify_settings(ALLOWED_HOSTS={"append": "localhost"}))
        self._more.enter_context(axe.served())

    def person(self, username: str, **context) -> Person:
        """Whoever it is, already signed in; the same browser as before when nothing differs."""
        key = (username, repr(sorted(context.items())))
        if key not in self._seated:
            seated = Person(self.browser, self.server.url, username, **context)
            seated.sit_down()
            self._seated[key] = seated
        return self._seated[key]

    def stranger(self, **context) -> Person:
        """Somebody who has not signed in, at a fresh browser."""
        seated = Person(self.browser, self.server.url, "", **context)
        self._seated[("", id(seated))] = seated
        return seated

    def everybody(self) -> list[Person]:
        return list(self._seated.values())

    def close(self) -> None:
        for seated in self._seated.values():
            seated.context.close()
        self.server.stop()
        self._more.close()


def furnish() -> tuple[SimpleNamespace, dict[str, Service]]:
    """Into an empty database: the cast and four providers; who and what they are."""
    cast = quickcast.build()
    partners = (cast.jacaranda, cast.nopal)
    return cast, directory.fill({partner.name: partner for partner in partners})


class House(Served):
    """A server on a database with nothing in it but the cast and four providers."""

    def __init__(self, browser, cast: SimpleNamespace, services: dict[str, Service]) -> None:
        self.cast, self.services = cast, services
        self.shelter = services[cast.jacaranda.name]
        super().__init__(browser)
