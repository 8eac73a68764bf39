"""The sealed blob: AES-256-GCM, padded, bound to its key, its case and its section.

Layout: version (1) | key check (16) | nonce (12) | ciphertext and tag. The associated data is the
context, for instance ``cases.section|<uuid>|narrative|1``, so that a blob cannot be moved between
cases, sections or versions. The key check (HKDF) stops partitioning tricks. The length is padded to
steps of 256 bytes, so that it does not tell whether there are children or a narrative.
Source: ../shared/security/encryption.md, section 2.
"""

from __future__ import annotations

import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cauce.rules.errors import CauceError

_VERSION = b"\x01"
_STEP = 256


class Sealed(CauceError):
    """The blob does not open: it was altered, moved, cut, or sealed with another key."""

    id = "sealed"


def _broken() -> Sealed:
    return Sealed(
        "Esta parte del expediente no puede abrirse: fue alterada o no es de aquí.",
        "This part of the record does not open: it was altered or is not from here.",
        cure_es="Avise a quien administra el sistema; no la vuelva a escribir encima.",
        cure_en="Tell whoever runs the system; do not write over it.",
    )


def wrap(kek: bytes, secret: bytes, aad: bytes) -> bytes:
    """Encrypt a 32-byte key under another one."""
    nonce = os.urandom(12)
    return nonce + AESGCM(kek).encrypt(nonce, secret, aad)


def unwrap(kek: bytes, blob: bytes, aad: bytes) -> bytes:
    """Decrypt what ``wrap`` made. Raises ``Sealed`` when key or associated data differ."""
    try:
        return AESGCM(kek).decrypt(blob[:12], blob[12:], aad)
    except (InvalidTag, ValueError) as problem:  # ValueError: cut before the nonce ends
        raise _broken() from problem


def _check(dek: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 16, None, b"cauce key check").derive(dek)


def _pad(body: bytes) -> bytes:
    body = len(body).to_bytes(4, "big") + body
    return body + b"\0" * (-len(body) % _STEP)


def seal_with(dek: bytes, context: str, data: Any) -> bytes:
    """Seal JSON data under a key already in hand."""
    nonce = os.urandom(12)
    body = _pad(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    return _VERSION + _check(dek) + nonce + AESGCM(dek).encrypt(nonce, body, context.encode())


def unseal_with(dek: bytes, context: str, blob: bytes) -> Any:
    """Open what ``seal_with`` made. Raises ``Sealed``."""
    blob = bytes(blob)
    if blob[:1] != _VERSION or blob[1:17] != _check(dek):
        raise _broken()
    try:
        body = AESGCM(dek).decrypt(blob[17:29], blob[29:], context.encode())
    except (InvalidTag, ValueError) as problem:  # ValueError: cut before the nonce ends
        raise _broken() from problem
    return json.loads(body[4 : 4 + int.from_bytes(body[:4], "big")])
