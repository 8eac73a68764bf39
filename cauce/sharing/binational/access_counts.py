"""What is asked of Mexico, counted for the network: no case, no post, no person."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from cauce.rules.binational import WITH_OFFICE

from .models import Petition

YEAR = dt.timedelta(days=365)
# How long an office has had it, in whole days: the last day of each, and the rest.
DAYS = (("d3", 3), ("d10", 10), ("d30", 30))
LONGER = "more"
ON_TIME, OVERDUE = "on_time", "overdue"
Pairs = Counter[tuple[str, str]]


def waited(sent_at: dt.datetime, at: dt.datetime) -> str:
    """For how long an office has had it, by group."""
    days = (at - sent_at).days
    return next((name for name, last in DAYS if days <= last), LONGER)


def counted(at: dt.datetime) -> tuple[Pairs, Pairs, Pairs]:
    """What was asked in a year, by kind and by office (its id) with its state, and what an office has in hand
    now: for how long, by whether it is overdue. For the closing of the network."""
    rows = list(
        Petition.objects.everywhere("numbers")
        .filter(asked_at__gte=at - YEAR, asked_at__lte=at)
        .values_list("kind", "partner_id", "state", "sent_at", "due_at")
    )
    going = [(sent, due) for _, _, state, sent, due in rows if state in WITH_OFFICE and sent]
    return (
        Counter((kind, state) for kind, _, state, _, _ in rows),
        Counter((str(office), state) for _, office, state, _, _ in rows),
        Counter((waited(sent, at), OVERDUE if due and due <= at else ON_TIME) for sent, due in going),
    )
