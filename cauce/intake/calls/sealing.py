"""What is sealed of a call, and how it is opened again."""

from __future__ import annotations

from typing import Any

from cauce.custody.keystore import KeyGone, seal, unseal

from .models import Call, CallTry

EMPTY: dict[str, Any] = {"answers": {}}


def call_context(call: Call) -> str:
    """What the seal of a call is bound to."""
    return f"calls.call|{call.id}|told|1"


def try_context(row: CallTry) -> str:
    """What the seal of an attempt is bound to."""
    return f"calls.try|{row.id}|note|1"


def close(call: Call, told: dict[str, Any]) -> bytes:
    """What was said in a call, sealed."""
    return seal(call.key_id, call_context(call), told)


def told_in(call: Call) -> dict[str, Any]:
    """What was said in a call; empty answers once its key is destroyed."""
    return _opened(call, call_context(call), bytes(call.sealed)) or dict(EMPTY)


def told_in_try(row: CallTry) -> dict[str, Any]:
    """The way and the note of an attempt; empty once the key is destroyed."""
    return _opened(row.call, try_context(row), bytes(row.sealed))


def _opened(call: Call, context: str, blob: bytes) -> dict[str, Any]:
    if call.shredded or not blob:
        return {}
    try:
        return unseal(call.key_id, context, blob)
    except KeyGone:
        return {}
