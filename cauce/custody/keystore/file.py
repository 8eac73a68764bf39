"""The keystore's own SQLite file: opened by nobody else, durable, and forgetting what is deleted."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .errors import KeystoreDown, check_mode, closed, silent
from .waiting import EVERY, LONGEST, Patient

# How long a copy of this file may be kept. Together with ``shred`` it is the whole promise of
# docs/security/keys.md: unreadable in every backup within so many days.
KEYSTORE_BACKUP_DAYS = 35

_LAYOUT = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kek (
    post TEXT NOT NULL, version INTEGER NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (post, version)
);
CREATE TABLE IF NOT EXISTS wrap (
    key_id BLOB NOT NULL, dek_id BLOB NOT NULL, post TEXT NOT NULL, version INTEGER NOT NULL,
    wrapped BLOB NOT NULL, added INTEGER NOT NULL DEFAULT 0, writes INTEGER NOT NULL DEFAULT 0,
    retired INTEGER, PRIMARY KEY (key_id, dek_id, post)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS wrap_of_post ON wrap (post, version);
CREATE TABLE IF NOT EXISTS escrow (name TEXT PRIMARY KEY, public BLOB NOT NULL) WITHOUT ROWID;
"""
# Before a key could be renewed or lie under two posts, its id was also the id of the one wrapped.
_FROM_FIRST = """
ALTER TABLE wrap RENAME TO wrap_first;
CREATE TABLE wrap (
    key_id BLOB NOT NULL, dek_id BLOB NOT NULL, post TEXT NOT NULL, version INTEGER NOT NULL,
    wrapped BLOB NOT NULL, added INTEGER NOT NULL DEFAULT 0, writes INTEGER NOT NULL DEFAULT 0,
    retired INTEGER, PRIMARY KEY (key_id, dek_id, post)
) WITHOUT ROWID;
INSERT INTO wrap (key_id, dek_id, post, version, wrapped)
    SELECT key_id, key_id, post, version, wrapped FROM wrap_first;
DROP TABLE wrap_first;
"""
_local = threading.local()


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


def now() -> int:
    """Seconds, for what only tells old from new."""
    return int(time.time())


def _check_private(file: Path) -> None:
    for part in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        if part.exists():
            check_mode(part)


def _update(store: sqlite3.Connection) -> None:
    if store.execute("PRAGMA user_version").fetchone()[0] >= _LAYOUT:
        return
    store.execute("BEGIN IMMEDIATE")
    try:
        columns = [row[1] for row in store.execute("PRAGMA table_info(wrap)")]
        statements = _FROM_FIRST if columns and "dek_id" not in columns else ""
        for statement in (statements + _SCHEMA).split(";"):
            store.execute(statement)
        store.execute("PRAGMA user_version = 2")
        store.execute("COMMIT")
    except BaseException:
        if store.in_transaction:
            store.execute("ROLLBACK")
        raise


def _open() -> sqlite3.Connection:
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    _check_private(file)
    store = sqlite3.connect(file, timeout=0, isolation_level=None, factory=Patient)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("PRAGMA secure_delete=ON")
    store.execute("PRAGMA trusted_schema=OFF")
    _update(store)
    return store


def connection() -> sqlite3.Connection:
    """This thread's connection; opened anew in a forked process or when the file changes."""
    tag = (os.getpid(), str(path()))
    if getattr(_local, "tag", None) != tag:
        try:
            _local.connection, _local.tag = _open(), tag
        except (sqlite3.Error, OSError) as problem:
            raise closed() from problem
    return _local.connection


@contextmanager
def answering() -> Iterator[sqlite3.Connection]:
    """The store; whatever fails in it raises ``KeystoreDown``."""
    store = connection()
    try:
        yield store
    except sqlite3.Error as problem:
        raise silent() from problem


@contextmanager
def transaction() -> Iterator[sqlite3.Connection]:
    """Everything inside is committed with fsync, or nothing of it."""
    with answering() as store:
        store.execute("BEGIN IMMEDIATE")
        try:
            yield store
            store.execute("COMMIT")
        except BaseException:
            if store.in_transaction:
                store.execute("ROLLBACK")
            raise


def erase_log() -> None:
    """Until the log is truncated, the bytes of what was deleted are still in it.

    Somebody reading keeps a part of it: then the next call, or the next ``cauce tick``, ends it.
    """
    with answering() as store:
        until = time.monotonic() + LONGEST
        while store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() >= until:
                return
            time.sleep(EVERY)
