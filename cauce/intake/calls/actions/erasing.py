"""What was said in a call ends: it became a case, was answered, or its time is over."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import shred
from cauce.rules.permissions import Actor

from ..models import Call, CallTry


@act("call.erase", requires="system.run", on="call")
def erase(*, actor: Actor, entry: Entry, call: Call, at: dt.datetime) -> None:
    """Destroy the key of a call; that there was one, and how it ended, stays."""
    entry.about("call", call.id, post=call.post_id)
    if call.closed_at is None:
        call.closed_at, call.closed_by, call.outcome = at, actor.user, "not_reached"
    shred(call.key_id)
    call.shredded, call.sealed, call.next_at = True, b"", None
    call.save()
    CallTry.objects.filter(call=call).update(sealed=b"")
