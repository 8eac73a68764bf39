"""What is sealed of a call, and how it is opened again."""

from __future__ import annotations

from typing import Any

from .models import Call, CallTry

ADDED = "added"  # of what was told: what was said later, each with its hour and who wrote it
HELP_CALLED = "emergency"  # of what was told: when 911 was called, each hour as ISO 8601
EMPTY: dict[str, Any] = {"answers": {}}


def told_in(call: Call) -> dict[str, Any]:
    """What was said in a call; empty answers once its key is destroyed."""
    told = {} if call.shredded else Call.sealed.open(call, empty={}, gone={})
    return told or dict(EMPTY)


def told_in_try(row: CallTry) -> dict[str, Any]:
    """The way and the note of an attempt; empty once the key is destroyed."""
    return {} if row.call.shredded else CallTry.sealed.open(row, empty={}, gone={})
