"""Long lists in pieces: SQLite takes a limited number of values in one question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

CHUNK = 800


def chunks(items: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]
