"""The only look-ups of proposals that a second person decides, and of openings in an emergency."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices

from .deciding import is_theirs, may_decide
from .models import Proposal

MOST = 100


@dataclass(frozen=True)
class Seen:
    """A proposal with what was written; ``reason`` None: its key was destroyed."""

    row: Proposal
    reason: str | None
    answer: str | None
    mine: bool  # the actor proposed it
    may_decide: bool
    waits: bool  # nobody decided it, and it is still time


def _seen(actor: Actor, row: Proposal, at: dt.datetime) -> Seen:
    return Seen(
        row,
        Proposal.reason.open(row, gone=None),
        Proposal.answer.open(row, empty="", gone=None),
        actor.user == row.proposed_by,
        may_decide(actor, row),
        row.state == "waiting" and at < row.expires_at,
    )


def proposals(actor: Actor, at: dt.datetime) -> list[Seen]:
    """What the actor may decide or proposed, what waits first, newest first; one entry for the list.

    Raises ``Absent`` for whoever has nothing to do with proposals.
    """
    check_may(actor, "proposal.see")
    rows = Proposal.objects.select_related("post__signs_here").order_by("-proposed_at")
    recent = rows.filter(expires_at__gt=at - dt.timedelta(days=30))
    theirs = [r for r in recent if is_theirs(actor, r)][:MOST]
    with transaction.atomic():
        record_read(actor, "proposal.list", about=("proposals", ""), post=None, rows=len(theirs))
        found = [_seen(actor, row, at) for row in theirs]
    return sorted(found, key=lambda one: not one.waits)


def waiting(actor: Actor, at: dt.datetime) -> int:
    """How many wait for this person, for the navigation."""
    if not permits(actor, "proposal.see").allowed:
        return 0
    rows = Proposal.objects.filter(state="waiting", expires_at__gt=at).select_related("post")
    return sum(may_decide(actor, row) for row in rows)


def proposal_for(actor: Actor, proposal_id: UUID | str, at: dt.datetime) -> Seen:
    """One proposal, for whoever made it or may decide it; the read is written down. Raises ``Absent``."""
    row = Proposal.objects.select_related("post").filter(id=as_id(proposal_id)).first()
    theirs = row is not None and is_theirs(actor, row)
    if row is None or not theirs or not permits(actor, "proposal.see").allowed:
        post = row.post_id if row else None
        record_refusal(actor, "proposal.see", post=post, about=("proposal", proposal_id))
        raise Absent()
    with transaction.atomic():
        record_read(actor, "proposal.read", about=("proposal", row.id), post=row.post_id)
        return _seen(actor, row, at)


def names(rows: list[Seen]) -> dict[str, str]:
    """Display names of whoever proposed, decided or is concerned, by user id."""
    ids = {id for one in rows for id in (one.row.proposed_by, one.row.decided_by, one.row.about_id)}
    return offices.names_of(ids - {""})
