"""Who holds the root that wraps the posts' keys. A file here; an HSM or a KMS is another class."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from .aead import unwrap, wrap


class KeyProvider(Protocol):
    """Wraps and unwraps the keys of posts; raises when the root is not the one that wrapped."""

    def wrap_root(self, secret: bytes, aad: bytes) -> bytes: ...

    def unwrap_root(self, blob: bytes, aad: bytes) -> bytes: ...


class FileProvider:
    """A root key in a file (mode 600), made on first use: for pilots, demonstrations and tests."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _root(self) -> bytes:
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(os.urandom(32))
                file.flush()
                os.fsync(file.fileno())
        return self.path.read_bytes()

    def wrap_root(self, secret: bytes, aad: bytes) -> bytes:
        return wrap(self._root(), secret, aad)

    def unwrap_root(self, blob: bytes, aad: bytes) -> bytes:
        return unwrap(self._root(), blob, aad)
