"""The loop looks whether somebody who is asked for may be here, hours away from whoever asked."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from cauce.cases.access_asked import still_attended
from cauce.cases.models import Case
from cauce.journal.door import Entry, act, effect
from cauce.keystore import seal, shred
from cauce.notices.actions import queue
from cauce.rules.messages import BLOCKED, DANGER, next_hour
from cauce.rules.permissions import Actor

from .. import access_passing
from ..contexts import passing_context
from ..models import Passing, Request

AGAIN = dt.timedelta(hours=23)
WAITS = "Hay un recado que ver; está en Recados. / There is a message to see; see Messages."
WARNS = ("Alguien preguntó por una persona que usted atiende, y no debía; véalo hoy en Recados. / "
         "Somebody asked for a person whom you attend, and should not; see it today in Messages.")  # fmt: skip


@act("message.look", requires="system.run")
def look_for(
    *, actor: Actor, entry: Entry, found: Mapping[Request, list[Case]], at: dt.datetime
) -> int:
    """Put each message before the officers of whoever may be meant, and look again tomorrow; how many
    were put. Every message that was looked for is written alike, whether anybody was found or not."""
    made = 0
    for request, cases in found.items():
        told = access_passing.asked_in(request)
        for case in cases:
            # To open all identities takes a while: it may have been sealed, or handed on, since.
            now = still_attended(case)
            made += _put(request, now, told, at) if now else 0
        request.next_look_at = next_hour(at) + AGAIN
        request.save(update_fields=["next_look_at"])
    entry.about("messages", "")
    entry.detail(looked=len(found))
    return made


@effect
def _put(request: Request, case: Case, told: dict[str, Any], at: dt.datetime) -> int:
    if Passing.objects.filter(case=case, asked=request.id).exists():
        return 0
    row = Passing(id=uuid.uuid4(), case=case, asked=request.id, found_at=at)
    row.warns = access_passing.warning(case, told["caller"], told["phone"])
    if row.warns == BLOCKED:  # it was said once and for all: she is not asked again
        row.outcome, row.decided_at = BLOCKED, at
    row.sealed = seal(case.key_id, passing_context(row), told)
    row.save(force_insert=True)
    body = WARNS if row.warns in (BLOCKED, DANGER) else WAITS
    queue(key=f"passing:{row.id}", recipient=str(case.officer_id), subject=case.folio, body=body,
          at=at, urgent=bool(row.warns))  # fmt: skip
    return 1


@act("message.end", requires="system.run", on="request")
def end_days(*, actor: Actor, entry: Entry, request: Request, at: dt.datetime) -> bool:
    """Its days are over: its key is destroyed. What was put before an officer stays with that case."""
    request.sealed, request.next_look_at = None, None
    request.save(update_fields=["sealed", "next_look_at"])
    shred(request.id)
    entry.about("message", request.id, post=request.post_id)
    return True
