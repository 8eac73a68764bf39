"""A paper that the person brought to the shown post: seen, noted by its last figures and given back."""

from __future__ import annotations

import datetime as dt

from cauce.cases.papers.access import kinds
from cauce.cases.papers.actions import note_paper
from cauce.rules.dates import local_day, zone
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import Post, User

from .notes import oldest
from .world import Invented

KIND = "work_paper"


def load(post: Post, now: dt.datetime) -> None:
    """In the oldest open case of its officer whose person agreed that the record be kept."""
    officer = User.objects.get(username=f"{post.code.lower()}-proteccion")
    seen = now - dt.timedelta(hours=4)
    if KIND not in kinds(seen):
        return  # an edition of before names no papers
    for case in oldest(post, officer, keeping="given"):
        # No paper of identity: that nothing else of the case may say that it is missing.
        note_paper(
            actor=actor_for(officer),
            case=case,
            kind=KIND,
            last="4471",
            on=local_day(seen, zone(post.time_zone)),
            to="person",
            at=seen,
        )


INVENTED = Invented(187, lambda world: load(world.post, world.now))
