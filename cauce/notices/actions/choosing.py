"""How somebody wants to be told, and that they have seen it."""

from __future__ import annotations

import datetime as dt

from cauce.journal.door import Entry, act, effect
from cauce.rules import mailing
from cauce.rules.permissions import Actor

from ..models import Message, Preference


@effect
def keep_preference(*, user: str, chosen: mailing.Preference, at: dt.datetime) -> None:
    """Keep what was chosen, already checked; the next daily message is at the next chosen hour.

    Whoever is told at once from now on is also told of what waited for the daily message.
    """
    daily = chosen.mode == mailing.DAILY
    Preference.objects.update_or_create(
        recipient=user,
        defaults={
            "email": chosen.email, "mode": chosen.mode, "hour": chosen.hour, "tz": chosen.tz,
            "away_from": chosen.away_from, "away_to": chosen.away_to, "stand_in": chosen.stand_in,
            "daily_at": mailing.next_hour(chosen, at) if daily else None,
        },
    )  # fmt: skip
    if not daily:
        Message.objects.filter(recipient=user, daily=True, sent_at=None).update(daily=False)


@act("notices.see", requires="self")
def see(*, actor: Actor, entry: Entry, at: dt.datetime) -> int:
    """The actor has seen what stands on their page; how many were new."""
    entry.about("user", actor.user)
    new = Message.objects.filter(recipient=actor.user, seen_at=None, made_at__lte=at)
    count = new.update(seen_at=at)
    entry.detail(messages=count)
    return count
