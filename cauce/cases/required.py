"""The rows a case must have: what its plan requires while it is open, and what is left of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from cauce.editions.access import current_edition
from cauce.obligations.models import Obligation
from cauce.obligations.rows import row_of
from cauce.rules.pathway import Act, is_late, plan, urgency
from cauce.rules.pathway import Obligation as Planned

from .models import Case

CLOSED = ("closed", "closed_referred")
DONE = ("met", "declined", "waived")


def next_of(planned: Sequence[Planned], at: dt.datetime) -> Planned | None:
    """The most urgent obligation that can be worked on now; None when nothing waits."""
    waiting = [o for o in planned if o.state in ("overdue", "open", "to_find_out")]
    return min(waiting, key=lambda o: urgency(o, at), default=None)


def rows_of(
    case: Case, known: Mapping[str, Any], acts: Sequence[Act], at: dt.datetime
) -> tuple[list[Obligation], Planned | None]:
    """The rows of a case at an instant, and its next obligation (None: nothing waits).

    An open case has a row for whatever the plan requires. A closed one keeps what was done,
    declined or departed from, and what was overdue when it closed stays as ``lapsed``, so that
    closing a case never makes a post look better; what was not due yet goes.
    """
    edition = current_edition()
    closed = case.status in CLOSED
    when = case.closed_at if closed and case.closed_at else at
    planned = plan(edition, known, acts, when, case.post_id)
    rows = []
    for item in planned:
        if item.state == "not_required":
            continue
        row = row_of(item, "case", case.id, case.post_id, edition.actions[item.action].urgent)
        if closed and item.state not in DONE:
            if item.state == "to_find_out" or not is_late(item, when):
                continue
            row.state = "lapsed"
        rows.append(row)
    return rows, None if closed else next_of(planned, at)
