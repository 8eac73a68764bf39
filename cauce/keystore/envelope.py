"""Sealing and opening under the key of a case: what the rest of the house uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .aead import seal_with, unseal_with
from .store import key


@dataclass(frozen=True, slots=True)
class Blob:
    """One sealed blob to be opened: whose key, which context, which bytes."""

    key_id: UUID
    context: str
    sealed: bytes


def seal(key_id: UUID, context: str, data: Any) -> bytes:
    """Seal JSON data under the key of a case. Raises ``KeyGone`` or ``KeystoreDown``."""
    return seal_with(key(key_id), context, data)


def unseal(key_id: UUID, context: str, blob: bytes) -> Any:
    """Open a blob of a case. Raises ``Sealed``, ``KeyGone`` or ``KeystoreDown``."""
    return unseal_with(key(key_id), context, blob)


def unseal_many(blobs: Iterable[Blob]) -> list[Any]:
    """Open many blobs, asking the store once for each different key."""
    keys: dict[UUID, bytes] = {}
    opened = []
    for blob in blobs:
        if blob.key_id not in keys:
            keys[blob.key_id] = key(blob.key_id)
        opened.append(unseal_with(keys[blob.key_id], blob.context, blob.sealed))
    return opened
