"""A second person agrees to a correction, and in that moment it is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from cauce.content.errors import BadInputs
from cauce.custody.features import features
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor
from cauce.staff.oversight.actions import decide, take
from cauce.staff.oversight.models import Proposal

from ..access import PROPOSAL, of_proposal
from ..models import CaseCorrection

bad_input = BadInputs(__file__)


@act("correction.agree", requires="case.agree_correction", on="proposal")
def agree_correction(
    *, actor: Actor, entry: Entry, proposal: Proposal, reason: str = "", at: dt.datetime
) -> CaseCorrection:
    """The second person agrees: what was asked for stands, and what is owed follows.

    Raises what ``decide`` and ``take`` raise, and ``BadInput`` where it was corrected otherwise meanwhile,
    the case is closed to its post, or its key was destroyed.
    """
    made = of_proposal(proposal)
    case = made.case
    case.hold()
    if case.blocked_at or case.erased_at or case.post_id != proposal.post_id:
        raise bad_input("the_case_went_elsewhere", where="reason")
    decide(actor=actor, proposal=proposal, approve=True, reason=reason, at=at)
    take(kind=PROPOSAL, about=proposal.about, payload=proposal.payload, actor=actor, at=at)
    made.refresh_from_db(fields=["state"])
    if made.state != "waiting":
        raise bad_input("it_was_corrected_otherwise", where="reason")
    made.agreed_by = actor.user
    try:
        said = _puts_right()[made.kind](case, made, CaseCorrection.sealed.open(made), at)
    except KeyGone as gone:
        raise bad_input("the_record_opens_no_more", where="reason") from gone
    entry.about("case", case.id, post=case.post_id)
    entry.detail(proposal=str(proposal.id), **said)
    return made


def _puts_right() -> dict[str, Callable[..., dict[str, Any]]]:
    found: dict[str, Callable[..., dict[str, Any]]] = {}
    for one in features():
        if one.puts_right:
            found |= one.read(one.puts_right)
    return found
