"""What a run says of itself, as a plugin of its own: it asks neither Django nor a database."""

from __future__ import annotations

import pytest

from .again import Again
from .progress import Progress


def pytest_configure(config: pytest.Config) -> None:
    """Whoever runs tests asks failed ones again; whoever reports says where the run stands."""
    works = hasattr(config, "workerinput")
    if works or not config.getoption("numprocesses", None):
        config.pluginmanager.register(Again(), "again")
    if not works and config.option.verbose <= 0:
        config.pluginmanager.register(Progress(config), "progress")
