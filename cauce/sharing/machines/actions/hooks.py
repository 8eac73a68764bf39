"""Where a partner's system is told: set by one person, signed with a secret shown once."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
import uuid
from dataclasses import dataclass

from django.conf import settings

from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import create_key, shred
from cauce.rules.permissions import Actor
from cauce.sharing.machines.rules import check_address
from cauce.sharing.referrals.access_machines import last_step
from cauce.staff.offices.models import NETWORK, Partner

from ..models import Hook


@dataclass(frozen=True, slots=True)
class NewHook:
    """A new address with its secret: shown once; only what signs keeps it, sealed."""

    hook: Hook
    secret: str


def _end(hook: Hook, by: str, at: dt.datetime) -> None:
    hook.revoked_at, hook.revoked_by = at, by
    hook.save(update_fields=["revoked_at", "revoked_by"])
    note("hook", hook.id, by=by)
    shred(hook.id)


@again("hook")
def _end_again(ids: tuple[str, ...], at: dt.datetime, by: str) -> int:
    rows = list(Hook.objects.filter(id__in=ids, revoked_at=None))
    for row in rows:
        _end(row, by, at)
    return len(rows)


@act("hook.set", requires="machine.keep")
def set_hook(*, actor: Actor, entry: Entry, partner: Partner, url: str, at: dt.datetime) -> NewHook:
    """Tell this partner here from now on, instead of anywhere before. Raises ``BadInput``.

    What waited for the address before is not told at the new one: whose it is has changed, and a
    system that asks finds everything.
    """
    check_address(url, here=settings.HOOKS_TO_HERE)
    for old in Hook.objects.select_for_update().filter(partner=partner, revoked_at=None):
        _end(old, actor.user, at)
    id, secret = uuid.uuid4(), "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    create_key(id, NETWORK)
    made = Hook(id=id, partner=partner, url=url.strip(), since=last_step(), made_at=at, made_by=actor.user)
    made.secret = Hook.secret.seal(made, secret)
    made.save(force_insert=True)
    entry.about("hook", made.id)
    entry.detail(partner=str(partner.id))
    return NewHook(made, secret)


@act("hook.revoke", requires="machine.keep")
def revoke_hook(*, actor: Actor, entry: Entry, hook: Hook, at: dt.datetime) -> None:
    """Nothing more is told there; its secret is destroyed."""
    hook.hold()
    if hook.revoked_at is None:
        _end(hook, actor.user, at)
    entry.about("hook", hook.id)
    entry.detail(partner=str(hook.partner_id))
