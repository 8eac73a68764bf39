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
    """A root key in a file (mode 600), made with the first post's key: for pilots, demonstrations
    and tests. It is never made to open something: a root that is missing raises ``OSError``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _make(self) -> None:
        # Written whole under another name first, so that no other process reads half a root.
        self.path.parent.mkdir(parents=True, exist_ok=True)
        apart = self.path.with_name(f"{self.path.name}.{os.urandom(6).hex()}")
        descriptor = os.open(apart, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(apart, self.path)
        except FileExistsError:
            pass  # another process was first: its root counts
        finally:
            apart.unlink()

    def wrap_root(self, secret: bytes, aad: bytes) -> bytes:
        if not self.path.exists():
            self._make()
        return wrap(self.path.read_bytes(), secret, aad)

    def unwrap_root(self, blob: bytes, aad: bytes) -> bytes:
        return unwrap(self.path.read_bytes(), blob, aad)
