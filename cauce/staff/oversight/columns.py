"""The sealed columns of what two people decide, for who renews a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.custody.keystore.columns import Column

from .contexts import answer_context, glass_context, reason_context
from .models import GlassOpening, Proposal


def _proposals(key_id: UUID) -> Iterable[Any]:
    return Proposal.objects.filter(key_id=key_id)


def _openings(key_id: UUID) -> Iterable[Any]:
    # Sealed with the key of the case: the reason ends with it, and is renewed with it.
    return GlassOpening.objects.filter(key_id=key_id)


COLUMNS = (
    Column("oversight.Proposal", "reason", _proposals, lambda row: reason_context(row.id)),
    Column("oversight.Proposal", "answer", _proposals, lambda row: answer_context(row.id)),
    Column("oversight.GlassOpening", "reason", _openings, lambda row: glass_context(row.id, "reason")),
    Column("oversight.GlassOpening", "answer", _openings, lambda row: glass_context(row.id, "answer")),
)
