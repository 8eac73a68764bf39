"""A cloud KMS as a plug, over a recorded fake: what stands in docs/security/key-providers.md.

The fake answers in the form of Vault's transit engine (``encrypt``, ``decrypt``, ``rotate``, key
deletion), with ``associated_data`` and versioned ciphertexts. It records every exchange, so that a
test can look at what leaves the house. No real service was called.
"""

from __future__ import annotations

import base64
import os

from cauce.custody.keystore.aead import decrypt, derive, encrypt
from cauce.custody.keystore.errors import KeyGone, KeystoreDown, Sealed, broken, gone, module_down
from cauce.custody.keystore.kek import Health, KekRef


class Transit:
    """The other side: keys by name, answers as JSON, an address that may stop answering."""

    def __init__(self) -> None:
        self.keys: dict[str, bytes] = {}
        self.recorded: list[tuple[str, dict]] = []
        self.reachable = True

    def post(self, path: str, body: dict) -> tuple[int, dict]:
        if not self.reachable:
            raise ConnectionRefusedError(path)
        self.recorded.append((path, body))
        what, _, name = path.partition("/")
        if what == "create":
            self.keys[name] = os.urandom(32)
            return 204, {}
        if what == "delete":
            self.keys.pop(name, None)
            return 204, {}
        if what == "health":
            return 200, {"sealed": False}
        if name not in self.keys:
            return 400, {"errors": ["encryption key not found"]}
        aad = base64.b64decode(body["associated_data"])
        if what == "encrypt":
            sealed = encrypt(self.keys[name], base64.b64decode(body["plaintext"]), aad)
            return 200, {"ciphertext": "vault:v1:" + base64.b64encode(sealed).decode()}
        try:
            blob = base64.b64decode(body["ciphertext"].removeprefix("vault:v1:"), validate=True)
            plain = decrypt(self.keys[name], blob, aad)
        except (Sealed, ValueError):
            return 400, {"errors": ["cipher: message authentication failed"]}
        return 200, {"plaintext": base64.b64encode(plain).decode()}


class TransitProvider:
    """One key of the service for each version of a post's key, with a random name."""

    kind = "kms"
    prefix = b"kms:"

    def __init__(self) -> None:
        self.far = Transit()

    @staticmethod
    def _bound(aad: bytes) -> str:
        # Post and case stay here: what is bound is a digest of them.
        return base64.b64encode(derive(aad, b"kms associated data")).decode()

    def _ask(self, what: str, name: str, **body: str) -> dict:
        try:
            status, said = self.far.post(f"{what}/{name}", body)
        except OSError as problem:
            raise module_down() from problem
        if status < 300:
            return said
        raise gone() if "not found" in said["errors"][0] else broken()

    @staticmethod
    def _name(kek: KekRef) -> str:
        return kek.material.removeprefix(b"kms:").decode()

    def wrap(self, kek: KekRef, dek: bytes, aad: bytes) -> bytes:
        said = self._ask(
            "encrypt",
            self._name(kek),
            plaintext=base64.b64encode(dek).decode(),
            associated_data=self._bound(aad),
        )
        return said["ciphertext"].encode()

    def unwrap(self, kek: KekRef, blob: bytes, aad: bytes) -> bytes:
        said = self._ask(
            "decrypt",
            self._name(kek),
            ciphertext=blob.decode("ascii", "replace"),
            associated_data=self._bound(aad),
        )
        return base64.b64decode(said["plaintext"])

    def new_version(self, post: str, version: int) -> KekRef:
        name = os.urandom(16).hex()
        self._ask("create", name, type="aes256-gcm96", exportable="false")
        return KekRef(post, version, b"kms:" + name.encode())

    def destroy(self, kek: KekRef) -> None:
        self._ask("delete", self._name(kek))

    def health(self) -> Health:
        try:
            self._ask("health", "")
        except (KeystoreDown, KeyGone) as problem:
            return Health(False, self.kind, problem.es, problem.en)
        return Health(True, self.kind)
