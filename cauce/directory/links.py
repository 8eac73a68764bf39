"""The secret of a link by which a service corrects its entry: drawn, and known by its digest alone."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    # 256 random bits: a plain hash cannot be guessed back, and none is slow.
    return hashlib.sha256(secret.encode()).hexdigest()
