"""Keys of things that hang on a case and stand on a floor above: they go where the case goes.

Whoever owns such things says so when its app starts; ``hand_over`` asks, and knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

_OWNERS: dict[str, Callable[[UUID], Iterable[UUID]]] = {}


def goes_along(name: str, keys: Callable[[UUID], Iterable[UUID]]) -> None:
    """Register who knows the keys of a case beyond its own; said twice, it counts once."""
    _OWNERS[name] = keys


def keys_along(case_id: UUID) -> list[UUID]:
    """Every such key of a case."""
    return [key for keys in _OWNERS.values() for key in keys(case_id)]
