"""The controls: Cauce with one guard taken out, in a process of a harness, never in the product.

A harness whose control passes proves nothing. ``FAULTS_BREAK`` names what is taken out.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable


class _Nothing(contextlib.ContextDecorator):
    def __enter__(self) -> None:
        return None

    def __exit__(self, *error: object) -> None:
        return None


def _no_transaction() -> None:
    """Every statement commits by itself: a kill between two of them leaves a torn case."""
    from django.db import transaction
    from django.db.models import QuerySet

    def atomic(using=None, savepoint=True, durable=False):
        return using if callable(using) else _Nothing()

    transaction.atomic = atomic
    QuerySet.select_for_update = lambda self, *args, **given: self
    transaction.get_autocommit = lambda using=None: False


def _no_key() -> None:
    """Forms have no key: what is sent twice is done twice."""
    from cauce.custody.journal import door

    door._claim = lambda key, actor, name: None


def _no_version() -> None:
    """The version that was seen is never compared with the newest one."""
    from cauce.cases import sections

    whole = sections.write

    def write(case, kind, content, *, seen, at, by):
        return whole(case, kind, content, seen=sections.latest(case, kind)[0], at=at, by=by)

    sections.write = write


def _no_unique() -> None:
    """No message is unique, and the loop forgets of whom it was reminded."""
    import uuid
    from types import SimpleNamespace

    from cauce.sharing.referrals.actions import chasing
    from cauce.sharing.referrals.models import Referral
    from cauce.staff.notices.actions import queueing
    from cauce.staff.notices.models import Message

    def another(key):
        return f"{key}~{uuid.uuid4().hex[:6]}"

    def always(key, defaults):
        return Message.objects.create(key=another(key), **defaults), True

    def many(messages):
        for one in messages:
            one.key = another(one.key)
        Message.objects.bulk_create(messages)

    remembers = chasing._chased

    def forgets(due, last, at):
        remembers(due, last, at)
        Referral.objects.filter(id__in=[one.id for one, _ in due]).update(chased=0)

    queueing.Message = SimpleNamespace(
        objects=SimpleNamespace(get_or_create=always, filter=Message.objects.filter)
    )
    chasing.queue_many, chasing._chased = many, forgets


def _no_audit() -> None:
    """Reads are neither written down nor counted."""
    from cauce.custody.journal import door, read_limits

    door.append = lambda link: None
    # Counting reads the same table, and so stands in the way by itself.
    read_limits.check = lambda actor, about, at: None


BREAKS: dict[str, Callable[[], None]] = {
    "no_transaction": _no_transaction,
    "no_key": _no_key,
    "no_version": _no_version,
    "no_unique": _no_unique,
    "no_audit": _no_audit,
}


def apply() -> None:
    """Take out what the environment names; settings alone break the rest."""
    BREAKS.get(os.environ.get("FAULTS_BREAK", ""), lambda: None)()
