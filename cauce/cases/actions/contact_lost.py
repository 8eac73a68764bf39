"""Contact lost at a high risk: one person proposes it, another in another role reads the attempts."""

from __future__ import annotations

import datetime as dt

from cauce.cases.rules.follow_up import LOST, check_closing
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.oversight.models import Proposal

from .. import access_contact_lost, access_follow
from ..models import Case
from ._second import ask_second


@act("case.propose_lost", requires="case.conclude", on="case")
def propose_lost(*, actor: Actor, entry: Entry, case: Case, reason: str, at: dt.datetime) -> Proposal:
    """Ask somebody in another role to read the attempts and agree that contact is lost.

    Where nobody else of the post could, whoever signs for it is asked; where nobody there can either,
    headquarters is told. Raises ``BadInput`` before the safe attempts, without a reason, where one
    person is enough, or where it waits already.
    """
    if case.status in ("closed", "closed_referred"):
        raise BadInput("El caso ya está cerrado.", "The case is already closed.", where="status")
    needed = access_follow.needed_days(case, offices.day_at(case.post, at))
    check_closing(LOST, "not_asked", access_follow.tries_of(case), needed)
    if not access_contact_lost.second_needed(case):
        raise BadInput(
            "Con este riesgo no hace falta otra persona.",
            "At this level of risk, nobody else is needed.",
            where="reason",
            cure_es="Ciérrelo arriba con esa razón.",
            cure_en="Close it above with that reason.",
        )
    before = access_contact_lost.proposal_of(case, at)
    if before is not None and before[0].state in ("waiting", "approved"):
        raise BadInput(
            "Ya se pidió.",
            "It has already been requested.",
            where="reason",
            cure_es="Espere la respuesta, o retire la solicitud.",
            cure_en="Wait for the answer, or withdraw the request.",
        )
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
