"""A message is put in the outbox, once for its key, by the act that it follows from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
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
) -> bool:
    """Put a neutral message in the outbox unless one with this key exists; True when it is new.

    ``about``: the case that it is told of, or its key; None: it is told of no case. A party to that case is
    never told, whoever asks for it. ``urgent``: whoever is told once a day is told of this one at once.
    """
    said = {"subject": subject, "body": body, "made_at": at, "urgent": urgent}
    return any(_put(key, one, about, said) for one in _open([recipient], about))


@effect
def queue_each(
    people: Iterable[object],
    *,
    key: str,
    about: UUID | None,
    subject: str,
    body: str,
    at: dt.datetime,
    urgent: bool = False,
    kept: bool = False,
) -> int:
    """The same for each of these people (accounts, or their ids), whose id ends the key; how many are new.

    ``kept``: it lies in the outbox, for nobody, even where nobody is left to be told: so it is found once,
    and not at every round.
    """
    told = _open(dict.fromkeys(str(getattr(one, "id", one)) for one in people), about)
    said = {"subject": subject, "body": body, "made_at": at, "urgent": urgent}
    return sum(_put(f"{key}:{one}", one, about, said) for one in told or (["nobody"] if kept else []))


def _open(recipients: Iterable[str], about: UUID | None) -> list[str]:
    """Those of them to whom the case is not closed."""
    asked, named = list(recipients), str(about or "")
    closed = closed_of(asked) if named else {}
    return [one for one in asked if named not in closed.get(one, ())]


def _put(key: str, recipient: str, about: UUID | None, said: dict[str, Any]) -> bool:
    if len(key) > LONGEST:
        raise ValueError(f"a key of {len(key)} letters; {LONGEST} are kept")  # SQLite would take it
    told = said | {"recipient": recipient, "about": str(about or "")}
    return Message.objects.get_or_create(key=key, defaults=told)[1]


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


@effect
def answered(*, start: str, at: dt.datetime) -> None:
    """Somebody did what messages ask whose key begins so: they call nobody any more, here or by e-mail."""
    rows = Message.objects.filter(key__startswith=start)
    rows.filter(sent_at=None, mail=None).update(sent_at=at, seen_at=at)
    rows.filter(seen_at=None).update(seen_at=at)
