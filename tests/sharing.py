"""A world that the tests of one file share: made once, each test in a savepoint inside it.

    @pytest.fixture(scope="module")
    def made(module_db):
        cast = quickcast.build()
        return SimpleNamespace(cast=cast, case=open_case(cast))

    def test_of_it(world):
        ...

What a test writes is undone with its savepoint; what it does to the objects, it does to copies of its
own. A file with real commits cannot share one: they would commit inside the transaction of the others.
"""

from __future__ import annotations

import copy
from typing import TypeVar

import pytest

World = TypeVar("World")


def own(world: World) -> World:
    """This test's own copy of the objects that the file shares; who is one person there is one here."""
    return copy.deepcopy(world)


def commits(item: pytest.Item) -> bool:
    """Whether a test ends its transactions for good: it is about locks, races or what lies on the disk."""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and marker.kwargs.get("transaction")))


def check_no_real_commits(items: list, path) -> None:
    """Raise if a test of this file commits."""
    for item in items:
        if item.path == path and commits(item):
            raise pytest.UsageError(
                f"{item.nodeid} commits, so its file cannot share a world (module_db): "
                "put it in a file of its own, or let it make its world itself."
            )
