"""The keys of posts inside a hardware module (PKCS#11): they are made there and never leave it.

``address``: ``/path/module.so?token=NAME``. The PIN is read from a file (``KEYSTORE_PIN_FILE``,
mode 600), never from the environment of a process, which every child inherits.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from cauce.methods.extras import lacking

from .errors import KeystoreDown, broken, check_mode, gone, module_down
from .kek import Health, KekRef

try:
    import pkcs11
except ImportError:  # the extra of a network that has such a module
    pkcs11 = None  # type: ignore[assignment]

_TAG_BITS = 128


class Pkcs11Provider:
    """One session for the process, used by one thread at a time: a call takes tens of microseconds."""

    kind = "pkcs11"
    prefix = b"pkcs11:"

    def __init__(self, address: str, pin_file: str) -> None:
        self.module, _, query = address.partition("?")
        self.token = parse_qs(query).get("token", [""])[0]
        self.pin_file = Path(pin_file)
        self._lock = threading.RLock()
        self._session: Any = None
        self._process = 0

    def _pin(self) -> str:
        check_mode(self.pin_file)
        return self.pin_file.read_text(encoding="utf-8").strip()

    def _open(self) -> Any:
        library = pkcs11.lib(self.module)
        if self._process not in (0, os.getpid()):
            library.reinitialize()  # a forked process begins anew, as PKCS#11 asks
        token = library.get_token(token_label=self.token)
        try:
            session = token.open(rw=True, user_pin=self._pin())
        except pkcs11.UserAlreadyLoggedIn:
            session = token.open(rw=True)
        self._session, self._process = session, os.getpid()
        return session

    @contextmanager
    def _talking(self) -> Iterator[Any]:
        if missing := lacking("hsm"):
            raise KeystoreDown(missing.es, missing.en, cure_es=missing.cure_es, cure_en=missing.cure_en)
        with self._lock:
            try:
                yield self._session if self._process == os.getpid() else self._open()
            except (pkcs11.PKCS11Error, OSError, RuntimeError) as problem:
                self._process = 0 if self._process == os.getpid() else self._process
                raise module_down() from problem

    def _key(self, session: Any, kek: KekRef) -> Any:
        identity = kek.material.removeprefix(self.prefix)
        wanted = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.SECRET_KEY,
            pkcs11.Attribute.ID: identity,
        }
        found = list(session.get_objects(wanted))
        if not found:
            raise gone()
        return found[0]

    def _gcm(self, nonce: bytes, aad: bytes) -> dict[str, Any]:
        return {
            "mechanism": pkcs11.Mechanism.AES_GCM,
            "mechanism_param": pkcs11.GCMParams(nonce, aad, _TAG_BITS),
        }

    def wrap(self, kek: KekRef, dek: bytes, aad: bytes) -> bytes:
        with self._talking() as session:
            nonce = os.urandom(12)
            return nonce + self._key(session, kek).encrypt(dek, **self._gcm(nonce, aad))

    def unwrap(self, kek: KekRef, blob: bytes, aad: bytes) -> bytes:
        with self._talking() as session:
            key = self._key(session, kek)
            try:
                return key.decrypt(blob[12:], **self._gcm(blob[:12], aad))
            except (pkcs11.PKCS11Error, ValueError) as problem:
                # Modules say «general error» for a wrong tag as for a fault: one that still
                # encrypts is sound, so it was the blob.
                nonce = os.urandom(12)
                key.encrypt(b"\0" * 16, **self._gcm(nonce, b""))
                raise broken() from problem

    def new_version(self, post: str, version: int) -> KekRef:
        with self._talking() as session:
            # The id is random: the names of posts stay out of what an operator of modules sees.
            identity = os.urandom(16)
            session.generate_key(
                pkcs11.KeyType.AES,
                256,
                id=identity,
                label="cauce",
                store=True,
                template={
                    pkcs11.Attribute.SENSITIVE: True,
                    pkcs11.Attribute.EXTRACTABLE: False,
                    pkcs11.Attribute.ENCRYPT: True,
                    pkcs11.Attribute.DECRYPT: True,
                    pkcs11.Attribute.WRAP: False,
                    pkcs11.Attribute.UNWRAP: False,
                },
            )
            return KekRef(post, version, self.prefix + identity)

    def destroy(self, kek: KekRef) -> None:
        with self._talking() as session:
            for found in session.get_objects({pkcs11.Attribute.ID: kek.material.removeprefix(self.prefix)}):
                found.destroy()

    def health(self) -> Health:
        try:
            with self._talking() as session:
                session.generate_random(64)
        except KeystoreDown as problem:
            return Health(False, self.kind, problem.es, problem.en)
        return Health(True, self.kind)
