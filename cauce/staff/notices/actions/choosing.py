"""How somebody wants to be told, and that they have seen it."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act, effect
from cauce.rules.permissions import Actor
from cauce.staff.notices import rules as mailing

from ..models import Message, Preference
from .confirming import end_codes


@effect
def keep_preference(*, user: str, chosen: mailing.Preference, at: dt.datetime) -> bool:
    """Keep what was chosen, already checked; the next daily message is at the next chosen hour.

    Whether the address was confirmed before: one that changed is not any more.
    Whoever is told at once from now on is also told of what waited for the daily message.
    """
    held = Preference.objects.filter(recipient=user).first()
    same = held is not None and held.email == chosen.email
    confirmed_at = held.confirmed_at if held is not None and same else None
    daily = chosen.mode == mailing.DAILY
    Preference.objects.update_or_create(
        recipient=user,
        defaults={
            "email": chosen.email,
            "mode": chosen.mode,
            "hour": chosen.hour,
            "tz": chosen.tz,
            "away_from": chosen.away_from,
            "away_to": chosen.away_to,
            "stand_in": chosen.stand_in,
            "daily_at": mailing.next_hour(chosen, at) if daily else None,
            "confirmed_at": confirmed_at,
        },
    )
    if not daily:
        Message.objects.filter(recipient=user, daily=True, sent_at=None).update(daily=False)
    if not same:
        end_codes(user=user, at=at)
    return confirmed_at is not None


@act("notices.see", requires="self")
def see(*, actor: Actor, entry: Entry, at: dt.datetime) -> int:
    """The actor has seen what stands on their page; how many were new."""
    entry.about("user", actor.user)
    new = Message.objects.filter(recipient=actor.user, seen_at=None, made_at__lte=at)
    count = new.update(seen_at=at)
    entry.detail(messages=count)
    return count
