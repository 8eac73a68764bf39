"""A server with a real database, one browser, and the invented people, each at a browser of their own."""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from tests.canaries import hits
from tests.suite.record import folder_of

from . import alike, axe, steps
from .house import House, furnish
from .restoring import States

LIMIT_SECONDS = 240


def pytest_collection_finish(session):
    """With journeys in the run, SQLite is a file: several threads of a server write to it."""
    default = settings.DATABASES["default"]
    if "sqlite" in default["ENGINE"] and any(i.get_closest_marker("journey") for i in session.items):
        file = settings.KEYSTORE_ROOT.parent / "journeys.sqlite3"
        default.setdefault("TEST", {})["NAME"] = str(file)
    if "sqlite" not in default["ENGINE"]:
        # A thread of the server that has answered must hold no connection: the database is taken down.
        default["CONN_MAX_AGE"] = 0
    run = folder_of(session.config)
    alike.passed.share(run / "alike.txt")
    axe.measured.share(run / "contrast.txt")


def pytest_sessionfinish():
    steps.tell()


@pytest.fixture(autouse=True)
def limit():
    """A page that never answers must not hang the suite."""

    def stop(_signal, _frame):
        raise TimeoutError(f"more than {LIMIT_SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


_clean: set[tuple[object, ...]] = set()


def left_behind() -> list[str]:
    """Where something lies that somebody typed in a journey: the files of the house and of the browser."""
    profiles = Path(tempfile.gettempdir()).glob("playwright_chromiumdev_profile-*")
    return hits([settings.KEYSTORE_ROOT.parent, *profiles], _clean)


@pytest.fixture(scope="session")
def states(django_db_setup, django_db_blocker):
    """What the database of this worker can be put back to."""
    with django_db_blocker.unblock():
        kept = States()
        kept.keep("empty")
    yield kept
    with django_db_blocker.unblock():
        kept.forget()


@pytest.fixture(scope="module")
def db(states, django_db_blocker):
    """The test database, kept while the tests of one file follow one another, then as it was before.

    It stands in for pytest-django's fixture of this name, which empties it after every test.
    """
    with django_db_blocker.unblock():
        yield
        states.put_back("empty")


@pytest.fixture(scope="module")
def house(chromium, db, states):
    """The served house with the cast in it."""
    opened = House(chromium, *states.world("house", furnish))
    yield opened
    assert left_behind() == []
    opened.close()
