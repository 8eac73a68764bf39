"""New keys while everybody works: of a post, of one case, and of the root.

A rotation of a post's key wraps every data key again and destroys the old version once nothing lies
under it. Renewing a case's key is in two steps: a new data key from now on, and the old one destroyed
when its owner says that nothing is sealed with it any more.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from .errors import KeyGone, gone
from .file import answering, erase_log, now, transaction
from .kek import KekRef
from .provider import holder, provider
from .provider_file import FileProvider
from .store import MOST_WRITES, Wrap, add_kek, current_kek, keks, opened, put, wraps

BATCH = 250  # data keys wrapped in one commit: others wait no longer than this takes
# A request that began under the old data key is long over by then.
GRACE = 15 * 60


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did: the post, its version now, keys wrapped again, versions destroyed."""

    post: str
    version: int
    wrapped: int
    destroyed: int


def posts() -> list[str]:
    """Posts that have a key."""
    with answering() as store:
        return [row[0] for row in store.execute("SELECT DISTINCT post FROM kek ORDER BY post")]


def _next(post: str, version: int) -> int:
    """Wrap one batch again; how many there were."""
    with transaction() as store:
        rows = store.execute(
            "SELECT w.key_id, w.dek_id, w.wrapped, w.writes, w.retired, w.added, k.post, k.version,"
            " k.wrapped FROM wrap w JOIN kek k ON k.post = w.post AND k.version = w.version"
            " WHERE w.post = ? AND w.version <> ? LIMIT ?",
            (post, version, BATCH),
        ).fetchall()
        new = next(one for one in keks(store, post) if one.version == version)
        for key_id, dek_id, wrapped, writes, retired, added, *kek in rows:
            old = Wrap(UUID(bytes=key_id), UUID(bytes=dek_id), KekRef(*kek), wrapped, retired)
            put(store, new, old.key_id, old.dek_id, opened(old), writes=writes, retired=retired)
            # When it was added tells a transfer under way from one that was cut; that stays.
            store.execute(
                "UPDATE wrap SET added = ? WHERE key_id = ? AND dek_id = ? AND post = ?",
                (added, key_id, dek_id, post),
            )
        return len(rows)


def _destroy_unused(post: str) -> int:
    """Destroy versions of a post's key under which nothing lies, but never the newest."""
    with transaction() as store:
        idle = [
            one
            for one in keks(store, post)[1:]
            if not store.execute(
                "SELECT 1 FROM wrap WHERE post = ? AND version = ? LIMIT 1", (post, one.version)
            ).fetchone()
        ]
        for one in idle:
            # Before its row: cut in between, the row is left and the next rotation ends it.
            holder(one).destroy(one)
            store.execute("DELETE FROM kek WHERE post = ? AND version = ?", (one.post, one.version))
    return len(idle)


def rotate(post: str) -> Rotated:
    """A new key for a post, everything wrapped again, the old ones destroyed. Interrupted, the
    next rotation ends it. Raises ``KeyGone`` for a post that has no key."""
    with transaction() as store:
        if not keks(store, post):
            raise gone()
        new = add_kek(store, post)
    wrapped = 0
    while done := _next(post, new.version):
        wrapped += done
    destroyed = _destroy_unused(post)
    erase_log()
    return Rotated(post, new.version, wrapped, destroyed)


def rotate_root() -> int:
    """A new root in the file, the keys of all posts wrapped again under it; how many.

    For the time between, the file holds both roots, so that it may be interrupted anywhere.
    """
    chosen = provider()
    if not isinstance(chosen, FileProvider):
        return 0  # the module has no root of ours
    chosen.write_roots([os.urandom(32), *chosen.roots()])
    with transaction() as store:
        rows = [KekRef(*row) for row in store.execute("SELECT post, version, wrapped FROM kek")]
        own = [ref for ref in rows if holder(ref) is chosen]
        for ref in own:
            again = chosen.close_kek(ref.post, ref.version, chosen.open_kek(ref))
            store.execute(
                "UPDATE kek SET wrapped = ? WHERE post = ? AND version = ?",
                (again.material, ref.post, ref.version),
            )
    chosen.write_roots(chosen.roots()[:1])
    erase_log()
    return len(own)


def renew(key_id: UUID) -> UUID:
    """A new data key for what is sealed from now on; what was sealed still opens. Its id."""
    with transaction() as store:
        held = wraps(store, key_id)
        dek_id, secret = uuid4(), os.urandom(32)
        store.execute(
            "UPDATE wrap SET retired = ? WHERE key_id = ? AND retired IS NULL",
            (now(), key_id.bytes),
        )
        for post in {one.kek.post for one in held}:
            put(store, current_kek(store, post), key_id, dek_id, secret)
    return dek_id


def in_use(key_id: UUID) -> UUID:
    """The id of the data key with which this key seals now."""
    with answering() as store:
        return wraps(store, key_id)[0].dek_id


def worn_out() -> list[UUID]:
    """Keys whose data key has sealed as much as one may."""
    with answering() as store:
        rows = store.execute(
            "SELECT DISTINCT key_id FROM wrap WHERE retired IS NULL AND writes >= ?",
            (MOST_WRITES,),
        )
        return [UUID(bytes=row[0]) for row in rows]


def retired(*, older: int = GRACE) -> dict[UUID, set[UUID]]:
    """For each key its data keys that were replaced longer ago than any request lasts."""
    found: dict[UUID, set[UUID]] = {}
    with answering() as store:
        rows = store.execute("SELECT DISTINCT key_id, dek_id FROM wrap WHERE retired <= ?", (now() - older,))
        for key_id, dek_id in rows:
            found.setdefault(UUID(bytes=key_id), set()).add(UUID(bytes=dek_id))
    return found


def destroy_retired(
    used: Callable[[UUID], set[UUID]], *, older: int = GRACE
) -> tuple[list[UUID], list[UUID]]:
    """Destroy replaced data keys; ``used`` tells which a key's blobs still name.

    Gives back the keys that are done, and those that still have something under an old one.
    """
    done, left = [], []
    for key_id, old in retired(older=older).items():
        try:
            idle = old - used(key_id)
        except KeyGone:
            idle = old
        with transaction() as store:
            for dek_id in idle:
                store.execute(
                    "DELETE FROM wrap WHERE key_id = ? AND dek_id = ? AND retired IS NOT NULL",
                    (key_id.bytes, dek_id.bytes),
                )
        (done if idle == old else left).append(key_id)
    if done:
        erase_log()
    return done, left
