"""The desk of somebody who leaves: each open case to somebody of the post, or asked of another post.

Each goes through its own act, so that each has its own entry; what does not move is said, with why.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cauce.cases.access_desks import RECEIVES
from cauce.cases.access_reserved import holders_of
from cauce.cases.actions import assign, hand_plan
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, Bilingual
from cauce.custody.journal.door import Entry, act, record_refusal
from cauce.rules.permissions import Actor
from cauce.rules.transfer import A_PAGE, stays
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from ..facts import on_desk
from .moving import _tell, ask_transfer

bad_input = BadInputs(__file__)


@dataclass
class HandedOn:
    """What moved and to whom (a person's or a post's name), and what stayed, by code of ``STAYS``."""

    moved: list[tuple[Case, str]] = field(default_factory=list)
    stayed: list[tuple[Case, str]] = field(default_factory=list)
    # Ids of those moved to somebody who cannot open its reserved part; others of the post can.
    without_key: set[uuid.UUID] = field(default_factory=set)


def _check_bound(cases: Sequence[Case]) -> None:
    if not cases:
        raise bad_input("no_case_was_chosen", where="cases")
    if len(cases) > A_PAGE:
        raise bad_input("too_many_are_handed_on_at_a_time", where="cases", a_page=A_PAGE)


def _each(
    actor: Actor,
    post: Post,
    cases: Sequence[Case],
    why: Callable[[Case], str],
    do: Callable[[Case], str],
) -> HandedOn:
    """Do it for each case in turn; a case that may not or cannot stays, and holds up no other.

    One that was not theirs to move, or that its act refused, has an entry of the journal of its own.
    """
    found = HandedOn()
    # All of them before the first entry of the journal, and in one order: whoever works on one of them
    # holds it and waits for the journal.
    for case in sorted(cases, key=lambda one: str(one.id)):
        case.hold()
    for case in cases:
        code = "gone" if case.post_id != post.code else why(case)
        if not code:
            try:
                found.moved.append((case, do(case)))
                continue
            except Bilingual:
                code = "refused"
        found.stayed.append((case, code))
        if code in ("gone", "refused"):
            record_refusal(actor, "desk.hand_on", post=post.code, about=("case", case.id), why=code)
    return found


def _note(entry: Entry, post: Post, leaving: User, found: HandedOn) -> None:
    entry.about("user", leaving.id, post=post.code)
    entry.detail(
        moved=[str(case.id) for case, _ in found.moved],
        stayed={str(case.id): code for case, code in found.stayed},
    )


@act("desk.reassign", requires="desk.hand_on", on="post")
def reassign_desk(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    leaving: User,
    cases: Sequence[Case],
    to: Sequence[User],
    at: dt.datetime,
) -> HandedOn:
    """Each case to the next of these people, in turn, so that nobody gets them all.

    Raises ``BadInput`` without a case or a person, for more than a page, or for somebody who does not
    work on cases there or is the one who leaves.
    """
    _check_bound(cases)
    here = offices.staff(post.code, *RECEIVES)
    people = [user for user in to if user in here and user != leaving]
    if not people or len(people) != len(to):
        raise bad_input("choose_people_who_work_on_cases_here", where="people")
    given = 0

    def do(case: Case) -> str:
        nonlocal given
        user = people[given % len(people)]
        assign(actor=actor, case=case, officer=user)
        hand_plan(case, leaving, user)
        given += 1
        return user.display_name

    found = _each(actor, post, cases, lambda case: stays(on_desk(case, leaving), to_post=False), do)
    for case, _ in found.moved:
        if (holders := holders_of(case)) and case.officer_id not in holders:
            found.without_key.add(case.id)
    key = f"desk:{uuid.uuid4()}"
    for user in people[:given]:
        if str(user.id) != actor.user:
            _tell(
                None,
                key,
                [user],
                "Ahora atiende más casos; están en sus pendientes. / "
                "You now attend more cases; they are in your list.",
                at,
            )
    _note(entry, post, leaving, found)
    return found


@dataclass(frozen=True)
class HandOver:
    """To which post, why, and of which cases the person agreed (their ids)."""

    to: Post
    reason: str
    note: str
    agreed: frozenset[str]


@act("desk.ask_over", requires="desk.hand_on", on="post")
def ask_desk(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    leaving: User,
    cases: Sequence[Case],
    over: HandOver,
    at: dt.datetime,
) -> HandedOn:
    """Ask another post for each case of whom the person wants it (``agreed``: ids of cases).

    Each stays here until that post receives it. Raises ``BadInput`` as ``ask_transfer`` where it would
    refuse every one of them: the same post, one where nobody could receive, or an unknown reason.
    """
    _check_bound(cases)
    if over.to.code == post.code or not offices.staff(over.to.code, *RECEIVES):
        raise bad_input("that_post_cannot_receive_them", where="to")

    def do(case: Case) -> str:
        ask_transfer(
            actor=actor, case=case, to=over.to, reason=over.reason, note=over.note, agreed=True, at=at
        )
        return over.to.name

    found = _each(
        actor,
        post,
        cases,
        lambda case: stays(on_desk(case, leaving), to_post=True, agreed=str(case.id) in over.agreed),
        do,
    )
    _note(entry, post, leaving, found)
    return found
