"""Where the wrapped keys live: their own SQLite file, written before the case that needs them.

A wrap without a case is harmless; a case without a wrap is loss. So ``create_key`` commits (with
fsync) before the caller's transaction does. A key (``key_id``) is what a case names; what seals is
a data key under it (``dek_id``): one, until it is renewed. Each lies wrapped under the post.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from .aead import DataKey
from .errors import KeyGone, KeystoreDown, Sealed, gone
from .file import (
    answering,
    connection,
    erase_log,
    now,
    path,
    transaction,
)
from .kek import KekRef
from .provider import holder, provider

__all__ = [
    "KeyGone",
    "KeystoreDown",
    "check_root",
    "connection",
    "create_key",
    "create_keys",
    "key",
    "keys",
    "path",
    "shred",
    "shred_many",
]

# Writes are counted by chance, one in so many, so that a seal costs no commit in this store.
SAMPLE = 4096
MOST_WRITES = 2**24  # then the key is renewed, far below the 2^32 of NIST SP 800-38D, 8.3


@dataclass(frozen=True, slots=True)
class Wrap:
    """One row: a data key under a version of a post's key. ``retired`` None: it is in use."""

    key_id: UUID
    dek_id: UUID
    kek: KekRef
    wrapped: bytes
    retired: int | None


def _aad(key_id: UUID, dek_id: UUID, post: str) -> bytes:
    # The first data key of a key bears its id; what was bound before there were others stays valid.
    return key_id.bytes + (b"" if dek_id == key_id else dek_id.bytes) + post.encode()


def wraps(store: sqlite3.Connection, key_id: UUID) -> list[Wrap]:
    """The data keys of one key, that in use first, in one reading of the file. Raises ``KeyGone``."""
    rows = store.execute(
        "SELECT w.dek_id, w.post, w.version, w.wrapped, w.retired, k.wrapped FROM wrap w"
        " LEFT JOIN kek k ON k.post = w.post AND k.version = w.version"
        " WHERE w.key_id = ? ORDER BY w.retired IS NOT NULL, w.added DESC",
        (key_id.bytes,),
    ).fetchall()
    if not rows or any(row[5] is None for row in rows):
        raise gone()
    return [
        Wrap(key_id, UUID(bytes=dek), KekRef(post, version, material), wrapped, retired)
        for dek, post, version, wrapped, retired, material in rows
    ]


def opened(wrap: Wrap) -> bytes:
    """The data key of a row. Raises ``Sealed`` when the row was altered."""
    aad = _aad(wrap.key_id, wrap.dek_id, wrap.kek.post)
    return holder(wrap.kek).unwrap(wrap.kek, wrap.wrapped, aad)


def put(
    store: sqlite3.Connection,
    kek: KekRef,
    key_id: UUID,
    dek_id: UUID,
    dek: bytes,
    *,
    writes: int = 0,
    retired: int | None = None,
) -> None:
    """Write a data key under a post's key, in the place of one that lay under that post."""
    wrapped = holder(kek).wrap(kek, dek, _aad(key_id, dek_id, kek.post))
    store.execute(
        "INSERT OR REPLACE INTO wrap VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (key_id.bytes, dek_id.bytes, kek.post, kek.version, wrapped, now(), writes, retired),
    )


def keks(store: sqlite3.Connection, post: str) -> list[KekRef]:
    """The versions of a post's key, newest first."""
    rows = store.execute(
        "SELECT post, version, wrapped FROM kek WHERE post = ? ORDER BY version DESC", (post,)
    )
    return [KekRef(*row) for row in rows]


def add_kek(store: sqlite3.Connection, post: str) -> KekRef:
    """Make the next version of a post's key."""
    held = keks(store, post)
    made = provider().new_version(post, held[0].version + 1 if held else 1)
    store.execute("INSERT INTO kek VALUES (?, ?, ?)", (made.post, made.version, made.material))
    return made


def current_kek(store: sqlite3.Connection, post: str) -> KekRef:
    """The post's key in use; made when it has none."""
    held = keks(store, post)
    if held:
        return held[0]
    # With another root or module in the place of the right one, nothing new is made.
    _probe(store)
    return add_kek(store, post)


def _probe(store: sqlite3.Connection) -> None:
    other = store.execute("SELECT post, version, wrapped FROM kek LIMIT 1").fetchone()
    if other is not None:
        ref = KekRef(*other)
        holder(ref).wrap(ref, b"\0" * 32, b"probe")


def check_root() -> None:
    """Raise ``KeystoreDown``, ``KeyGone`` or ``Sealed`` where the root in use opens not what lies here."""
    with answering() as store:
        _probe(store)


def create_keys(key_ids: Iterable[UUID], post: str) -> None:
    """Make one data-encryption key for each id, wrapped by the post's key; committed on return."""
    with transaction() as store:
        kek = current_kek(store, post)
        for key_id in key_ids:
            put(store, kek, key_id, key_id, os.urandom(32))


def create_key(key_id: UUID, post: str) -> None:
    """Make the data-encryption key of one case; committed on return."""
    create_keys([key_id], post)


def _read(key_id: UUID, dek_id: UUID | None) -> DataKey:
    with answering() as store:
        held = wraps(store, key_id)
    wanted = [one for one in held if dek_id in (None, one.dek_id)]
    if not wanted:
        raise Sealed(
            "Esta parte del expediente se cerró con una llave que ya no existe.",
            "This part of the record was sealed with a key that no longer exists.",
        )
    return DataKey(wanted[0].dek_id, opened(wanted[0]))


def dek(key_id: UUID, dek_id: UUID | None = None) -> DataKey:
    """A data key of a key; ``dek_id`` None: that in use. Never kept. Raises ``KeyGone``, ``Sealed``."""
    try:
        return _read(key_id, dek_id)
    except (KeyGone, Sealed):
        # A rotation may have destroyed the version between reading the row and opening it.
        return _read(key_id, dek_id)


def key(key_id: UUID) -> bytes:
    """The data-encryption key in use (32 bytes), never cached. Raises ``KeyGone``."""
    return dek(key_id).secret


def keys(key_ids: Iterable[UUID]) -> dict[UUID, DataKey]:
    """Many data-encryption keys at once, for the bulk door. Raises ``KeyGone`` if one is absent."""
    return {key_id: dek(key_id) for key_id in key_ids}


def _by_chance() -> bool:
    return int.from_bytes(os.urandom(2)) % SAMPLE == 0


def count_write(key_id: UUID, dek_id: UUID) -> None:
    """Add to the writes of a data key; the count is right to some parts in a hundred."""
    if not _by_chance():
        return
    with transaction() as store:
        store.execute(
            "UPDATE wrap SET writes = writes + ? WHERE key_id = ? AND dek_id = ?",
            (SAMPLE, key_id.bytes, dek_id.bytes),
        )


def shred(key_id: UUID) -> None:
    """Destroy the key for ever and truncate the log that still held it; absent is not an error."""
    shred_many([key_id])


def shred_many(key_ids: Iterable[UUID]) -> None:
    """The same for many keys at once: all of them are gone, or none is."""
    with transaction() as store:
        store.executemany("DELETE FROM wrap WHERE key_id = ?", [(key_id.bytes,) for key_id in key_ids])
    erase_log()
