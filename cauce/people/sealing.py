"""What the sealed parts of this floor are bound to, and how those of a comparison open."""

from __future__ import annotations

from typing import Any

from cauce.custody.keystore import unseal_many

from .models import LinkagePair


def who_of(pair: LinkagePair) -> dict[str, Any]:
    """Who the two are. Raises ``KeyGone`` once the review is over."""
    return LinkagePair.sealed.open(pair)


def who_of_many(pairs: list[LinkagePair]) -> list[dict[str, Any]]:
    """The same for many pairs of one comparison, in their order."""
    return list(unseal_many(LinkagePair.sealed.blob(one) for one in pairs))
