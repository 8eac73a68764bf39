"""Silence is chased on fixed days and ends in «no answer in time», so that nobody waits for ever."""

from __future__ import annotations

import datetime as dt

from cauce.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.rules.referral import WAITING

from ..facts import agreed_now
from ..models import Referral
from ._shared import destroy_shared, take_step, tell_officer, tell_partner


@act("referral.chase", requires="system.run", on="referral")
def chase(*, actor: Actor, entry: Entry, referral: Referral, day: int, at: dt.datetime) -> None:
    """Remind the receiver and tell the officer; each reminder exists once.

    Nothing is said when the receiver decided meanwhile, or her yes no longer stands.
    """
    entry.about("referral", referral.id, post=referral.case.post_id)
    entry.detail(day=day)
    if referral.state not in WAITING or not agreed_now(referral, at):
        return  # decided meanwhile, or her yes is over: nobody outside is told anything
    key = f"chase:{referral.id}:{day}"
    tell_partner(referral, key=key, at=at,
                 body="Una solicitud espera su respuesta. / A request waits for your answer.")  # fmt: skip
    tell_officer(referral, key=f"{key}:officer", at=at,
                 body="Una solicitud sigue sin respuesta. / A request is still unanswered.")  # fmt: skip


@act("referral.expire", requires="system.run", on="referral")
def expire(*, actor: Actor, entry: Entry, referral: Referral, at: dt.datetime) -> None:
    """The time to answer is over: it expires, what was shared is destroyed, the officer
    looks for another provider."""
    entry.about("referral", referral.id, post=referral.case.post_id)
    if referral.state not in WAITING:
        return  # the receiver decided, or it was withdrawn, since it was found due
    take_step(referral, "expire", side="system", by=actor.user, at=at)
    destroy_shared(referral)
    tell_officer(referral, key=f"expired:{referral.id}", at=at,
                 body="Una solicitud venció sin respuesta. / A request expired unanswered.")  # fmt: skip
