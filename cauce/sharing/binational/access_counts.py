"""Headquarters' figures of what is asked of Mexico: tables without a case, a post or a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.binational import STATES, WITH_OFFICE
from cauce.rules.hiding import Grid, grid_of
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from .models import Petition

YEAR = dt.timedelta(days=365)
# How long an office has had it, in whole days: the last day of each, and the rest.
DAYS = (("d3", 3), ("d10", 10), ("d30", 30))
LONGER = "more"
ON_TIME, OVERDUE = "on_time", "overdue"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was asked in a year, and what an office has in hand now. Small cells are hidden in each."""

    since: dt.datetime
    kinds: Grid  # by state
    offices: Grid  # by state; a row is the id of an office
    waiting: Grid  # days with an office, by whether it is overdue
    small: int


def waited(sent_at: dt.datetime, at: dt.datetime) -> str:
    """For how long an office has had it, by group."""
    days = (at - sent_at).days
    return next((name for name, last in DAYS if days <= last), LONGER)


def figures(actor: Actor, at: dt.datetime) -> Figures:
    """The three tables. Raises ``Absent``. No row of them is about anybody."""
    check_may(actor, "petition.count")
    on = offices.day_at(None, at)
    small = int(parameter_on(current_edition(), "small-cell", on).value)
    rows = list(
        Petition.objects.everywhere("numbers")
        .filter(asked_at__gte=at - YEAR, asked_at__lte=at)
        .values_list("kind", "partner_id", "state", "sent_at", "due_at")
    )
    going = [(sent, due) for _, _, state, sent, due in rows if state in WITH_OFFICE and sent]
    return Figures(
        at - YEAR,
        grid_of(((kind, state) for kind, _, state, _, _ in rows), STATES, small),
        grid_of(((str(office), state) for _, office, state, _, _ in rows), STATES, small),
        grid_of(
            ((waited(sent, at), OVERDUE if due and due <= at else ON_TIME) for sent, due in going),
            (ON_TIME, OVERDUE),
            small,
            rows=(*(name for name, _ in DAYS), LONGER),
        ),
        small,
    )
