"""Sealing and opening under the key of a case: what the rest of the house uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .aead import DataKey, key_of, seal_with, unseal_with
from .store import count_write, dek


@dataclass(frozen=True, slots=True)
class Blob:
    """One sealed blob to be opened: whose key, which context, which bytes."""

    key_id: UUID
    context: str
    sealed: bytes


def seal(key_id: UUID, context: str, data: Any) -> bytes:
    """Seal JSON data under the key of a case. Raises ``KeyGone`` or ``KeystoreDown``."""
    held = dek(key_id)
    count_write(key_id, held.id)
    return seal_with(held, context, data)


def unseal(key_id: UUID, context: str, blob: bytes) -> Any:
    """Open a blob of a case. Raises ``Sealed``, ``KeyGone`` or ``KeystoreDown``."""
    return unseal_with(dek(key_id, key_of(blob, key_id)), context, blob)


def unseal_many(blobs: Iterable[Blob]) -> list[Any]:
    """Open many blobs, asking the store once for each different key."""
    keys: dict[tuple[UUID, UUID], DataKey] = {}
    opened = []
    for blob in blobs:
        which = (blob.key_id, key_of(blob.sealed, blob.key_id))
        if which not in keys:
            keys[which] = dek(*which)
        opened.append(unseal_with(keys[which], blob.context, blob.sealed))
    return opened
