"""The rows a case must have: what its plan requires while it is open, and what is left of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from cauce.content.fingerprint import fingerprint
from cauce.protocol.editions.access import edition_by_id
from cauce.rules.pathway import Act, Move, brought_at, is_late, leads_there, moved, urgency
from cauce.rules.pathway import Obligation as Planned
from cauce.staff.obligations.models import Obligation
from cauce.staff.obligations.rows import Line, line_of, row_from

from .facts import CLOSED, kept_here
from .following import DONE, Following, following, planned
from .models import Case

VOIDED = "voided"


def next_of(planned: Sequence[Planned], at: dt.datetime) -> Planned | None:
    """The most urgent obligation that can be worked on now, the way to a place that agreed before any other;
    None when nothing waits."""
    waiting = [o for o in planned if o.state in ("overdue", "open", "to_find_out")]
    return min(waiting, key=lambda o: (not leads_there(o), urgency(o, at)), default=None)


def moves_of(case: Case) -> list[Move]:
    """The late steps of a case that somebody put on another day."""
    return [
        Move(one["action"], dt.datetime.fromisoformat(one["due"]), dt.datetime.fromisoformat(one["until"]))
        for one in case.moved
    ]


def lines_of(
    case: Case,
    known: Mapping[str, Any],
    acts: Sequence[Act],
    at: dt.datetime,
    held: Following | None = None,
) -> tuple[list[Line], Planned | None]:
    """What a case owes at an instant, and its next obligation (None: nothing waits).

    An open case has a line for whatever the plan requires, and for what was done under an edition
    that it no longer follows. A closed one keeps what was done, declined or departed from, and what
    was overdue when it closed stays as ``lapsed``, so that closing a case never makes a post look
    better; what was not due yet goes. One that was brought closed from an earlier register owed
    nothing here, nor does one that was voided. ``held`` None: what its row says that it follows.
    """
    if case.status == VOIDED:
        return [], None
    held = held or following(case)
    closed = case.status in CLOSED
    if closed and held.brought and _ended_before(case, acts):
        return [], None
    when = case.closed_at if closed and case.closed_at else at
    found, kept = planned(held, known, acts, when, case.post_id)
    if not closed:
        found = kept_here(case, found, at)
    lines = []
    for item in found:
        if item.state == "not_required":
            continue
        line = line_of(item, held.edition.actions[item.action].urgent)
        if closed and item.state not in DONE:
            if item.state == "to_find_out" or not is_late(item, when):
                continue
            line = line._replace(state="lapsed")
        lines.append(line)
    for one in kept:
        lines.append(line_of(one.obligation, one.edition.actions[one.obligation.action].urgent))
    return lines, None if closed else next_of(moved(found, moves_of(case), at), at)


def _ended_before(case: Case, acts: Sequence[Act]) -> bool:
    """Whether it was closed before it was brought here."""
    since = brought_at(acts)
    return since is not None and case.closed_at is not None and case.closed_at <= since


def rows_of(
    case: Case,
    known: Mapping[str, Any],
    acts: Sequence[Act],
    at: dt.datetime,
    held: Following | None = None,
) -> tuple[list[Obligation], Planned | None]:
    """The same as ``lines_of``, as the rows that are stored."""
    lines, first = lines_of(case, known, acts, at, held)
    return [row_from(line, "case", case.id, case.post_id) for line in lines], first


def put_line(case: Case, known: Mapping[str, Any], first: Planned | None) -> tuple[str, ...]:
    """Set on the case what its rows come to: its line of the worklist, and under which text of its
    edition they were planned. The names of the columns that were set; saving them is the caller's.
    """
    case.next_action = first.action if first else ""
    case.next_due_at = first.due if first else None
    case.danger = known.get("danger.immediate") is True or known.get("risk.level") == "high"
    case.said = fingerprint(edition_by_id(case.edition))
    return ("next_action", "next_due_at", "danger", "said")
