"""Steps that were recorded as on time after their deadline; by step, never who did it or in which case.

The journal tells it of each such act (``after_deadline``) at the moment in which it is recorded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LateEntry:
    """How often it was so of one step, and when last."""

    action: str
    number: int
    last: dt.datetime


def late_entries(told: Iterable[tuple[dt.datetime, dict[str, Any]]]) -> list[LateEntry]:
    """Those of entries of the journal, in their order: the most frequent first."""
    found: dict[str, LateEntry] = {}
    for at, detail in told:
        for action in detail.get("after_deadline", ()):
            before = found.get(action)
            found[action] = LateEntry(action, before.number + 1 if before else 1, at)
    return sorted(found.values(), key=lambda one: (-one.number, one.action))
