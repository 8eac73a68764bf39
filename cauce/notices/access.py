"""The only look-ups of the outbox."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.journal.door import check_may
from cauce.rules.permissions import Actor

from .models import Message


def latest(actor: Actor, most: int = 100) -> list[Message]:
    """The newest messages. Raises ``Absent`` for whoever may not read the outbox."""
    check_may(actor, "outbox.read")
    return list(Message.objects.order_by("-made_at")[:most])


def waiting(most: int = 500) -> list[Message]:
    """Messages that have not left, oldest first."""
    return list(Message.objects.filter(sent_at__isnull=True).order_by("made_at")[:most])


def exists(key: str) -> bool:
    """Whether a message with this key, or one that begins with it and a colon, was ever made."""
    return Message.objects.filter(key__startswith=f"{key}:").exists()


def made(keys: Iterable[str]) -> set[str]:
    """Those of the keys with which a message was made already."""
    return set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))
