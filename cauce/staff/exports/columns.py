"""The sealed columns of files that leave, for who renews a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.custody.keystore.columns import Column

from .models import Export
from .sealing import file_context, why_context


def _files(key_id: UUID) -> Iterable[Any]:
    return Export.objects.filter(key_id=key_id)


def _reasons(key_id: UUID) -> Iterable[Any]:
    return Export.objects.filter(why_key_id=key_id)


COLUMNS = (
    Column("exports.Export", "sealed", _files, file_context),
    Column("exports.Export", "why", _reasons, why_context),
)
