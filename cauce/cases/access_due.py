"""What is due to whoever works on cases, as instants and counts: no case and no person is named."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from cauce.rules.dates import zone
from cauce.rules.permissions import posts_with
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices import access as offices

from .access import WORKING
from .models import Case, PlanItem

AHEAD = dt.timedelta(days=60)
BEHIND = dt.timedelta(days=1)
LATE_LINE = "plan_late:"  # how the key of a notice of a late line begins
LATELY = dt.timedelta(days=7)  # what is older is in the list of whoever is to do it


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


def late_lines(at: dt.datetime) -> list[PlanItem]:
    """For the loop: lines of plans whose day passed in the last week and that are still to be done; none of a
    case that is closed to whoever was to do it."""
    today = at.date()
    rows = PlanItem.objects.filter(
        state="open",
        responsible__isnull=False,
        due_on__gte=today - LATELY,
        due_on__lt=today,
        case__status__in=WORKING,
        case__blocked_at=None,
        case__erased_at=None,
    ).select_related("case__post", "responsible")
    late = [row for row in rows if row.due_on < at.astimezone(zone(row.case.post.time_zone)).date()]
    return [row for row in late if row.responsible and offices.open_to([row.responsible], row.case_id)]


def late_key(item: PlanItem) -> str:
    """Of the notice that a line is late: one for each person who is to do it."""
    return f"{LATE_LINE}{item.id}:{item.responsible_id}"
