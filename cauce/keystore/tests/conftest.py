"""A keystore of its own for each test."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    """An empty keystore; its file is where the fixture says."""
    settings.KEYSTORE_URL = f"sqlite:///{tmp_path / 'keys.sqlite3'}"
    settings.KEYSTORE_ROOT = tmp_path / "keys.root"
    return tmp_path / "keys.sqlite3"
