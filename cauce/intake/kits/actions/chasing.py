"""A used kit that nobody entered, or entered in part, is said aloud."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices

from .. import access
from ..models import Kit

LATE = (
    "Un pendiente pasó de su hora / Something is past its time",
    "Mírelo en «Captura de papel». / Look at it under “Paper entry”.",
)
TOLD = ("protection_officer", "protection_consul", "head_of_post")


@act("kit.chase", requires="system.run", on="kit")
def chase(*, actor: Actor, entry: Entry, kit: Kit, at: dt.datetime) -> int:
    """Protection and whoever leads the post are told that a kit waits; how many were told.

    0: it was entered meanwhile, or another turn of the loop said so.
    """
    entry.about("kit", kit.id, post=kit.post_id)
    if not access.due(kit, len(access.done_of(kit)), at, access.grace(at)):
        return 0
    kit.chased += 1
    kit.save(update_fields=["chased"])
    # One that was lost and turned up is chased anew: the instant it waits from tells the two apart.
    since = kit.used_at if kit.state == "used" else None
    again = f":{since:%y%m%d%H%M%S}" if since else ""
    case = access.case_of(kit)
    people = offices.staff(kit.post_id, *TOLD, case=case)
    queue_each(
        people,
        key=f"kit:{kit.id}:{kit.state}{again}:{kit.chased}",
        about=case,
        subject=LATE[0],
        body=LATE[1],
        at=at,
    )
    entry.detail(times=kit.chased, told=len(people))
    return len(people)
