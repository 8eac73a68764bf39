"""A late step is looked at on another day, with a reason; its deadline stays what it was."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.rules.pathway import is_late
from cauce.rules.permissions import Actor

from ..facts import edition_of, plan_of, zone_of
from ..models import Case
from ..replan import replan
from ..rules.moves import REASONS, until_of

bad_input = BadInputs(__file__)


@act("step.reschedule", requires="case.work", on="case")
def reschedule(
    *, actor: Actor, entry: Entry, case: Case, action: str, day: dt.date, reason: str, at: dt.datetime
) -> None:
    """Put a late step of the case on another day, for a reason of the list.

    Lists follow the new day; what the step owes and whatever is counted keep the deadline of the Protocol.
    Raises ``BadInput`` for a step that is not late, a day that is over or too far, ``Unknown`` for a reason
    that there is not.
    """
    if reason not in REASONS:
        raise unknown("motivos", "reasons", reason, list(REASONS))
    item = next((one for one in plan_of(case, at) if one.action == action and is_late(one, at)), None)
    if item is None or item.due is None:
        raise bad_input("this_step_is_not_late", where="action")
    urgent = edition_of(case).actions[action].urgent
    until = until_of(day, at, zone_of(case), urgent=urgent)
    held = [one for one in case.moved if one["action"] != action and one["until"] > at.isoformat()]
    due = item.due.astimezone(dt.UTC)
    case.moved = [
        *held,
        {"action": action, "due": due.isoformat(), "until": until.isoformat(), "why": reason},
    ]
    case.save(update_fields=["moved"])
    replan(case, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(action=action, reason=reason, due=due.isoformat(), until=until.isoformat())
