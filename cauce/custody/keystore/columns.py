"""Which columns hold something sealed, under which keys, and how each is sealed again.

Whoever owns a column says so (``sealed`` in its ``feature.py``), so that renewing the key of a case finds
everything sealed with it; a test compares them with every binary column there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from cauce.custody.features import features

from .aead import FIRST, key_of, made_by
from .chunks import is_file, open_file, seal_file
from .envelope import seal, unseal
from .errors import Sealed
from .rotation import in_use
from .store import dek


@dataclass(frozen=True, slots=True)
class Column:
    """One sealed column. ``rows`` gives the rows that may be sealed under a key, ``context`` what
    the seal of a row is bound to."""

    table: str  # «cases.Section»
    field: str
    rows: Callable[[UUID], Iterable[Any]]
    context: Callable[[Any], str]


@cache
def sealed_columns() -> tuple[Column, ...]:
    """Every sealed column of the house."""
    return tuple(
        column
        for feature in features()
        for module in feature.sealed
        for column in feature.module(module).COLUMNS
    )


def used(key_id: UUID) -> set[UUID]:
    """The data keys that anything of this key is still sealed with."""
    found = {
        _maker(bytes(blob), key_id)
        for column in sealed_columns()
        for row in column.rows(key_id)
        if (blob := getattr(row, column.field))
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


def sealed_again(column: Column, row: Any, key_id: UUID) -> bytes | None:
    """The blob of a row under the data key in use; None when there is nothing to do."""
    blob = bytes(getattr(row, column.field) or b"")
    if not blob or key_of(blob, key_id) == in_use(key_id):
        return None
    context = column.context(row)
    try:
        if is_file(blob):
            return seal_file(key_id, context, open_file(key_id, context, blob))
        return seal(key_id, context, unseal(key_id, context, blob))
    except Sealed:
        return None  # it is sealed under another key of the same case: its draft
