"""The loop looks whether somebody who is asked for may be here, hours away from whoever asked."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from cauce.cases.access_asked import still_attended
from cauce.cases.models import Case
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.keystore import shred
from cauce.rules.messages import BLOCKED, DANGER, next_hour
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue, queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .. import access_passing
from ..models import Passing, Request

AGAIN = dt.timedelta(hours=23)
WAITS = "Hay un recado que ver; está en Recados. / There is a message to see; see Messages."
WARNS = (
    "Alguien preguntó por una persona que usted atiende, y no debía; véalo hoy en Recados. / "
    "Somebody asked for a person whom you attend, and should not; see it today in Messages."
)


@act("message.look", requires="system.run")
def look_for(*, actor: Actor, entry: Entry, found: Mapping[Request, list[Case]], at: dt.datetime) -> int:
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
    """A new one, or one that was held until somebody else had worked on the case; 0: neither."""
    row = Passing.objects.filter(case=case, asked=request.id).first()
    held = (row is None or row.held) and not access_passing.is_seconded(case)
    if row is not None and row.held and not held:
        row.held, row.found_at = False, at
        row.save(update_fields=["held", "found_at"])
        return _tell(row, at, ":open")
    if row is not None:
        return 0
    row = Passing(id=uuid.uuid4(), case=case, asked=request.id, found_at=at, held=held)
    row.warns = access_passing.warning(case, told["caller"], told["phone"])
    if row.warns == BLOCKED:  # it was said once and for all: she is not asked again
        row.outcome, row.decided_at = BLOCKED, at
    row.sealed = Passing.sealed.seal(row, told)
    row.save(force_insert=True)
    # That somebody is after the person is said at once; what they say waits all the same.
    return _tell(row, at) if row.warns or not held else 0


def _tell(row: Passing, at: dt.datetime, again: str = "") -> int:
    body = WARNS if row.warns in (BLOCKED, DANGER) else WAITS
    queue(
        key=f"passing:{row.id}{again}",
        recipient=str(row.case.officer_id),
        about=row.case_id,
        subject=row.case.folio,
        body=body,
        at=at,
        urgent=bool(row.warns),
    )
    return 1


@act("message.often", requires="system.run")
def tell_often(*, actor: Actor, entry: Entry, officer: User, post_code: str, at: dt.datetime) -> int:
    """Headquarters learns that one officer's own names meet message after message; how many were told.

    Neither the messages nor the cases are named: who it is stands in the journal, for the auditor.
    """
    name = offices.post(post_code).name
    body = (
        f"En {name}, lo que anota una misma persona coincide una y otra vez con los recados. Pida a "
        f"auditoría que lo mire. / At {name}, what one person notes meets messages again and again. "
        "Ask the auditor to look."
    )
    told = queue_each(
        offices.holders("headquarters", at=at),
        key=f"often:{officer.id}:{at:%Y%m%d}",
        about=None,
        subject="Algo que revisar / Something to check",
        body=body,
        at=at,
    )
    entry.about("user", officer.id, post=post_code)
    entry.detail(told=told)
    return told


@act("message.end", requires="system.run", on="request")
def end_days(*, actor: Actor, entry: Entry, request: Request, at: dt.datetime) -> bool:
    """Its days are over: its key is destroyed. What was put before an officer stays with that case, and
    what nobody could open goes."""
    Passing.objects.filter(asked=request.id, held=True, outcome="").delete()
    request.sealed, request.next_look_at = None, None
    request.save(update_fields=["sealed", "next_look_at"])
    shred(request.id)
    entry.about("message", request.id, post=request.post_id)
    return True
