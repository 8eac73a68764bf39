"""A key goes from one post to another, and nothing is lost wherever it is cut.

``move_key`` adds a wrap under the new post; the caller commits the case and the journal; then
``settle_key`` deletes the old wrap. In between the key opens under both. What a crash left is ended
by ``recover``, which asks whoever owns the keys which post each belongs to: the store knows no case.
"""

from __future__ import annotations

from uuid import UUID

from cauce.custody.features import asked

from .file import answering, erase_log, now, transaction
from .store import current_kek, opened, put, wraps

# Longer than any transfer takes: a younger second wrap belongs to one that is still under way.
UNDER_WAY = 10 * 60


def move_key(key_id: UUID, post: str) -> None:
    """Wrap the key for another post too; committed on return. The old wrap stays until settled."""
    with transaction() as store:
        held = wraps(store, key_id)
        have = {one.dek_id for one in held if one.kek.post == post}
        kek = current_kek(store, post)
        for one in held:
            if one.dek_id not in have:
                have.add(one.dek_id)
                put(store, kek, key_id, one.dek_id, opened(one), retired=one.retired)


def settle_key(key_id: UUID, post: str) -> None:
    """The key belongs to this post alone: every wrap under another one is deleted for good."""
    move_key(key_id, post)  # nothing, unless the wrap for this post is missing
    with transaction() as store:
        store.execute("DELETE FROM wrap WHERE key_id = ? AND post <> ?", (key_id.bytes, post))
    erase_log()


def unsettled(*, older: int = UNDER_WAY) -> list[UUID]:
    """Keys that lie under more than one post for longer than a transfer takes."""
    with answering() as store:
        rows = store.execute(
            "SELECT key_id FROM wrap GROUP BY key_id HAVING count(DISTINCT post) > 1 AND max(added) <= ?",
            (now() - older,),
        )
        return [UUID(bytes=row[0]) for row in rows]


def recover(*, older: int = UNDER_WAY) -> int:
    """End every transfer that was cut, towards the post its owner names; how many.

    A key nobody owns is left as it is: it opens, and nothing of it is lost.
    """
    left = unsettled(older=older)
    done = 0
    for _, posts_of in asked("posts_of_keys") if left else ():
        for key_id, post in posts_of(left).items():
            settle_key(key_id, post)
            done += 1
    return done
