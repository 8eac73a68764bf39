"""A pytest plugin (``-p tests.quick``): only files in which nothing asks a database or serves a page.

For another Python than the suite's own (``scripts/other-python.sh``): a fast part of the tests.
"""

from __future__ import annotations

import re
from pathlib import Path

ASKS = re.compile(r"\b(django_db|transactional_db|db|cast|client|live_server|chromium|browser)\b")

# What takes long without a database: the whole Protocol on paper, chains of draws, every form read.
LONG = (
    "cauce/protocol/documents/",
    "cauce/standards/xlsform/",
    "cauce/methods/estimation/tests/test_latent.py",
)


def is_quick(path: Path) -> bool:
    """Whether a file of tests names none of what makes a test slow."""
    if any(part in path.as_posix() for part in LONG):
        return False
    return not ASKS.search(path.read_text(encoding="utf-8"))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leaves the slow files unread: reading them all takes longer than running the quick ones."""
    if collection_path.name.startswith("test_") and collection_path.suffix == ".py":
        return None if is_quick(collection_path) else True
    return None
