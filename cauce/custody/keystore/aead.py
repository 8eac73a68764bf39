"""The sealed blob: AES-256-GCM, padded, bound to its key, its case and its section.

Layout: version (1) | algorithm (1) | id of the key (16) | key check (16) | nonce (12) | ciphertext
and tag. What is authenticated beside it is the first 18 bytes and the context, for instance
``cases.section|<uuid>|narrative|1``, so that a blob cannot be moved between cases, sections or
versions. The key check (HKDF) stops partitioning tricks. The length is padded to steps of 256
bytes, so that it does not tell whether there are children or a narrative. Version 1, without
algorithm and id, is still read. Source: docs/security/keys.md.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .errors import Sealed, broken

__all__ = [
    "DataKey",
    "Sealed",
    "decrypt",
    "derive",
    "encrypt",
    "key_of",
    "seal_with",
    "unseal_with",
]

FIRST = b"\x01"  # the layout of before keys had ids
_VERSION, _AES_GCM = 2, 1
SEALS = (b"\x02", b"\x03")  # JSON, and a file in pieces
_STEP = 256
_ID, HEAD = 16, 18  # length of a key's id; where the key check begins


@dataclass(frozen=True, slots=True)
class DataKey:
    """A data key in clear, for as long as one request needs it; never written anywhere."""

    id: UUID
    secret: bytes = field(repr=False)


def encrypt(key: bytes, body: bytes, aad: bytes) -> bytes:
    """A fresh nonce, then the ciphertext with its tag."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, body, aad)


def decrypt(key: bytes, blob: bytes, aad: bytes) -> bytes:
    """Decrypt what ``encrypt`` made. Raises ``Sealed`` when key or associated data differ."""
    try:
        return AESGCM(key).decrypt(blob[:12], blob[12:], aad)
    except (InvalidTag, ValueError) as problem:  # ValueError: cut before the nonce ends
        raise broken() from problem


def derive(secret: bytes, label: bytes, length: int = 32, salt: bytes | None = None) -> bytes:
    """A key for one use out of another one (HKDF-SHA-256)."""
    return HKDF(hashes.SHA256(), length, salt, label).derive(secret)


def _check(dek: bytes) -> bytes:
    return derive(dek, b"cauce key check", 16)


def pad(body: bytes) -> bytes:
    body = len(body).to_bytes(4, "big") + body
    return body + b"\0" * (-len(body) % _STEP)


def unpad(body: bytes) -> bytes:
    return body[4 : 4 + int.from_bytes(body[:4], "big")]


def head(kind: int, key: DataKey) -> bytes:
    """How everything sealed begins: kind, algorithm, id of the key, key check."""
    return bytes([kind, _AES_GCM]) + key.id.bytes + _check(key.secret)


def check_head(kind: int, key: DataKey, blob: bytes) -> bytes:
    """What follows the head. Raises ``Sealed`` when it is another kind's or another key's."""
    expected = head(kind, key)
    if blob[: len(expected)] != expected:
        raise broken()
    return blob[len(expected) :]


def key_of(blob: bytes, first: UUID) -> UUID:
    """Which key sealed a blob; ``first``: the one of before keys had ids. Raises ``Sealed``."""
    if blob[:1] == FIRST:
        return first
    if len(blob) < HEAD:
        raise broken()
    return UUID(bytes=bytes(blob[2 : 2 + _ID]))


def is_sealed(blob: bytes) -> bool:
    """Whether it begins as what this house seals; that it opens is another matter."""
    return blob[:1] == FIRST or (blob[:1] in SEALS and blob[1:2] == bytes([_AES_GCM]))


def made_by(first: DataKey, blob: bytes) -> bool:
    """Whether a blob of the first layout, which names no key, was sealed with this one."""
    return blob[:1] == FIRST and blob[1:17] == _check(first.secret)


def seal_with(key: DataKey, context: str, data: Any) -> bytes:
    """Seal JSON data under a key already in hand."""
    start = head(_VERSION, key)
    body = pad(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    return start + encrypt(key.secret, body, start[:HEAD] + context.encode())


def unseal_with(key: DataKey, context: str, blob: bytes) -> Any:
    """Open what ``seal_with`` made, also in its first layout. Raises ``Sealed``."""
    blob = bytes(blob)
    if blob[:1] == FIRST:
        if blob[1:17] != _check(key.secret):
            raise broken()
        return json.loads(unpad(decrypt(key.secret, blob[17:], context.encode())))
    rest = check_head(_VERSION, key, blob)
    return json.loads(unpad(decrypt(key.secret, rest, blob[:HEAD] + context.encode())))
