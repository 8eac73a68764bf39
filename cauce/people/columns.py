"""The sealed column of identities, for who renews a key; what it says stays in the vault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.keystore.columns import Column, register

from .models import Identity
from .vault import bound_to


def _rows(key_id: UUID) -> Iterable[Any]:
    return Identity.objects.filter(person__key_id=key_id).select_related("person")


def register_columns() -> None:
    register(
        Column("people.Identity", "sealed", _rows, lambda row: bound_to(row.person, row.version))
    )
