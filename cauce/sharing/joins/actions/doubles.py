"""Two files of one person at one post: one person asks, another of the post agrees, and they read as one."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.sharing.joins import rules as rules
from cauce.staff.notices.actions import queue
from cauce.staff.offices import access as offices

from ..access import ROLES, earlier_first
from ..models import Join, Possible
from ..still_consented import at_one_post
from ._shared import BODY, SUBJECT
from .joining import _check

bad_input = BadInputs(__file__)


def pair_of(one: Case, other: Case) -> str:
    """By what two files of one post are known together, whichever comes first."""
    first, second = sorted((one.id, other.id))
    return uuid.uuid5(first, str(second)).hex


@act("join.ask_here", requires="join.answer", on="case")
def ask_to_join_here(*, actor: Actor, entry: Entry, case: Case, other: Case, at: dt.datetime) -> Join:
    """Ask that two files of this post be joined; the earlier one leads. Nothing moves until it is agreed.

    Raises ``BadInput`` for the same file, one of another post, one that is joined, and two that somebody
    found to be of two people.
    """
    if case.id == other.id or not at_one_post([case, other]):
        raise bad_input("choose_another_file_of_this_post", where="folio")
    possible, _ = Possible.objects.everywhere("second").get_or_create(
        pair=pair_of(case, other), defaults={"state": rules.SAME, "found_at": at}
    )
    possible.hold()
    if possible.state == rules.NOT_SAME:
        raise bad_input("they_were_found_to_be_two_people", where="folio")
    if possible.state == rules.FOUND:  # the loop put them side by side, and a person says what they are
        possible.state = rules.SAME
        possible.save(update_fields=["state"])
    for one in (case, other):
        possible.sides.get_or_create(case=one)
    if possible.joins.filter(ended_at=None).exists():
        raise bad_input("it_was_asked_already", where="folio")
    _check(possible, [case, other], at)
    lead, follower = earlier_first((case, other))
    made = Join.objects.create(
        possible=possible, lead=lead, follower=follower, asked_from=case, asked_by=actor.user, asked_at=at
    )
    _tell(made, actor, at)
    entry.about("join", made.id, post=case.post_id)
    entry.detail(cases=sorted((str(case.id), str(other.id))))
    return made


def _tell(join: Join, actor: Actor, at: dt.datetime) -> None:
    """Whoever works on the earlier file decides; where that is who asked, anybody of the post."""
    here = offices.staff(join.lead.post_id, *ROLES, case=join.lead_id)
    here = offices.open_to(here, join.follower_id)  # the two are not one yet
    others = [one for one in here if str(one.id) != actor.user]
    for user in [one for one in others if one.id == join.lead.officer_id] or others:
        queue(
            key=f"join_asked:{join.id}:{user.id}",
            recipient=str(user.id),
            about=join.lead_id,
            subject=SUBJECT,
            body=BODY,
            at=at,
        )
