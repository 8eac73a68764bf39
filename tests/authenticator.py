"""A security key made of software: what a browser would answer, and what a forger would.

One elliptic-curve key, kept for one site. Every field of an answer can be set, so that a test can
tell a single lie at a time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import struct
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class SoftKey:
    """``count`` grows with each use, as that of a key of hardware does."""

    def __init__(self, rp_id: str = "localhost", origin: str = "http://localhost") -> None:
        self.rp_id, self.origin = rp_id, origin
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.handle = b""
        self.count = 0

    def _data(self, flags: int, rp_id: str, more: bytes = b"") -> bytes:
        head = hashlib.sha256(rp_id.encode()).digest()
        return head + bytes([flags]) + struct.pack(">I", self.count) + more

    def _client(self, kind: str, challenge: str, origin: str | None) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": origin or self.origin}
        return json.dumps({**told, "crossOrigin": False}).encode()

    def _cose(self) -> bytes:
        numbers = self.private.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return cbor.encode({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def make(self, asked: dict[str, Any], *, flags: int = PRESENT | VERIFIED, **lies) -> str:
        """Answer a question for a new key."""
        self.handle = base64.urlsafe_b64decode(asked["user"]["id"] + "==")
        inner = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + self._cose()
        data = self._data(flags | WITH_KEY, lies.get("rp_id", self.rp_id), inner)
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", asked["challenge"], lies.get("origin"))
        return json.dumps(
            {
                "id": b64(self.id),
                "rawId": b64(self.id),
                "type": "public-key",
                "response": {"clientDataJSON": b64(client), "attestationObject": b64(made)},
                "clientExtensionResults": {},
            }
        )

    def use(self, asked: dict[str, Any], *, flags: int = PRESENT | VERIFIED, **lies) -> str:
        """Answer a question for a key. ``lies``: rp_id, origin, challenge, signer, id,
        count, handle."""
        self.count = lies.get("count", self.count + 1)
        data = self._data(flags, lies.get("rp_id", self.rp_id))
        challenge = lies.get("challenge", asked["challenge"])
        client = self._client("webauthn.get", challenge, lies.get("origin"))
        signer = lies.get("signer", self.private)
        signature = signer.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        id = lies.get("id", self.id)
        return json.dumps(
            {
                "id": b64(id),
                "rawId": b64(id),
                "type": "public-key",
                "response": {
                    "clientDataJSON": b64(client),
                    "authenticatorData": b64(data),
                    "signature": b64(signature),
                    "userHandle": b64(lies.get("handle", self.handle)),
                },
                "clientExtensionResults": {},
            }
        )
