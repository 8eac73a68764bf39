"""A small content of its own for whoever reads it, breaks it or looks at what is kept of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cauce.content import loader

BASE = Path(__file__).resolve().parents[3] / "tests" / "broken_content" / "base"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A copy of the base content, parsed anew, with a cache of its own."""
    monkeypatch.setenv("CAUCE_CACHE", str(tmp_path / "cache"))
    shutil.copytree(BASE, tmp_path / "content")
    loader.forget()
    yield tmp_path / "content"
    loader.forget()
