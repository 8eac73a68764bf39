"""What the sealed parts of this floor are bound to, and how those of a comparison open."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from cauce.custody.keystore import Blob, unseal, unseal_many

from .models import LinkagePair


def pair_context(id: UUID) -> str:
    """A pair moved to another row does not open."""
    return f"people.linkage_pair|{id}|who|1"


def who_of(pair: LinkagePair) -> dict[str, Any]:
    """Who the two are. Raises ``KeyGone`` once the review is over."""
    return unseal(pair.linkage.key_id, pair_context(pair.id), bytes(pair.sealed or b""))


def who_of_many(pairs: list[LinkagePair]) -> list[dict[str, Any]]:
    """The same for many pairs of one comparison, in their order."""
    return list(
        unseal_many(Blob(one.linkage.key_id, pair_context(one.id), bytes(one.sealed or b"")) for one in pairs)
    )
