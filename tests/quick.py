"""A pytest plugin (``-p tests.quick``): only what asks no database and serves no page."""

from __future__ import annotations

import pytest

ASKS = {
    "db", "transactional_db", "django_db_setup", "live_server", "client", "page", "browser",
    "chromium",
}  # fmt: skip
ELSEWHERE = ("tests/faults/", "tests/journeys/", "tests/deploy/")


def is_quick(item: pytest.Item) -> bool:
    """Whether a test needs neither a database nor a browser nor another program's long work."""
    asked = ASKS & set(getattr(item, "fixturenames", ()))
    return not (asked or item.get_closest_marker("django_db") or item.nodeid.startswith(ELSEWHERE))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the quick ones."""
    config.hook.pytest_deselected(items=[item for item in items if not is_quick(item)])
    items[:] = [item for item in items if is_quick(item)]
