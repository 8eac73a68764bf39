"""Who signs in with which role: registered by one, given by two, ended at once by one."""

from __future__ import annotations

import datetime as dt
import re

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act, effect
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import close_account, end_role, give_role, register
from cauce.staff.offices.models import Assignment, User

from .. import roles
from ..models import Proposal
from .proposing import NotApproved, _may_decide, decide, take

bad_input = BadInputs(__file__)

_USERNAME = re.compile(r"[a-z0-9][a-z0-9.-]{2,59}")


@act("user.register", requires="role.propose")
def register_user(
    *, actor: Actor, entry: Entry, username: str, display_name: str, language: str = "es"
) -> User:
    """An account without any role: it opens nothing until two people give it one.

    Raises ``BadInput`` naming the field.
    """
    username, display_name = username.strip().lower(), " ".join(display_name.split())
    if not _USERNAME.fullmatch(username):
        raise bad_input("the_user_name_cannot_be", where="username")
    if len(display_name) < 3:
        raise bad_input("the_name_is_missing", where="display_name")
    if User.objects.filter(username=username).exists():
        raise bad_input("there_is_an_account_of_that_name", where="username")
    made = register(username=username, display_name=display_name[:120], language=language)
    entry.about("user", made.id)
    return made


def _user_of(proposal: Proposal) -> User:
    return User.objects.select_for_update(no_key=True).get(id=proposal.about_id)


@_may_decide
@act("role.grant", requires="role.decide", on="proposal")
def grant_role(
    *, actor: Actor, entry: Entry, proposal: Proposal, reason: str = "", at: dt.datetime
) -> Assignment:
    """The second person approves, and the role is given in the same moment.

    Raises what ``decide`` and ``take`` raise, and ``BadInput`` when it cannot be given any more.
    """
    decide(actor=actor, proposal=proposal, approve=True, reason=reason, at=at)
    take(kind="role.grant", about=proposal.about, payload=proposal.payload, actor=actor, at=at)
    given, user = roles.read_payload(proposal.payload), _user_of(proposal)
    roles.check_role(
        user, given["role"], proposal.post, given["partner"], given["starts_on"], given["ends_on"], at
    )
    made = give_role(user=user, post=proposal.post, **given)
    entry.about("user", user.id, post=proposal.post_id)
    entry.detail(role=made.role, proposal=str(proposal.id))
    return made


def _is_last(row: Assignment, at: dt.datetime) -> bool:
    # Locked: two people who end one another's at the same moment follow one another.
    held = Assignment.objects.select_for_update(no_key=True).filter(role=row.role, post=None)
    ids = list(held.values_list("id", flat=True))
    others = Assignment.objects.filter(id__in=ids).select_related("user", "post")
    return roles.is_last(row, others, at)


@effect
def is_the_last(*, user: User, at: dt.datetime) -> bool:
    """Whether nobody else is administrator, auditor or headquarters of the network beside somebody."""
    rows = Assignment.objects.filter(user=user, ended_at=None, post=None).select_related("post")
    return any(_is_last(row, at) for row in rows if offices.holds(row, at))


@act("role.end", requires="role.end", on="assignment")
def end_one_role(*, actor: Actor, entry: Entry, assignment: Assignment, at: dt.datetime) -> None:
    """A role ends at once, by one person alone; ended twice, the first time stands.

    Raises ``NotApproved`` for the last administrator, auditor or headquarters of the network.
    """
    entry.about("user", assignment.user_id, post=assignment.post_id)
    entry.detail(role=assignment.role)
    if assignment.ended_at is None:
        if _is_last(assignment, at):
            raise NotApproved()
        end_role(assignment=assignment, at=at, by=actor.user)


@_may_decide
@act("role.end_last", requires="role.decide", on="proposal")
def end_last_role(
    *, actor: Actor, entry: Entry, proposal: Proposal, reason: str = "", at: dt.datetime
) -> None:
    """The second person agrees that the last role of its kind ends, and it does."""
    decide(actor=actor, proposal=proposal, approve=True, reason=reason, at=at)
    take(kind="role.end", about=proposal.about, payload=proposal.payload, actor=actor, at=at)
    row = Assignment.objects.get(
        id=proposal.payload["assignment"], user_id=proposal.about_id, post_id=proposal.post_id
    )
    if row.ended_at is None:
        end_role(assignment=row, at=at, by=actor.user)
    entry.about("user", row.user_id, post=row.post_id)
    entry.detail(role=row.role, proposal=str(proposal.id))


@act("user.leave", requires="role.end")
def record_leaving(*, actor: Actor, entry: Entry, user: User, at: dt.datetime) -> int:
    """Somebody leaves the service: every role ends now and the account is closed; how many ended.

    Raises ``BadInput`` when one of the roles is not the actor's to end, ``NotApproved`` for the last
    of its kind: nothing was ended then.
    """
    rows = [
        row
        for row in Assignment.objects.filter(user=user, ended_at=None).select_related("post")
        if offices.still_to_come(row, at)
    ]
    if any(not permits(actor, "role.end", row.scope).allowed for row in rows):
        raise bad_input("there_are_roles_elsewhere_are_not_yours", where="user")
    for row in rows:
        end_one_role(actor=actor, assignment=row, at=at)
    close_account(user=user)
    entry.about("user", user.id)
    entry.detail(roles=len(rows))
    return len(rows)
