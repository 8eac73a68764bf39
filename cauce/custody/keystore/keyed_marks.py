"""Keyed marks: whether two things are the same, without keeping either.

HMAC-SHA-256 under a key of the keystore. Without the key a mark cannot be guessed, not even for a
telephone number; once the key is shredded no mark made with it means anything.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from uuid import UUID

from .store import key

_LABEL = b"cauce mark 1|"


def mark(key_id: UUID, purpose: str, plain: str) -> str:
    """The mark of a plain value for one purpose (64 hexadecimal digits). Raises ``KeyGone``."""
    return marks(key_id, purpose, [plain])[0]


def marks(key_id: UUID, purpose: str, plains: Iterable[str]) -> list[str]:
    """The marks of many values in their order, asking the store once. Raises ``KeyGone``."""
    derived = hmac.digest(key(key_id), _LABEL + purpose.encode(), hashlib.sha256)
    return [hmac.digest(derived, plain.encode(), hashlib.sha256).hex() for plain in plains]
