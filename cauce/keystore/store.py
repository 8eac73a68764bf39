"""Where the wrapped keys live: their own SQLite file, written before the case that needs them.

A wrap without a case is harmless; a case without a wrap is loss. So ``create_key`` commits (with
fsync) before the caller's transaction does.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

from cauce.rules.errors import CauceError

from .aead import Sealed, unwrap, wrap
from .provider import FileProvider, KeyProvider

_SCHEMA = """
CREATE TABLE IF NOT EXISTS kek (
    post TEXT NOT NULL, version INTEGER NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (post, version)
);
CREATE TABLE IF NOT EXISTS wrap (
    key_id BLOB PRIMARY KEY, post TEXT NOT NULL, version INTEGER NOT NULL, wrapped BLOB NOT NULL
) WITHOUT ROWID;
"""
_local = threading.local()


class KeystoreDown(CauceError):
    """The keystore cannot be reached: nothing sealed can be read or written (fail closed)."""

    id = "keystore_down"


class KeyGone(CauceError):
    """There is no key of this id: the record was shredded, or the keystore is another one."""

    id = "key_gone"


def _gone() -> KeyGone:
    return KeyGone(
        "Este expediente ya no puede leerse: su llave fue destruida.",
        "This record can no longer be read: its key was destroyed.",
    )


def path() -> Path:
    """The file of the keystore, from ``KEYSTORE_URL`` (``sqlite:///path``)."""
    url = settings.KEYSTORE_URL
    if not url.startswith("sqlite:///"):
        raise KeystoreDown(
            "KEYSTORE_URL no se entiende.",
            "KEYSTORE_URL is not understood.",
            cure_es="Escriba sqlite:///ruta.",
            cure_en="Write sqlite:///path.",
        )
    return Path(url.removeprefix("sqlite:///"))


def _open() -> sqlite3.Connection:
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    connection = sqlite3.connect(file, timeout=20, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")
    connection.executescript(_SCHEMA)
    return connection


def connection() -> sqlite3.Connection:
    """This thread's connection; opened anew in a forked process or when the file changes."""
    tag = (os.getpid(), str(path()))
    if getattr(_local, "tag", None) != tag:
        try:
            _local.connection, _local.tag = _open(), tag
        except (sqlite3.Error, OSError) as problem:
            raise KeystoreDown(
                "No se puede abrir el almacén de llaves; no se guardó nada.",
                "The keystore cannot be opened; nothing was saved.",
                cure_es="Avise a quien administra el sistema.",
                cure_en="Tell whoever runs the system.",
            ) from problem
    return _local.connection


@contextmanager
def _answering() -> Iterator[sqlite3.Connection]:
    store = connection()
    try:
        yield store
    except sqlite3.Error as problem:
        raise KeystoreDown(
            "El almacén de llaves no respondió; no se guardó nada.",
            "The keystore did not answer; nothing was saved.",
            cure_es="Intente de nuevo en un momento.",
            cure_en="Try again in a moment.",
        ) from problem


@contextmanager
def _transaction() -> Iterator[sqlite3.Connection]:
    with _answering() as store, _committing(store):
        yield store


@contextmanager
def _committing(store: sqlite3.Connection) -> Iterator[None]:
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
        store.execute("COMMIT")
    except BaseException:
        if store.in_transaction:
            store.execute("ROLLBACK")
        raise


def provider() -> KeyProvider:
    return FileProvider(settings.KEYSTORE_ROOT)


# By the wrapped bytes: a store that was replaced or restored meanwhile never meets an old key.
_keks: dict[bytes, bytes] = {}


def _kek(store: sqlite3.Connection, post: str, version: int) -> bytes:
    row = store.execute(
        "SELECT wrapped FROM kek WHERE post = ? AND version = ?", (post, version)
    ).fetchone()
    if row is None:
        raise _gone()
    if row[0] not in _keks:
        _keks[row[0]] = _opened_by_root(row[0], f"kek|{post}|{version}".encode())
    return _keks[row[0]]


def _opened_by_root(wrapped: bytes, aad: bytes) -> bytes:
    try:
        return provider().unwrap_root(wrapped, aad)
    except (OSError, Sealed) as problem:
        raise KeystoreDown(
            "La raíz de las llaves falta o es otra; no se guardó nada.",
            "The root of the keys is missing or is another one; nothing was saved.",
            cure_es="Avise a quien administra el sistema: hay que devolver el archivo de la raíz.",
            cure_en="Tell whoever runs the system: the file of the root must be put back.",
        ) from problem


def _current_kek(store: sqlite3.Connection, post: str) -> tuple[int, bytes]:
    row = store.execute("SELECT max(version) FROM kek WHERE post = ?", (post,)).fetchone()
    if row[0] is not None:
        return row[0], _kek(store, post, row[0])
    # One root wraps every post: with another one in its place nothing new is made.
    other = store.execute("SELECT post, version FROM kek LIMIT 1").fetchone()
    if other is not None:
        _kek(store, *other)
    secret = os.urandom(32)
    wrapped = provider().wrap_root(secret, f"kek|{post}|1".encode())
    store.execute("INSERT INTO kek VALUES (?, 1, ?)", (post, wrapped))
    return 1, secret


def create_keys(key_ids: Iterable[UUID], post: str) -> None:
    """Make one data-encryption key for each id, wrapped by the post's key; committed on return."""
    with _transaction() as store:
        version, kek = _current_kek(store, post)
        store.executemany(
            "INSERT INTO wrap VALUES (?, ?, ?, ?)",
            [
                (id.bytes, post, version, wrap(kek, os.urandom(32), id.bytes + post.encode()))
                for id in key_ids
            ],
        )


def create_key(key_id: UUID, post: str) -> None:
    """Make the data-encryption key of one case; committed on return."""
    create_keys([key_id], post)


def key(key_id: UUID) -> bytes:
    """The data-encryption key itself (32 bytes), never cached. Raises ``KeyGone``."""
    with _answering() as store:
        row = store.execute(
            "SELECT post, version, wrapped FROM wrap WHERE key_id = ?", (key_id.bytes,)
        ).fetchone()
        if row is None:
            raise _gone()
        return unwrap(_kek(store, row[0], row[1]), row[2], key_id.bytes + row[0].encode())


def keys(key_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """Many data-encryption keys at once, for the bulk door. Raises ``KeyGone`` if one is absent."""
    return {key_id: key(key_id) for key_id in key_ids}


def move_key(key_id: UUID, post: str) -> None:
    """Re-wrap the key for another post: the new wrap replaces the old one in one commit."""
    secret = key(key_id)
    with _transaction() as store:
        version, kek = _current_kek(store, post)
        store.execute(
            "UPDATE wrap SET post = ?, version = ?, wrapped = ? WHERE key_id = ?",
            (post, version, wrap(kek, secret, key_id.bytes + post.encode()), key_id.bytes),
        )
    _forget()


def shred(key_id: UUID) -> None:
    """Destroy the key for ever and truncate the log that still held it; absent is not an error."""
    with _transaction() as store:
        store.execute("DELETE FROM wrap WHERE key_id = ?", (key_id.bytes,))
    _forget()


def _forget() -> None:
    # Until the log is truncated, the bytes of the old wrap are still in it.
    with _answering() as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
