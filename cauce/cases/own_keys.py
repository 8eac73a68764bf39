"""Keys of things that hang on a case and stand on a floor above: they go where the case goes.

Whoever owns such things says so (``keys_along`` in its ``feature.py``); ``hand_over`` asks, and knows none of
them.
"""

from __future__ import annotations

from uuid import UUID

from cauce.custody.features import asked


def keys_along(case_id: UUID) -> list[UUID]:
    """Every such key of a case."""
    return [key for _, keys in asked("keys_along") for key in keys(case_id)]
