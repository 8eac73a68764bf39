"""The sealed column of seeds, for who renews a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.custody.keystore.columns import Column

from ..models import Seed


def seed_context(row: Seed) -> str:
    """What the seal is bound to."""
    return f"measurement.seed|{row.case_id}"


def _rows(key_id: UUID) -> Iterable[Any]:
    return Seed.objects.filter(case__key_id=key_id)


COLUMNS = (Column("measurement.Seed", "sealed", _rows, seed_context),)
