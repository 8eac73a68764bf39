"""The sealed columns of this floor, for who renews a key; what they say stays in the vault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.custody.keystore.columns import Column

from .models import Identity, LinkagePair
from .sealing import pair_context
from .vault import bound_to


def _rows(key_id: UUID) -> Iterable[Any]:
    return Identity.objects.filter(person__key_id=key_id).select_related("person")


def _pairs(key_id: UUID) -> Iterable[Any]:
    return LinkagePair.objects.filter(linkage__key_id=key_id)


COLUMNS = (
    Column("people.Identity", "sealed", _rows, lambda row: bound_to(row.person, row.version)),
    Column("people.LinkagePair", "sealed", _pairs, lambda row: pair_context(row.id)),
)
