"""A budget changes once two people of headquarters want it: one proposed it, another confirms it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings

from cauce.custody.journal.door import Absent, Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.oversight.actions import decide, take
from cauce.staff.oversight.models import Proposal

from ..allotments import KIND, check_allotment, read_payload
from ..models import Budget
from ._shared import move


@act("aid.allot", requires="aid.confirm", on="proposal")
def allot(*, actor: Actor, entry: Entry, proposal: Proposal, reason: str = "", at: dt.datetime) -> Budget:
    """The second person confirms what was proposed, and in the same moment the money counts.

    Raises what ``decide`` and ``take`` raise (whoever proposed it never confirms it), ``Absent`` for
    a proposal of something else, and ``BadInput`` when it can no longer be allotted: it still waits.
    """
    if proposal.kind != KIND or proposal.post is None:
        raise Absent()
    # One after the other: two new budgets at once must not overlap. Before the journal, as always.
    post = Post.objects.select_for_update(no_key=True).get(code=proposal.post_id)
    decide(actor=actor, proposal=proposal, approve=True, reason=reason, at=at)
    take(kind=KIND, about=proposal.about, payload=proposal.payload, actor=actor, at=at)
    wanted = read_payload(proposal.payload)
    budget = check_allotment(post, wanted) or Budget.objects.create(
        id=uuid.uuid4(),
        post=post,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        currency=wanted.currency,
        example=settings.DEMO,
        made_by=proposal.proposed_by,
        made_at=at,
    )
    today = offices.day_at(None, at)
    move(budget, wanted.move, wanted.amount, on=today, at=at, by=actor.user)
    entry.about("aid_budget", budget.id, post=post.code)
    entry.detail(
        amount=str(wanted.amount), currency=wanted.currency, cut=wanted.cut, proposal=str(proposal.id)
    )
    return budget
