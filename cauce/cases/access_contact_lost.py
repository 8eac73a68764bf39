"""Contact lost at a high risk: what was proposed of a case, and what the second person reads of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from cauce.cases.rules.follow_up import LOST, NO_ANSWER, needs_second
from cauce.custody.journal.door import Absent, as_id, record_read
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor
from cauce.staff.oversight.deciding import may_decide
from cauce.staff.oversight.models import Proposal

from . import access_follow
from .facts import facts_of
from .models import Case, ContactTry

KIND = "case.lost"
MOST = 60  # attempts shown


def second_needed(case: Case) -> bool:
    """Whether this case, by its risk of today, closes as lost only with a second person."""
    return needs_second(LOST, facts_of(case).get("risk.level"), danger=case.danger)


def heard_of(case: Case) -> dict[str, list[str]]:
    """What an approval is bound to: every attempt that somebody answered. One more undoes it; one
    without an answer does not, so that the person goes on being sought meanwhile."""
    rows = ContactTry.objects.filter(case=case).exclude(result=NO_ANSWER)
    return {"heard": sorted(str(id) for id in rows.values_list("id", flat=True))}


def proposal_of(case: Case, at: dt.datetime) -> tuple[Proposal, str] | None:
    """The latest proposal of a case (already checked) that still says how it stands, and the answer.

    None: nothing was proposed, it is over, or it is about attempts that were answered since.
    """
    rows = Proposal.objects.filter(kind=KIND, about_kind="case", about_id=str(case.id))
    row = rows.filter(expires_at__gt=at, post_id=case.post_id).order_by("-proposed_at").first()
    if row is None or row.state in ("used", "taken_back") or row.payload != heard_of(case):
        return None
    if row.answer is None:
        return row, ""
    try:
        return row, Proposal.answer.open(row)
    except KeyGone:
        return row, ""


def attempts_to_weigh(
    actor: Actor, proposal: Proposal
) -> tuple[Case, list[tuple[ContactTry, dict[str, Any]]]]:
    """The case and its latest attempts, newest first, for who may decide while it waits; nothing else of
    it is opened. The read is journalled.

    Raises ``Absent`` for anybody else, and once the case went to another post or was blocked.
    """
    waits = proposal.kind == KIND and proposal.state == "waiting"
    case = (
        Case.objects.select_related("post")
        .filter(id=as_id(proposal.about_id), post_id=proposal.post_id, blocked_at=None, erased_at=None)
        .first()
    )
    if case is None or not waits or not may_decide(actor, proposal):
        raise Absent()
    with transaction.atomic():
        record_read(actor, "case.attempts", about=("case", case.id), post=case.post_id)
        return case, access_follow.tries_shown(case, MOST)
