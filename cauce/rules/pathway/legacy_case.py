"""What does a case that was brought from an earlier register owe? Only what lies ahead.

Nobody of the old register could follow a Protocol that was not in force: what would have been due
before the case was brought does not arise, and nothing is overdue on the day it comes. What is counted
from the first contact is counted from the talk that is still to come; a new look at the risk and the
safe contact run from the day it was brought, whatever the old register says of a conclusion.

Proposed by this house; the days are the parameter ``brought-first-talk``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from cauce.rules import dates
from cauce.rules.pathway.model import CLOSED, Act, Clock, EditionLike, Obligation
from cauce.rules.pathway.step_state import CONTACT

OPENED = "case_opened"
FIRST_TALK = "brought-first-talk"
# Acts of the two duties that begin with the import though nobody concluded anything yet.
FROM_THE_DAY = frozenset({"safe_contact_made", "risk_reviewed"})


def brought_at(acts: Iterable[Act]) -> dt.datetime | None:
    """When a case of an earlier register came here: its first ``case_opened``. None: it never did."""
    return min((act.at for act in acts if act.name == OPENED), default=None)


def forward(
    edition: EditionLike, found: Iterable[Obligation], since: dt.datetime, at: dt.datetime, tz: ZoneInfo
) -> tuple[Obligation, ...]:
    """Of what a plan says, what arises for a case that came at ``since``, in the same order."""
    kept = []
    for one in found:
        if one.state in CLOSED:
            kept.append(one)
        elif one.due is not None:
            kept += [one] if one.due > since else []
        else:
            kept.append(_dated(edition, one, since, at, tz))
    return tuple(kept)


def _dated(
    edition: EditionLike, one: Obligation, since: dt.datetime, at: dt.datetime, tz: ZoneInfo
) -> Obligation:
    """The same with the day by which it is owed, if it runs from the import; else as it was."""
    clock = next((r for r in one.reasons if isinstance(r, Clock) and r.started is None), None)
    action = edition.actions[one.action]
    ahead = action.recurs and any(n.removeprefix("act:") in FROM_THE_DAY for n in action.done_by)
    if clock is None or not (ahead or clock.start == CONTACT):
        return one
    parameter = edition.parameters.get(clock.parameter if ahead else FIRST_TALK)
    day = since.astimezone(tz).date()
    values = [v for v in parameter.values if v.in_force_from <= day] if parameter else []
    if parameter is None or not values:
        return one  # an edition of before this rule: it waits without a day, and is never late
    amount = values[-1].value
    due = dates.add(since, amount, parameter.unit, tz)
    counted = Clock(parameter.id, amount, parameter.unit, OPENED, since, clock.unknown)
    reasons = tuple(counted if reason is clock else reason for reason in one.reasons)
    # What only waits for somebody to learn a fact does not wait here: the duty began with the import.
    if one.state == "blocked" or (one.state == "to_find_out" and not ahead):
        return one._replace(due=due, reasons=reasons)
    return one._replace(state="overdue" if due < at else "open", due=due, reasons=reasons)
