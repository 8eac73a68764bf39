"""The only writes of the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cauce.journal.door import Entry, act, effect
from cauce.rules.permissions import Actor

from .models import Message


@effect
def queue(*, key: str, recipient: str, subject: str, body: str, at: dt.datetime) -> bool:
    """Put a neutral message in the outbox unless one with this key exists; True when it is new."""
    _, new = Message.objects.get_or_create(
        key=key,
        defaults={"recipient": recipient, "subject": subject, "body": body, "made_at": at},
    )
    return new


@effect
def queue_many(messages: Iterable[Message]) -> None:
    """Put many neutral messages in the outbox; one whose key exists already is not put again."""
    Message.objects.bulk_create(messages, batch_size=500, ignore_conflicts=True)


@effect
def cancel(*, start: str) -> int:
    """Drop messages that have not left whose key begins so: nobody needs to be told any more."""
    return Message.objects.filter(key__startswith=start, sent_at__isnull=True).delete()[0]


@act("notices.sent", requires="system.run")
def mark_sent(*, actor: Actor, entry: Entry, ids: list[int], at: dt.datetime) -> int:
    """Note that these messages left; the demonstration only shows them on the outbox page."""
    entry.about("notices", "outbox")
    entry.detail(messages=len(ids))
    return Message.objects.filter(id__in=ids, sent_at__isnull=True).update(sent_at=at)
