"""The secret that stands beside the database, never in it: digests mean nothing without it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

# Without letters and figures that look alike on paper; 32 of them, so 5 bits each.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def _make(path: Path) -> None:
    # Written whole under another name first: no other process reads half of it.
    path.parent.mkdir(parents=True, exist_ok=True)
    apart = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(apart, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(os.urandom(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(apart, path)
    except FileExistsError:
        pass  # another process was first: its secret counts
    finally:
        apart.unlink()


@lru_cache(maxsize=4)
def _read(path: Path) -> bytes:
    if not path.exists():
        _make(path)
    return path.read_bytes()


def pepper(purpose: str) -> bytes:
    """The secret for one purpose (32 bytes). It is made once, where there is none."""
    label = b"cauce accounts 1|" + purpose.encode()
    return hmac.digest(_read(Path(settings.PEPPER_PATH)), label, hashlib.sha256)


def digest(purpose: str, *parts: str) -> str:
    """What is kept instead of a code, a cookie or an address (64 hexadecimal digits)."""
    body = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hmac.digest(pepper(purpose), body, hashlib.sha256).hex()


def new_code(groups: int = 2, length: int = 5) -> str:
    """A code for paper, as ``K7MPQ-2XWTB``: 50 bits for two groups of five."""
    parts = ("".join(secrets.choice(ALPHABET) for _ in range(length)) for _ in range(groups))
    return "-".join(parts)


def new_token() -> str:
    """A secret for an address: 256 random bits."""
    return secrets.token_urlsafe(32)


def new_figures(count: int) -> str:
    """So many random figures, to be said on the telephone."""
    return f"{secrets.randbelow(10**count):0{count}d}"


def typed(code: str) -> str:
    """A code as it was meant: capitals, without the blanks and hyphens that help the eye."""
    return "".join(letter for letter in code.upper() if letter.isalnum())[:64]
