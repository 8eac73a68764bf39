"""The secret that decides how a figure is rounded: made once, kept for ever, never in the database.

Whoever knew it could tell which way a figure was rounded. Were it lost, the same cell would show
another figure, and two figures of one cell say more than one: so the new one has another
fingerprint, and an edition says by which it was rounded.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

BYTES = 32


def rounding_secret() -> bytes:
    """The secret; the first call makes its file (mode 600). OSError when it cannot be read or made."""
    file = Path(settings.STATISTICS_KEY)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return file.read_bytes()
        with os.fdopen(opened, "wb") as out:
            out.write(secrets.token_bytes(BYTES))
    return file.read_bytes()


def fingerprint() -> str:
    """Tells one secret from another without saying it."""
    return hashlib.sha256(b"cauce statistics" + rounding_secret()).hexdigest()[:16]
