"""What follows by itself from the rows of a post: a whole that is complete, somebody who left."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.loader import Edition
from cauce.staff.offices.models import Assignment, Post

from .facts import STAFF, Known, is_whole

# What several rows make together, by the act that may have completed it.
WHOLES = ("agreement_signed", "staff_trained", "self_care_completed")


def follows(
    edition: Edition, known: Known, post: Post, day: dt.date, at: dt.datetime, completed: str = ""
) -> list[tuple[str, dt.datetime]]:
    """The acts that follow from the rows as they are, each with its instant."""
    whole, last, found = is_whole(known, edition, day), known.last, []
    for name in WHOLES:
        if whole[name] and (name == completed or name not in last):
            found.append((name, at))
    left = _left(known, post, day, at)
    return found + ([("focal_point_left", left)] if left else [])


def _left(known: Known, post: Post, day: dt.date, at: dt.datetime) -> dt.datetime | None:
    """When the focal point or the deputy ceased to work here; None: both still do."""
    if known.focal is None:
        return None
    here = {one.user for one in known.members}
    gone = {str(known.focal.user_id), str(known.focal.deputy_id)} - here
    if not gone:
        return None
    ends = Assignment.objects.filter(post=post, user_id__in=gone, role__in=STAFF, ends_on__lt=day)
    last = ends.order_by("ends_on").values_list("ends_on", flat=True).first()
    if last is None:
        return at
    zone = ZoneInfo(post.time_zone)
    morning = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), zone)
    # Never before the naming: a role that had ended long ago cannot undo it.
    named = dt.datetime.combine(known.focal.named_on, dt.time(23, 59), zone)
    return min(at, max(morning, named))
