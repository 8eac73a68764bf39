"""The sealed columns of interpreters, for who renews a key: each has a key of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.keystore.columns import Column, register

from .interpreting import contact_context, profile_context
from .models import Interpreter


def _rows(key_id: UUID) -> Iterable[Any]:
    return Interpreter.objects.filter(id=key_id)


def register_columns() -> None:
    register(
        Column("directory.Interpreter", "profile", _rows,
               lambda row: profile_context(row.id, row.version)),
        Column("directory.Interpreter", "contact", _rows,
               lambda row: contact_context(row.id, row.version)),
    )  # fmt: skip
