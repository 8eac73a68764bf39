"""Keys of partners' systems: two people give one, it is shown once, one person ends it at once."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, note
from cauce.rules.permissions import Actor
from cauce.sharing.machines.rules import KEY_LIFE, check_code
from cauce.staff.offices.models import Partner
from cauce.staff.oversight.actions import take

from ..access import KIND, digest_of
from ..models import Machine


@dataclass(frozen=True, slots=True)
class Given:
    """A new key: shown once, kept nowhere."""

    machine: Machine
    key: str


@act("machine.give", requires="machine.keep")
def give_key(
    *, actor: Actor, entry: Entry, partner: Partner, name: str, namespace: str, at: dt.datetime
) -> Given:
    """Make the key that somebody else approved for exactly this partner, system and namespace.

    It ends by itself after a year. Raises ``BadInput`` for a name, ``NotApproved`` without approval.
    """
    payload = {"name": check_code(name, "name"), "namespace": check_code(namespace, "namespace")}
    proposal = take(kind=KIND, about=("partner", str(partner.id)), payload=payload, actor=actor, at=at)
    key = f"cauce_{secrets.token_urlsafe(32)}"
    made = Machine.objects.create(
        partner=partner,
        name=name,
        namespace=namespace,
        key_hash=digest_of(key),
        made_at=at,
        made_by=actor.user,
        expires_at=at + KEY_LIFE,
    )
    entry.about("machine", made.id)
    entry.detail(partner=str(partner.id), proposal=str(proposal.id))
    return Given(made, key)


@act("machine.revoke", requires="machine.keep")
def revoke_key(*, actor: Actor, entry: Entry, machine: Machine, at: dt.datetime) -> None:
    """From now on the key opens nothing. What it answered stays."""
    machine.hold()
    if machine.revoked_at is None:
        machine.revoked_at, machine.revoked_by = at, actor.user
        machine.save(update_fields=["revoked_at", "revoked_by"])
        note("machine", machine.id, by=actor.user)
    entry.about("machine", machine.id)
    entry.detail(partner=str(machine.partner_id))


@again("machine")
def _revoke_again(ids: tuple[str, ...], at: dt.datetime, by: str) -> int:
    rows = Machine.objects.filter(id__in=ids, revoked_at=None)
    return rows.update(revoked_at=at, revoked_by=by)


@effect
def saw(*, machine: Machine, at: dt.datetime) -> None:
    """The last time a key was used in an act, so that one nobody uses is noticed."""
    Machine.objects.filter(id=machine.id).update(seen_at=at)
