"""The only look-ups of the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet, Subquery

from cauce.custody.journal.door import check_may
from cauce.rules.dates import zone
from cauce.rules.permissions import Actor
from cauce.staff.notices import rules as mailing

from .models import Confirmation, Mail, Message, Preference

SHOWN = dt.timedelta(days=90)  # how long a notice stands on its page


def latest(actor: Actor, most: int = 100) -> list[Message]:
    """The newest messages. Raises ``Absent`` for whoever may not read the outbox."""
    check_may(actor, "outbox.read")
    return list(Message.objects.order_by("-made_at")[:most])


def mails(actor: Actor, most: int = 30) -> list[Mail]:
    """The newest e-mails. Raises ``Absent`` for whoever may not read the outbox."""
    check_may(actor, "outbox.read")
    return list(Mail.objects.order_by("-made_at")[:most])


def waiting(most: int = 500) -> list[Message]:
    """Messages that nobody was told of and that wait for no daily one, oldest first."""
    rows = Message.objects.filter(sent_at__isnull=True, mail__isnull=True, daily=False)
    return list(rows.order_by("made_at")[:most])


def queue(at: dt.datetime) -> tuple[int, dt.datetime | None]:
    """How many messages and due e-mails wait for the loop, and since when the oldest; None: none waits."""
    messages = Message.objects.filter(sent_at__isnull=True, mail__isnull=True, daily=False)
    found = messages.aggregate(n=Count("*"), oldest=Min("made_at"))
    mails = Mail.objects.filter(next_at__lte=at).aggregate(n=Count("*"), oldest=Min("next_at"))
    since = [one["oldest"] for one in (found, mails) if one["oldest"]]
    return found["n"] + mails["n"], min(since, default=None)


def of(actor: Actor, at: dt.datetime, most: int = 100) -> list[Message]:
    """The actor's own notices of the last months: those not seen yet first, of them what is urgent first,
    the newest first; none of what is closed to them. ``more``: how many others each counts in itself."""
    check_may(actor, "self")
    rows = _own(actor, at).annotate(
        more=Count("folded"), seen=Q(seen_at__isnull=False), first=Q(seen_at=None, urgent=True)
    )
    return list(rows.order_by("seen", "-first", "-made_at")[:most])


def unseen(actor: Actor, at: dt.datetime) -> QuerySet[Message]:
    """The actor's own notices that they have not seen, to be counted."""
    return _own(actor, at).filter(seen_at=None)


def with_unseen(start: str) -> frozenset[str]:
    """Ids of whoever has not seen yet a notice whose key begins so."""
    rows = Message.objects.filter(key__startswith=start, seen_at=None)
    return frozenset(rows.values_list("recipient", flat=True))


def _own(actor: Actor, at: dt.datetime) -> QuerySet[Message]:
    rows = Message.objects.filter(recipient=actor.user, made_at__gte=at - SHOWN, folded_into=None)
    return rows.exclude(about__in=sorted(actor.closed)) if actor.closed else rows


def count_of(user: UUID, at: dt.datetime) -> Subquery:
    """How many notices somebody has not seen, to be counted within a question about something else."""
    rows = Message.objects.filter(
        recipient=str(user), made_at__gte=at - SHOWN, seen_at=None, folded_into=None
    )
    return Subquery(rows.order_by().values("recipient").annotate(n=Count("*")).values("n"))


def preference_of(user: str) -> mailing.Preference:
    """How somebody is told, as they chose it; on their page alone when they chose nothing."""
    row = Preference.objects.filter(recipient=user).first()
    return as_rule(row) if row else mailing.Preference()


def as_rule(row: Preference) -> mailing.Preference:
    """The row as the rules read it."""
    return mailing.Preference(
        row.email,
        row.mode,
        row.hour,
        row.tz,
        row.away_from,
        row.away_to,
        row.stand_in,
        row.confirmed_at is not None,
    )


def asks_for(user: str, at: dt.datetime) -> list[str]:
    """Ids of those who are away now and named this person to be told meanwhile."""
    rows = Preference.objects.filter(stand_in=user)
    return [row.recipient for row in rows if as_rule(row).is_away(at)]


def away(users: Iterable[str], at: dt.datetime) -> dict[str, mailing.Preference]:
    """Of these people (ids), whoever noted that they are away now, with until when; in one question."""
    rows = Preference.objects.filter(recipient__in=list(users), away_from__isnull=False)
    said = {row.recipient: as_rule(row) for row in rows}
    return {id: one for id, one in said.items() if one.is_away(at)}


def away_since(user: str) -> dt.datetime:
    """The first instant of the absence that somebody noted, on their own clock. Raises ``ValueError``
    for whoever noted none."""
    said = preference_of(user)
    if said.away_from is None:
        raise ValueError(f"{user} is not away")
    return dt.datetime.combine(said.away_from, dt.time(), zone(said.tz))


def daily_due(at: dt.datetime) -> list[str]:
    """Ids of those whose daily message is due."""
    rows = Preference.objects.filter(daily_at__lte=at)
    return list(rows.order_by("daily_at").values_list("recipient", flat=True))


def mail_waits(at: dt.datetime) -> bool:
    """Whether an e-mail is due to be tried."""
    return Mail.objects.filter(next_at__lte=at).exists()


def address_of(mail: Mail, at: dt.datetime) -> str:
    """Where an e-mail goes now; '': nowhere any more.

    A code goes to the address that it is to confirm, while it can be typed; anything else to an
    address that was confirmed.
    """
    found = preference_of(mail.recipient)
    if mail.confirmation_id is None:
        return found.email if found.by_mail() else ""
    code = open_code(mail.recipient, at)
    return found.email if code and code.id == mail.confirmation_id else ""


def open_code(user: str, at: dt.datetime) -> Confirmation | None:
    """The code that somebody may type now; None: none was asked for, or it is over."""
    rows = Confirmation.objects.filter(recipient=user, ended_at=None, until__gt=at)
    return rows.order_by("-made_at").first()


def codes_of_a_day(user: str, at: dt.datetime) -> int:
    """How many codes were made for somebody in the last day."""
    since = at - dt.timedelta(days=1)
    return Confirmation.objects.filter(recipient=user, made_at__gt=since).count()


def exists(key: str) -> bool:
    """Whether a message with this key, or one that begins with it and a colon, was ever made."""
    return Message.objects.filter(key__startswith=f"{key}:").exists()


def once(name: str, do: Callable[[Any], object]) -> Callable[[Any], int]:
    """Do it for a row of which the outbox has said nothing under this name yet: 1, else 0."""

    def do_once(row: Any) -> int:
        if exists(f"{name}:{row.id}"):
            return 0
        do(row)
        return 1

    return do_once


def already_made(keys: Iterable[str]) -> set[str]:
    """Those of the keys with which a message was made already."""
    return set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))
