"""A message is put in the outbox, once for its key, by the act that it follows from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from cauce.custody.features import closed_of
from cauce.custody.journal.door import effect

from ..models import Message

LONGEST = 120  # of a key


@effect
def queue(
    *,
    key: str,
    recipient: str,
    about: UUID | None,
    subject: str,
    body: str,
    at: dt.datetime,
    urgent: bool = False,
    like: str = "",
) -> bool:
    """Put a neutral message in the outbox unless one with this key exists; True when it is new.

    ``about``: the case that it is told of, or its key; None: it is told of no case. A party to that case is
    never told, whoever asks for it. ``urgent``: whoever is told once a day is told of this one at once.
    ``like``: while they have not seen one whose key begins so, they are not told again.
    """
    if len(key) > LONGEST:
        raise ValueError(f"a key of {len(key)} letters; {LONGEST} are kept")  # SQLite would take it
    named = str(about or "")
    if named and named in closed_of([recipient]).get(recipient, ()):
        return False
    if like and Message.objects.filter(recipient=recipient, key__startswith=like, seen_at=None).exists():
        return False
    said = {"recipient": recipient, "about": named, "subject": subject, "body": body}
    _, new = Message.objects.get_or_create(key=key, defaults=said | {"made_at": at, "urgent": urgent})
    return new


@effect
def queue_folded(
    *,
    key: str,
    like: str,
    within: dt.timedelta,
    recipient: str,
    subject: str,
    body: str,
    at: dt.datetime,
    urgent: bool = False,
) -> bool:
    """The same, of no case, but where a notice of its kind lies unseen it is counted in that one, and nobody
    is told again: whoever sends a thousand puts no thousand lines before the one that matters.

    ``like``: how the keys of its kind begin. ``within``: after so long a new line stands all the same.
    What is urgent is counted in what is urgent alone.
    """
    held = (
        Message.objects.filter(
            recipient=recipient,
            key__startswith=like,
            urgent=urgent,
            seen_at=None,
            folded_into=None,
            made_at__gt=at - within,
        )
        .order_by("made_at")
        .first()
    )
    new = queue(key=key, recipient=recipient, about=None, subject=subject, body=body, at=at, urgent=urgent)
    if new and held is not None:
        Message.objects.filter(key=key).update(folded_into=held, sent_at=at, seen_at=at)
    return new


@effect
def queue_many(messages: Iterable[Message]) -> None:
    """Put many neutral messages in the outbox; one whose key exists already is not put again, and one for a
    party to the case that it is about never."""
    rows = list(messages)
    closed = closed_of({row.recipient for row in rows if row.about})
    told = [row for row in rows if not row.about or row.about not in closed.get(row.recipient, ())]
    Message.objects.bulk_create(told, batch_size=500, ignore_conflicts=True)


@effect
def withhold(*, recipient: str, closed: Iterable[str]) -> None:
    """What is closed to somebody from now on is told to them no more: what has not left yet never does."""
    rows = Message.objects.filter(recipient=recipient, about__in=list(closed))
    rows.filter(sent_at__isnull=True, mail__isnull=True).delete()


@effect
def silence(ids: Iterable[object], *, but: tuple[str, ...] = ()) -> int:
    """Drop every message that nobody was told of and whose key names one of these things; how many.

    ``but``: beginnings of keys of those that still leave.
    """
    named = Q(pk__in=())
    for one in ids:
        named |= Q(key__contains=str(one))
    stays = Q(pk__in=())
    for start in but:
        stays |= Q(key__startswith=start)
    rows = Message.objects.filter(named, sent_at__isnull=True, mail__isnull=True)
    return rows.exclude(stays).delete()[0]


@effect
def cancel(*, start: str) -> int:
    """Drop messages that nobody was told of whose key begins so: nobody needs to be told any more."""
    return Message.objects.filter(key__startswith=start, sent_at__isnull=True, mail__isnull=True).delete()[0]
