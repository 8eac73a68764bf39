"""After every act of a post: what follows by itself is noted, and its rows follow the rules again."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.editions.access import current_edition
from cauce.journal.door import effect
from cauce.obligations.actions import rewrite
from cauce.offices.access import day_at
from cauce.offices.models import Assignment, Post
from cauce.rules.content.loader import Edition
from cauce.rules.permissions import SYSTEM

from .facts import STAFF, Known, is_whole, known_of
from .models import FocalPoint, PostAct
from .required import KIND, rows_of, subject_of

# What several rows make together, by the act that may have completed it.
WHOLES = ("agreement_signed", "staff_trained", "self_care_completed")


def hold(post: Post) -> None:
    """Until the transaction ends nobody else changes what this post has ready."""
    Post.objects.select_for_update().get(code=post.code)


@effect
def replan(post: Post, at: dt.datetime, *, completed: str = "") -> None:
    """Note what has become whole or has gone, and rewrite the rows of the post.

    ``completed`` names the act that this act may have completed: it is noted again each time it is
    whole. Nothing else is noted twice.
    """
    hold(post)
    edition, day = current_edition(), day_at(post, at)
    known = known_of(edition, [post], at)[post.code]
    for name, happened in follows(edition, known, post, day, at, completed):
        if name == "focal_point_left":
            FocalPoint.objects.filter(post=post, ended_on=None).update(ended_on=day)
        PostAct.objects.create(
            post=post, name=name, happened_at=happened, written_by=SYSTEM.user, written_at=at
        )
    known = known_of(edition, [post], at)[post.code]
    rewrite(kind=KIND, subject=subject_of(post.code), rows=rows_of(edition, post, known, at))


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
