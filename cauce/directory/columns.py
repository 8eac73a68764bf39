"""The sealed columns of the directory, for who renews a key: each row has a key of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.custody.keystore.columns import Column

from .cautions import note_context
from .interpreting import contact_context, profile_context
from .models import Caution, Interpreter


def _rows(key_id: UUID) -> Iterable[Any]:
    return Interpreter.objects.filter(id=key_id)


COLUMNS = (
    Column("directory.Interpreter", "profile", _rows, lambda row: profile_context(row.id, row.version)),
    Column("directory.Interpreter", "contact", _rows, lambda row: contact_context(row.id, row.version)),
    Column(
        "directory.Caution",
        "note",
        lambda key_id: Caution.objects.filter(id=key_id),
        lambda row: note_context(row.id),
    ),
)
