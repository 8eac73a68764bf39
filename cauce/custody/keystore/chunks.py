"""A sealed file: in pieces of 1 MiB that cannot be cut, reordered, doubled or mixed.

Layout: head as in ``aead`` (kind 3) | salt (16) | pieces. The first piece says name, kind and size,
so that none of them stands in clear. Each piece is sealed under a key for this file alone (HKDF of
the case's key and the salt), and its number and whether it is the last one are authenticated with
it. The last piece is padded to a step of 4 KiB. Source: docs/security/keys.md.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from .aead import HEAD, check_head, decrypt, derive, encrypt, head, key_of
from .errors import broken
from .store import count_write, dek

KIND = 3
PIECE, _STEP, _FIRST = 1024 * 1024, 4096, 1024
_OVER = 12 + 16  # nonce and tag of each piece
_SALT = 16


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came: its name, its kind (a media type, "" when not said) and its bytes."""

    name: str
    kind: str
    data: bytes


def is_file(blob: bytes) -> bool:
    """Whether a blob was sealed as a file; older ones were sealed as JSON."""
    return bytes(blob[:1]) == bytes([KIND])


def _aad(start: bytes, context: str, number: int, last: bool) -> bytes:
    return start[:HEAD] + f"{context}|{number}|{int(last)}".encode()


def _pieces(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), PIECE):
        piece = data[at : at + PIECE]
        yield piece + b"\0" * (-len(piece) % _STEP)


def _numbered(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Each piece with its number and whether it is the last one."""
    held: bytes | None = None
    number = 0
    for piece in pieces:
        if held is not None:
            yield number, held, False
            number += 1
        held = piece
    if held is not None:
        yield number, held, True


def seal_file(key_id: UUID, context: str, file: File) -> bytes:
    """Seal a file under the key of a case. Raises ``KeyGone`` or ``KeystoreDown``."""
    about = json.dumps([file.name, file.kind, len(file.data)]).encode()
    if len(about) > _FIRST:
        raise ValueError("the name of a file is too long")
    held = dek(key_id)
    count_write(key_id, held.id)
    start, salt = head(KIND, held), os.urandom(_SALT)
    secret = derive(held.secret, b"cauce file 1", salt=salt)
    out = [start, salt]
    pieces = [about.ljust(_FIRST), *_pieces(file.data)]
    for number, piece, last in _numbered(pieces):
        out.append(encrypt(secret, piece, _aad(start, context, number, last)))
    return b"".join(out)


def _cut(rest: bytes) -> Iterator[bytes]:
    yield rest[: _FIRST + _OVER]
    for at in range(_FIRST + _OVER, len(rest), PIECE + _OVER):
        yield rest[at : at + PIECE + _OVER]


def open_file(key_id: UUID, context: str, blob: bytes) -> File:
    """Open what ``seal_file`` made, whole or not at all. Raises ``Sealed`` or ``KeyGone``."""
    blob = bytes(blob)
    held = dek(key_id, key_of(blob, key_id))
    rest = check_head(KIND, held, blob)
    secret = derive(held.secret, b"cauce file 1", salt=rest[:_SALT])
    opened = [
        decrypt(secret, piece, _aad(blob, context, number, last))
        for number, piece, last in _numbered(_cut(rest[_SALT:]))
    ]
    if not opened:
        raise broken()
    name, kind, size = json.loads(opened[0])
    return File(name, kind, b"".join(opened[1:])[:size])
