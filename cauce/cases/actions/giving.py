"""Who works on a case: somebody takes one that nobody has, or gives some to a colleague of the post."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor, permits
from cauce.staff.notices.actions import queue
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from ..access import WORKING
from ..access_desks import RECEIVES
from ..access_recusals import parties
from ..models import Case
from .opening import assign, hand_plan

bad_input = BadInputs(__file__)

MOST = 25  # at a time: what a page shows
SUBJECT = "Algo es ahora suyo / Something is now yours"
GONE, THEIRS, SAME, PARTY = "gone", "theirs", "same", "party"  # why a case stays where it is


@dataclass
class Given:
    """What a colleague has now, and what stayed where it was, with why: one of the codes above."""

    to: User
    moved: list[Case] = field(default_factory=list)
    stayed: list[tuple[Case, str]] = field(default_factory=list)


@act("case.take", requires="case.work", on="case")
def take_case(*, actor: Actor, entry: Entry, case: Case, by: User, at: dt.datetime) -> Case:
    """Whoever presses it works on a case that nobody has; ``by``: the actor. Pressed again, nothing changes.

    Of two who take it at once the second is told who has it. Raises ``BadInput``, also for a case that ended
    and for a party to it.
    """
    entry.about("case", case.id, post=case.post_id)
    if case.officer_id is not None and str(case.officer_id) == actor.user:
        return case
    if case.officer is not None:
        raise bad_input("somebody_took_this_case", where="officer", who=case.officer.display_name)
    if case.status not in WORKING:
        raise _refusal(GONE)
    if str(by.id) != actor.user:
        raise bad_input("another_person_takes_it")
    assign(actor=actor, case=case, officer=by)
    return case


@act("case.give", requires="case.work", on="post")
def give_cases(
    *, actor: Actor, entry: Entry, post: Post, cases: Sequence[Case], to: User, at: dt.datetime
) -> Given:
    """These cases are now with a colleague, and what their officer was to do by the plan; the colleague is
    told once. Whoever works on a case gives it; what somebody else works on, whoever may hand on desks;
    what nobody has, anybody who works there.

    A case that may not or cannot is left where it is and holds up no other. Raises ``BadInput`` without a
    case, for more than a page of them, for somebody who does not work on cases there, and when none moved.
    """
    if not cases:
        raise bad_input("choose_a_case_of_the_list", where="case")
    if len(cases) > MOST:
        raise bad_input("too_many_cases_at_a_time", where="case", most=MOST)
    if to not in offices.staff(post.code, *RECEIVES):
        raise bad_input("choose_somebody_who_works_here", where="to")
    leads = permits(actor, "desk.hand_on", post.scope).allowed
    found = Given(to)
    # All of them before the first entry of the journal, and in one order, as whoever hands on a desk does.
    for case in sorted(cases, key=lambda one: str(one.id)):
        case.hold()
    for case in cases:
        if why := _stays(actor, post, case, to, leads):
            found.stayed.append((case, why))
            continue
        before = case.officer
        assign(actor=actor, case=case, officer=to)
        if before is not None:
            hand_plan(case, before, to)
        found.moved.append(case)
    if not found.moved:
        raise _refusal(found.stayed[0][1])
    if str(to.id) != actor.user:
        queue(
            key=f"given:{uuid.uuid4()}",
            recipient=str(to.id),
            about=found.moved[0].id,
            subject=SUBJECT,
            at=at,
            body="Le asignaron algo para atender; está en sus pendientes. / "
            "Something was assigned to you; it is in your list.",
        )
    entry.about("user", to.id, post=post.code)
    entry.detail(
        moved=[str(case.id) for case in found.moved],
        stayed={str(case.id): code for case, code in found.stayed},
    )
    return found


def _refusal(why: str) -> BadInput:
    """The same as what somebody reads who gives one case alone."""
    if why == GONE:
        return bad_input("this_case_is_no_longer_worked_on_here", where="case")
    if why == THEIRS:
        return bad_input("whoever_has_it_or_leads_gives_it", where="case")
    if why == SAME:
        return bad_input("this_person_has_it_already", where="case")
    return bad_input("this_person_cannot_go_on_with_it", where="case")


def _stays(actor: Actor, post: Post, case: Case, to: User, leads: bool) -> str:
    """Why a case stays where it is; '': it goes."""
    if case.post_id != post.code or case.status not in WORKING or case.blocked_at or case.erased_at:
        return GONE
    if case.officer_id == to.id:
        return SAME
    if case.officer_id is not None and str(case.officer_id) != actor.user and not leads:
        return THEIRS
    return PARTY if to.id in parties(case) else ""
