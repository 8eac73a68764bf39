"""The keys of the journal: in files of their own, apart from the database and from every other secret.

``JOURNAL_KEYS`` is a folder (mode 700): ``ring.json`` says which version seals which numbers of which
chain, and in which files it is: ``.key`` holds the secret of the seals, ``.sign`` the one that signs
anchors, ``.pub`` what anybody may have to check a signature. Version 0 is what journals were sealed with
before there were files: a key derived from ``SECRET_KEY``. See
docs/decisions/0029-the-record-cannot-be-quietly-changed.md.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)
from django.conf import settings

from cauce.content.errors import CauceError

LEGACY = 0
Public = Ed25519PublicKey


class KeysLost(CauceError):
    """The keys of the journal are not where they should be: nothing is written and nothing is read."""

    id = "journal_keys"

    def __init__(self) -> None:
        super().__init__(
            "Faltan las llaves de la bitácora.",
            "The keys of the journal are missing.",
            where="JOURNAL_KEYS",
            cure_es="Devuelva la carpeta de llaves desde su copia; no se hacen otras en silencio.",
            cure_en="Put the folder of keys back from its copy; others are not made quietly.",
        )


@dataclass(frozen=True)
class Version:
    """One version: its number, since when, and the length of each chain when it began."""

    number: int
    since: str
    after: Mapping[str, int]
    files: str


def folder() -> Path:
    return Path(settings.JOURNAL_KEYS)


def _path(name: str) -> str:
    """A file of the folder, as text: it is looked at for every entry, and a ``Path`` costs more than that."""
    return f"{os.fspath(settings.JOURNAL_KEYS)}{os.sep}{name}"


def _private(name: str, content: bytes) -> None:
    """A file that is never written over, for this account alone, on the disk before it counts."""
    descriptor = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@lru_cache(maxsize=4)
def _read(path: str, stamp: tuple[int, int, int]) -> tuple[Version, ...]:
    rows = json.loads(Path(path).read_text(encoding="utf-8"))
    return tuple(Version(row["number"], row["since"], row["after"], row["files"]) for row in rows)


def ring() -> tuple[Version, ...]:
    """Every version, oldest first; empty before the first entry is sealed with a key of its own.

    Looked at again whenever the file changes: another process may have begun a new version.
    """
    path = _path("ring.json")
    try:
        seen = os.stat(path)
    except FileNotFoundError:
        return ()
    return _read(path, (seen.st_ino, seen.st_mtime_ns, seen.st_size))


def add(lengths: Mapping[str, int], at: dt.datetime) -> int:
    """Begin a new version after these lengths. The caller holds every chain while it does."""
    known = ring()
    number = known[-1].number + 1 if known else 1
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    files = f"{number}-{os.urandom(6).hex()}"
    pair = Ed25519PrivateKey.generate()
    public = pair.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    made = {"key": os.urandom(32), "sign": pair.private_bytes_raw(), "pub": public}
    for name, content in made.items():
        _private(f"{files}.{name}", content)
    rows = [asdict(one) for one in known]
    rows.append({"number": number, "since": at.isoformat(), "after": lengths, "files": files})
    _private(f"{files}.ring", json.dumps(rows, indent=1, sort_keys=True, default=dict).encode())
    new, ring_file = folder() / f"{files}.ring", folder() / "ring.json"
    if known:
        new.rename(ring_file)
    else:
        # Of two processes that begin at once one is first; what the other made is not used.
        with contextlib.suppress(FileExistsError):
            os.link(new, ring_file)
        new.unlink()
    return ring()[-1].number


@lru_cache(maxsize=4)
def _derived(secret: str) -> bytes:
    return hmac.new(secret.encode(), b"cauce journal chain", hashlib.sha256).digest()


@lru_cache(maxsize=16)
def _file(path: str, stamp: int) -> bytes:
    return Path(path).read_bytes()


def _content(version: int, kind: str, known: tuple[Version, ...]) -> bytes:
    files = next((one.files for one in known if one.number == version), "none")
    path = _path(f"{files}.{kind}")
    try:
        return _file(path, os.stat(path).st_ino)
    except FileNotFoundError as problem:
        raise KeysLost() from problem


def version_of(chain: str, number: int) -> int:
    """Which version seals this number of this chain."""
    return _sealing(ring(), chain, number)


def _sealing(known: tuple[Version, ...], chain: str, number: int) -> int:
    for version in reversed(known):
        if number > version.after.get(chain, 0):
            return version.number
    return LEGACY


def secret_of(chain: str, number: int) -> bytes:
    """The secret that seals this number of this chain. Raises ``KeysLost``."""
    known = ring()
    version = _sealing(known, chain, number)
    return _derived(settings.SECRET_KEY) if version == LEGACY else _content(version, "key", known)


def sign(message: bytes) -> tuple[int, bytes]:
    """The signature of the newest version over a message, and that version."""
    newest = ring()
    if not newest:
        raise KeysLost()
    secret = Ed25519PrivateKey.from_private_bytes(_content(newest[-1].number, "sign", newest))
    return newest[-1].number, secret.sign(message)


def public(version: int | None = None) -> str:
    """The public half of a version (the newest when none is named), as PEM."""
    known = ring()
    if not known:
        raise KeysLost()
    return _content(version or known[-1].number, "pub", known).decode()


def public_keys() -> dict[int, Ed25519PublicKey]:
    """The public half of every version, to check anchors with."""
    return {one.number: read_public(public(one.number)) for one in ring()}


def read_public(pem: str) -> Ed25519PublicKey:
    """A public key from its PEM. Raises ``ValueError``."""
    found = load_pem_public_key(pem.encode())
    if not isinstance(found, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")
    return found


def holds(key: Public, signature: bytes, message: bytes) -> bool:
    """Whether the signature over the message was made with the other half of this key."""
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
