"""The secret that decides how a figure is rounded: made once, kept for ever, never in the database.

Whoever knew it could tell which way a figure was rounded. Were it lost, the same cell would show
another figure, and two figures of one cell say more than one: so the new one has another
fingerprint, and an edition says by which it was rounded.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from django.conf import settings

BYTES = 32


def rounding_secret() -> bytes:
    """The secret; the first call makes its file (mode 600). OSError when it cannot be read or made,
    or is too short."""
    file = Path(settings.STATISTICS_KEY)
    if not file.exists():
        _make(file)
    found = file.read_bytes()
    if len(found) < BYTES:  # with an empty secret anybody could tell how each figure was rounded
        raise OSError(
            f"{file}: {len(found)} bytes, faltan para {BYTES}; póngalo desde el respaldo de llaves. / "
            f"{len(found)} bytes, fewer than {BYTES}; put it back from the backup of the keys."
        )
    return found


def _make(file: Path) -> None:
    """It appears under its name whole or not at all: another process may look at any moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    opened, name = tempfile.mkstemp(dir=file.parent, prefix=".statistics-")  # mode 600
    try:
        with os.fdopen(opened, "wb") as out:
            out.write(secrets.token_bytes(BYTES))
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first
            os.link(name, file)
    finally:
        os.unlink(name)


def fingerprint() -> str:
    """Tells one secret from another without saying it."""
    return hashlib.sha256(b"cauce statistics" + rounding_secret()).hexdigest()[:16]
