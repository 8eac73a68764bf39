"""Contact lost at a high risk: one person proposes it, another in another role reads the attempts."""

from __future__ import annotations

import datetime as dt

from cauce.cases.rules.follow_up import LOST, check_closing
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.oversight.models import Proposal

from .. import access_contact_lost, access_follow
from ..models import Case
from ._second import ask_second

bad_input = BadInputs(__file__)


@act("case.propose_lost", requires="case.conclude", on="case")
def propose_lost(*, actor: Actor, entry: Entry, case: Case, reason: str, at: dt.datetime) -> Proposal:
    """Ask somebody in another role to read the attempts and agree that contact is lost.

    Where nobody else of the post could, whoever signs for it is asked; where nobody there can either,
    headquarters is told. Raises ``BadInput`` before the safe attempts, without a reason, where one
    person is enough, or where it waits already.
    """
    if case.status in ("closed", "closed_referred"):
        raise bad_input("the_case_is_already_closed", where="status")
    needed = access_follow.needed_days(case, offices.day_at(case.post, at))
    check_closing(LOST, "not_asked", access_follow.tries_of(case), needed)
    if not access_contact_lost.second_needed(case):
        raise bad_input("at_this_level_of_risk", where="reason")
    before = access_contact_lost.proposal_of(case, at)
    if before is not None and before[0].state in ("waiting", "approved"):
        raise bad_input("it_has_already_been_requested_withdraw", where="reason")
    return ask_second(
        actor,
        entry,
        case,
        kind=access_contact_lost.KIND,
        payload=access_contact_lost.heard_of(case),
        reason=reason,
        key="lost_ask",
        at=at,
    )
