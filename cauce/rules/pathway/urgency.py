"""What first? The order of a worklist."""

from __future__ import annotations

import datetime as dt

from cauce.rules.pathway.model import CLOSED, Obligation

_FAR = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
UrgencyKey = tuple[int, bool, dt.datetime, int, str]


def is_late(obligation: Obligation, at: dt.datetime) -> bool:
    """Whether it is pending and its due instant has passed, blocked or to find out included."""
    due = obligation.due
    return obligation.state not in CLOSED and due is not None and due < at


def urgency(obligation: Obligation, at: dt.datetime) -> UrgencyKey:
    """The key to sort by: late safety steps, safety steps, then by due instant, then closed ones.

    What cannot be begun yet (blocked) comes after what can, whatever its date; without a due
    instant, after those with one; the order of the Protocol decides between equals.
    """
    if obligation.state in CLOSED:
        rank = 5 if obligation.state == "not_required" else 4
    elif obligation.urgent:
        rank = 0 if is_late(obligation, at) else 1
    else:
        rank = 3 if obligation.state == "blocked" else 2
    due = obligation.due
    return (rank, due is None, due or _FAR, obligation.order, obligation.action)
