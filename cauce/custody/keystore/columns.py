"""Every sealed column of the house, and what renewing a key does to each."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps

from .aead import FIRST, key_of, made_by
from .errors import Sealed
from .fields import SealedField
from .rotation import in_use
from .store import dek


@cache
def sealed_columns() -> tuple[SealedField, ...]:
    """Every sealed column of the house; asked once all applications are there."""
    apps.check_models_ready()
    return tuple(
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    )


def used(key_id: UUID) -> set[UUID]:
    """The data keys that anything of this key is still sealed with."""
    found = {
        _maker(bytes(blob), key_id)
        for column in sealed_columns()
        for row in column.rows(key_id)
        if (blob := getattr(row, column.attname))
    }
    return {one for one in found if one is not None}


def _maker(blob: bytes, key_id: UUID) -> UUID | None:
    """Which data key sealed it; None: of the first layout, and sealed under another key."""
    made = key_of(blob, key_id)
    if made != key_id or not blob.startswith(FIRST):
        return made
    try:
        return made if made_by(dek(key_id, key_id), blob) else None
    except Sealed:
        return None  # the first data key is gone, so this is not its work


def any_to_seal_again(key_id: UUID) -> bool:
    """Whether something opens that is still under an old data key of this key."""
    return any(
        sealed_again(column, row, key_id) is not None
        for column in sealed_columns()
        for row in column.rows(key_id)
    )


def sealed_again(column: SealedField, row: Any, key_id: UUID) -> bytes | None:
    """The blob of a row under the data key in use; None when there is nothing to do."""
    blob = bytes(getattr(row, column.attname) or b"")
    if not blob or key_of(blob, key_id) == in_use(key_id):
        return None
    try:
        return column.seal(row, column.open(row, key_id), key_id)
    except Sealed:
        return None  # it is sealed under another key of the same case: its draft
