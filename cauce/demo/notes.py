"""Two short notes between colleagues in a case of the shown post: one for everyone, one for its officer."""

from __future__ import annotations

import datetime as dt

from cauce.cases.access import WORKING
from cauce.cases.models import Case
from cauce.cases.notes.actions import write_note
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import Post, User

from .world import Invented

RANG = "Llamó a las 9; prefiere que le llamemos el martes por la tarde. (ejemplo)"
DONE = "Ya aparté la sala del martes a las 4. ¿Avisas a la intérprete? (ejemplo)"


def load(post: Post, now: dt.datetime) -> None:
    """In the oldest open case that she has, or any: she writes first, and her colleague answers her."""
    start = post.code.lower()
    one, two = (User.objects.get(username=f"{start}-{name}") for name in ("proteccion", "proteccion2"))
    for case in oldest(post, one):
        write_note(actor=actor_for(one), case=case, text=RANG, at=now - dt.timedelta(hours=3))
        write_note(actor=actor_for(two), case=case, text=DONE, to=one, at=now - dt.timedelta(hours=1))


def oldest(post: Post, officer: User, keeping: str | None = None) -> list[Case]:
    """The oldest open case of an officer, or of anybody of the post; none where there is none.
    ``keeping``: what the person answered about keeping what they say; None: whatever they answered."""
    rows = Case.objects.filter(post=post, status__in=WORKING, blocked_at=None, erased_at=None)
    if keeping is not None:
        rows = rows.filter(keeping=keeping)
    found = list(rows.select_related("post", "officer").order_by("opened_at"))
    return sorted(found, key=lambda row: row.officer_id != officer.id)[:1]


INVENTED = Invented(185, lambda world: load(world.post, world.now))
