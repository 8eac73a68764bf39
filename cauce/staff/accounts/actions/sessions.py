"""Sessions: begun with a proof, seen by their owner, ended by the owner, by time or by a change."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.withdrawing import close
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import User

from ..models import Account, App, Device, Key, PrintedCode, SignIn
from ..proofs import Proof, Wrong
from ._shared import account, end_sessions, own, tell


def _use(proof: Proof, at: dt.datetime) -> None:
    """Use up what was shown; whoever comes second with the same is refused. Raises ``Wrong``."""
    used = 1
    if proof.way == "key":
        rows = Key.objects.filter(id=proof.id)
        # Two answers of one key at once: the later count stands, the earlier one is refused.
        used = (rows.filter(count__lt=proof.count) if proof.count else rows).update(
            count=proof.count, used_at=at
        )
    elif proof.way == "app":
        used = App.objects.filter(id=proof.id, step__lt=proof.count).update(step=proof.count)
    elif proof.way == "codes":
        rows = PrintedCode.objects.filter(id=proof.id, used_at__isnull=True)
        used = close("code", rows, used_at=at)
    if not used:
        raise Wrong()


@act("session.open", requires="self")
def open_session(
    *,
    actor: Actor,
    entry: Entry,
    user: User,
    proof: Proof,
    device: str,
    label: str,
    roles: str,
    at: dt.datetime,
) -> SignIn:
    """Begin a session with a proof, which is used up by it. Raises ``Wrong``."""
    own(actor, user)
    _use(proof, at)
    account(user, at)
    Account.objects.filter(user=user).update(used_at=at)
    used_before = Device.objects.filter(user=user).exists()
    _, new = Device.objects.update_or_create(user=user, digest=device, defaults={"seen_at": at})
    if new and used_before:
        # The first of all is no news: its owner has just enrolled.
        tell(user, "Se inició sesión desde un navegador nuevo.", "Someone signed in from a new browser.", at)
    made = SignIn.objects.create(
        user=user, way=proof.way, label=label, device=device, roles=roles, begun_at=at, seen_at=at
    )
    entry.about("user", user.id, post=min(actor.posts, default=None))
    entry.detail(way=proof.way, session=str(made.id))
    return made


@act("session.prove", requires="self")
def prove(*, actor: Actor, entry: Entry, user: User, proof: Proof, at: dt.datetime) -> None:
    """Use up a proof of who is at the keyboard, before something grave. Raises ``Wrong``."""
    own(actor, user)
    _use(proof, at)
    entry.about("user", user.id)
    entry.detail(way=proof.way)


@act("session.close", requires="self")
def close_session(*, actor: Actor, entry: Entry, session_id: UUID | str, at: dt.datetime) -> None:
    """The person signs out."""
    rows = SignIn.objects.filter(id=session_id, user_id=actor.user, ended_at__isnull=True)
    close("session", rows, ended_at=at, end="closed")
    entry.about("session", session_id)


@act("session.lapse", requires="system.run")
def lapse_session(*, actor: Actor, entry: Entry, session: SignIn, end: str, at: dt.datetime) -> None:
    """A session ends by itself: it rested too long, or its person has other roles now."""
    rows = SignIn.objects.filter(id=session.id, ended_at__isnull=True)
    close("session", rows, ended_at=at, end=end)
    entry.about("session", session.id)
    entry.detail(end=end)


@act("session.revoke", requires="self")
def revoke_session(*, actor: Actor, entry: Entry, session: SignIn, at: dt.datetime) -> None:
    """End one of one's own sessions, from another one."""
    rows = SignIn.objects.filter(id=session.id, user_id=actor.user, ended_at__isnull=True)
    close("session", rows, ended_at=at, end="revoked")
    entry.about("session", session.id)


@act("session.revoke_others", requires="self")
def revoke_others(*, actor: Actor, entry: Entry, user: User, besides: SignIn | None, at: dt.datetime) -> int:
    """End all of one's own sessions but this one; how many there were."""
    ended = end_sessions(user, "revoked", at, besides)
    entry.about("user", user.id)
    entry.detail(sessions=ended)
    return ended
