"""Two files of one post that may be of one person: found by the loop, told to the owner of the earlier one.

Nobody else is told, and the page on which the name was written says nothing. Nothing of either file moves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID

from cauce.cases.access_joined import files_of
from cauce.cases.models import Case
from cauce.custody.journal.door import Entry, act
from cauce.people.access_doubles import doubles_among
from cauce.rules.permissions import Actor
from cauce.sharing.joins import rules as rules
from cauce.staff.notices.actions import queue

from ..access import earlier_first, owners_of
from ..models import Possible
from ..still_consented import JOINED, carried
from ._shared import BODY, SUBJECT, over
from .doubles import pair_of


@act("join.look_here", requires="system.run")
def look_here(*, actor: Actor, entry: Entry, post: str, fresh: Collection[UUID], at: dt.datetime) -> int:
    """Compare who was named lately with everybody of the post; how many pairs are new. What is kept of a pair
    are the two files and nothing of a name; one that was looked at before is not proposed again."""
    pairs = doubles_among(actor, post, fresh)
    made = sum(_propose(post, pair, at) for pair in pairs)
    entry.about("post", post, post=post)
    entry.detail(found=made)
    return made


def _propose(post: str, persons: Iterable[UUID], at: dt.datetime) -> int:
    newest = {case.person_id: case for case in files_of(persons) if case.post_id == post}
    if len(newest) != 2 or not carried(newest.values(), JOINED, at):
        return 0
    earlier, later = earlier_first(newest.values())
    if earlier.joined_with_id or later.joined_with_id:
        return 0
    possible, new = Possible.objects.get_or_create(
        pair=pair_of(earlier, later), defaults={"state": rules.FOUND, "found_at": at}
    )
    if not new:
        return 0
    for case in (earlier, later):
        possible.sides.create(case=case)
    for user in owners_of(earlier, later):
        key = f"join_alike:{possible.id}:{user.id}"
        queue(key=key, recipient=str(user.id), about=earlier.id, subject=SUBJECT, body=BODY, at=at)
    return 1


@act("join.two_people", requires="join.answer", on="case")
def say_two_people(*, actor: Actor, entry: Entry, case: Case, possible: Possible, at: dt.datetime) -> None:
    """The owner of the earlier file says that they are two people; the pair is never proposed again.

    Raises ``BadInput`` where it was decided meanwhile.
    """
    possible.hold()
    if possible.state != rules.FOUND:
        raise over()
    possible.state = rules.NOT_SAME
    possible.save(update_fields=["state"])
    entry.about("possible", possible.id, post=case.post_id)
