"""The keys of posts wrapped by a root in a file (mode 600): pilots, demonstrations and tests."""

from __future__ import annotations

import os
from pathlib import Path

from .aead import decrypt, encrypt
from .errors import KeyGone, KeystoreDown, Sealed, check_mode, gone, other_root
from .kek import Health, KekRef

_LENGTH = 32


def _aad(post: str, version: int) -> bytes:
    return f"kek|{post}|{version}".encode()


class FileProvider:
    """The root is made with the first post's key and never to open something: a root that is
    missing closes everything. The file holds the root in use first, and while the root is being
    changed the one before it after that."""

    kind = "file"
    prefix = b""  # what it wrapped before there were other kinds has no mark

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        # By the wrapped bytes: a store that was replaced or restored meanwhile never meets an old key.
        self._opened: dict[bytes, bytes] = {}
        self._destroyed: set[bytes] = set()

    def roots(self) -> list[bytes]:
        """The root in use, then an older one still needed. Raises ``KeystoreDown``."""
        try:
            check_mode(self.path)
            held = self.path.read_bytes()
        except OSError as problem:
            raise other_root() from problem
        if not held or len(held) % _LENGTH:
            raise other_root()
        return [held[i : i + _LENGTH] for i in range(0, len(held), _LENGTH)]

    def write_roots(self, roots: list[bytes], *, fresh: bool = False) -> None:
        """Write the file whole under another name first, so that nobody reads half a root."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        apart = self.path.with_name(f"{self.path.name}.{os.urandom(6).hex()}")
        descriptor = os.open(apart, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(b"".join(roots))
            file.flush()
            os.fsync(file.fileno())
        try:
            if fresh:
                os.link(apart, self.path)
            else:
                os.replace(apart, self.path)
        except FileExistsError:
            pass  # another process was first: its root counts
        finally:
            apart.unlink(missing_ok=True)
        folder = os.open(self.path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def _kek(self, kek: KekRef) -> bytes:
        if kek.material in self._destroyed:
            raise gone()
        if kek.material not in self._opened:
            self._opened[kek.material] = self.open_kek(kek)
        return self._opened[kek.material]

    def open_kek(self, kek: KekRef) -> bytes:
        """The key of a post in clear, for who changes the root. Raises ``KeystoreDown``."""
        for root in self.roots():
            try:
                return decrypt(root, kek.material, _aad(kek.post, kek.version))
            except Sealed:
                continue
        raise other_root()

    def close_kek(self, post: str, version: int, secret: bytes) -> KekRef:
        """The same key under the root in use."""
        return KekRef(post, version, encrypt(self.roots()[0], secret, _aad(post, version)))

    def wrap(self, kek: KekRef, dek: bytes, aad: bytes) -> bytes:
        return encrypt(self._kek(kek), dek, aad)

    def unwrap(self, kek: KekRef, blob: bytes, aad: bytes) -> bytes:
        return decrypt(self._kek(kek), blob, aad)

    def new_version(self, post: str, version: int) -> KekRef:
        if not self.path.exists():
            self.write_roots([os.urandom(_LENGTH)], fresh=True)
        return self.close_kek(post, version, os.urandom(32))

    def destroy(self, kek: KekRef) -> None:
        self._opened.pop(kek.material, None)
        self._destroyed.add(kek.material)

    def health(self) -> Health:
        try:
            self.roots()
        except (KeystoreDown, KeyGone) as problem:
            return Health(False, self.kind, problem.es, problem.en)
        return Health(True, self.kind)
