"""Who may be the second of two people."""

from __future__ import annotations

from dataclasses import replace

from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices

from .kinds import kinds
from .models import Proposal


def may_decide(actor: Actor, row: Proposal) -> bool:
    """Whether this actor, with the roles given, could decide: never who proposed it or whom it concerns.

    Where its kind is weighed, a role that the proposer holds at the same post does not count.
    """
    if actor.user == row.proposed_by or row.about == ("user", actor.user):
        return False
    kind = kinds()[row.kind]
    if kind.weighed:
        held = {(one.role, one.post) for one in offices.actor_of(row.proposed_by).grants}
        left = tuple(one for one in actor.grants if (one.role, one.post) not in held)
        actor = replace(actor, grants=left)
    return permits(actor, kind.decide, row.scope).allowed
