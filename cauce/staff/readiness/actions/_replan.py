"""After every act of a post: what follows by itself is noted, and its rows follow the rules again."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import effect
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.obligations.actions import rewrite
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post

from ..facts import known_of
from ..following import follows
from ..models import FocalPoint, PostAct
from ..required import KIND, rows_of, subject_of


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
    edition, day = current_edition(at), day_at(post, at)
    known = known_of(edition, [post], at)[post.code]
    found = follows(edition, known, post, day, at, completed)
    for name, happened in found:
        if name == "focal_point_left":
            FocalPoint.objects.filter(post=post, ended_on=None).update(ended_on=day)
        PostAct.objects.create(
            post=post, name=name, happened_at=happened, written_by=SYSTEM.user, written_at=at
        )
    if found:
        known = known_of(edition, [post], at)[post.code]
    rewrite(kind=KIND, subject=subject_of(post.code), rows=rows_of(edition, post, known, at))
