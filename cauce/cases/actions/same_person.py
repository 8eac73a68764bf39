"""Two files of one person point to each other, and apart again; nothing else of either changes."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import effect

from ..models import Case
from ..replan import replan
from .recusing import close_alike, leave_no_party

POINTERS = ["joined_with", "joined_at", "leads"]


@effect
def point_to(lead: Case, follower: Case, at: dt.datetime) -> None:
    """From now on what either still owes is asked for once; part of the act that joins them."""
    for one, other in ((lead, follower), (follower, lead)):
        one.joined_with, one.joined_at, one.leads = other, at, one is lead
        one.save(update_fields=POINTERS)
    close_alike(lead, follower)
    leave_no_party(lead, follower, at)
    replan(lead, at)


@effect
def point_apart(one: Case, other: Case, at: dt.datetime) -> None:
    """Each is by itself again, and owes what it would owe."""
    for case in (one, other):
        case.joined_with, case.joined_at, case.leads = None, None, None
        case.save(update_fields=POINTERS)
    close_alike(one, other)
    for case in (one, other):
        if case.erased_at is None:
            replan(case, at)
