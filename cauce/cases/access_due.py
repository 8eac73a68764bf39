"""What is due to whoever works on cases, as instants and counts: no case and no person is named."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from cauce.rules.dates import zone
from cauce.rules.permissions import posts_with
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices import access as offices

from .access import WORKING
from .models import Case

AHEAD = dt.timedelta(days=60)
BEHIND = dt.timedelta(days=1)


def instants(user: str, until: dt.datetime, since: dt.datetime | None = None) -> list[dt.datetime]:
    """When something is due in the cases that somebody works on, earliest first, one for each thing."""
    actor = offices.actor_of(user)
    # A case still in the name of somebody who went to another post is no longer theirs to know of.
    own = Case.objects.filter(
        officer_id=UUID(user), status__in=WORKING, post_id__in=posts_with(actor, "case.list")
    )
    rows = Obligation.objects.filter(
        subject_kind="case",
        subject_id__in=own.filter(blocked_at=None, erased_at=None).values("id"),
        state="open",
        due_at__lte=until,
    )
    if since is not None:
        rows = rows.filter(due_at__gte=since)
    return list(rows.order_by("due_at").values_list("due_at", flat=True))


def counts(user: str, at: dt.datetime, tz: str) -> tuple[int, int]:
    """How many things are due in the rest of the person's own day, and how many were due before."""
    place = zone(tz)
    day = at.astimezone(place).date() + dt.timedelta(days=1)
    midnight = dt.datetime.combine(day, dt.time(), place).astimezone(dt.UTC)
    due = instants(user, midnight - dt.timedelta(seconds=1))
    late = sum(one < at for one in due)
    return len(due) - late, late
