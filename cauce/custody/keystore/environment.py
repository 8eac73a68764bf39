"""Which network these keys belong to: a server of another one must not open anything with them."""

from __future__ import annotations

from .file import answering


def claim(name: str) -> str:
    """The network of this keystore; the first that asks names it."""
    with answering() as store:
        store.execute("CREATE TABLE IF NOT EXISTS environment (name TEXT NOT NULL)")
        store.execute("BEGIN IMMEDIATE")
        try:
            row = store.execute("SELECT name FROM environment").fetchone()
            if row is None:
                store.execute("INSERT INTO environment VALUES (?)", (name,))
            store.execute("COMMIT")
        except BaseException:
            store.execute("ROLLBACK")
            raise
    return name if row is None else str(row[0])
