"""What is added to a call until it is decided: what the person said later, and that 911 was called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Absent, Entry, act
from cauce.rules.permissions import Actor, permits
from cauce.staff.notices.actions import queue_each

from ..models import Call
from ..sealing import ADDED, HELP_CALLED, told_in
from ._shared import check_open
from .taking import WAITING

bad_input = BadInputs(__file__)


def _check_writes(call: Call, actor: Actor) -> None:
    """Whoever noted the call writes on it as whoever may answer it does. Raises ``Absent``."""
    if call.taken_by != actor.user and not permits(actor, "call.answer", call.scope).allowed:
        raise Absent()
    check_open(call)


@act("call.add", requires="call.take", on="call")
def add(
    *, actor: Actor, entry: Entry, call: Call, place: str, note: str, at: dt.datetime, number: str = ""
) -> None:
    """Where the person is, from which number they called or what else they said, kept with its hour and who
    wrote it; of whoever noted the call and whoever has it the other one is told that there is something new.

    Raises ``Absent`` for whoever neither noted nor may answer it, ``BadInput`` for nothing written and for a
    call that ended already.
    """
    _check_writes(call, actor)
    words = {"place": place.strip(), "number": number.strip(), "note": note.strip()}
    if not any(words.values()):
        raise bad_input("write_the_place_or_what_was_said", where="note")
    told = told_in(call)
    told[ADDED] = [*told.get(ADDED, ()), {"at": at.isoformat(), "by": actor.user} | words]
    call.sealed = Call.sealed.seal(call, told)
    call.save(update_fields=["sealed"])
    others = {call.acknowledged_by, call.taken_by} - {"", actor.user}
    # The notice of each opens the page that they have of it.
    _tell(call, others - {call.taken_by}, f"call-added:{call.id}:{len(told[ADDED])}", at)
    _tell(call, others & {call.taken_by}, f"call-noted:{call.id}:{len(told[ADDED])}", at)
    entry.about("call", call.id, post=call.post_id)
    entry.detail(times=len(told[ADDED]), place=bool(words["place"]))


def _tell(call: Call, people: Iterable[str], key: str, at: dt.datetime) -> None:
    queue_each(
        people,
        key=key,
        about=call.case_id,
        subject=WAITING[0],
        body=WAITING[1],
        at=at,
        urgent=call.urgency == "urgent",
    )


@act("call.help", requires="call.take", on="call")
def note_emergency(*, actor: Actor, entry: Entry, call: Call, at: dt.datetime) -> None:
    """911 was called now, for the person of a call that goes on; what was noted stays, and a case takes the
    hour along. Raises ``Absent`` for whoever neither noted nor may answer it, ``BadInput`` for a call that
    ended already."""
    _check_writes(call, actor)
    told = told_in(call)
    told[HELP_CALLED] = [*told.get(HELP_CALLED, ()), at.isoformat()]
    call.sealed, call.help_at = Call.sealed.seal(call, told), at
    call.save(update_fields=["sealed", "help_at"])
    entry.about("call", call.id, post=call.post_id)
