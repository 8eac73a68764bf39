"""A case opened by mistake is voided by two people: it stays, owes nothing, and stands in no figure."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.obligations.actions import rewrite
from cauce.staff.obligations.models import Obligation
from cauce.staff.oversight.actions import take
from cauce.staff.oversight.models import Proposal

from .. import access_voiding as access
from ..ending import end_along
from ..models import Case
from ..required import VOIDED
from ._second import ask_second
from .colleagues import end_between_colleagues

bad_input = BadInputs(__file__)


def _check(case: Case) -> None:
    """Raise ``BadInput`` with every reason for which it cannot be voided."""
    if whys := access.why_not(case):
        raise BadInput(
            "No se puede anular. " + " ".join(one.es for one in whys),
            "It cannot be voided. " + " ".join(one.en for one in whys),
            where="reason",
            cure_es="Siga con el caso, o ciérrelo con su motivo. No se cambió nada.",
            cure_en="Go on with the case, or close it with its reason. Nothing was changed.",
        )


@act("case.propose_void", requires="case.conclude", on="case")
def propose_void(
    *, actor: Actor, entry: Entry, case: Case, reason: str, no_complaint: bool, at: dt.datetime
) -> Proposal:
    """Ask somebody in another role to agree that the case was opened by mistake.

    ``no_complaint``: whoever asks affirms that nobody complained; no column leads from a complaint to a case.
    Raises ``BadInput`` after danger, an act, a referral or a minor, or where it waits already.
    """
    _check(case)
    if not no_complaint:
        raise bad_input("after_a_complaint_a_case_is_not_voided", where="no_complaint")
    before = access.proposal_of(case, at)
    if before is not None and before[0].state in ("waiting", "approved"):
        raise bad_input("it_has_already_been_requested_withdraw", where="reason")
    return ask_second(
        actor,
        entry,
        case,
        kind=access.KIND,
        payload=access.bound_to(case),
        reason=reason,
        key="void_ask",
        at=at,
    )


@act("case.void", requires="case.conclude", on="case")
def void_case(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> None:
    """Void it, with what the second person agreed to. What had been counted as due is told to the figures.

    Raises ``BadInput`` when something was done meanwhile, ``NotApproved`` without the second person.
    """
    _check(case)
    second = take(
        kind=access.KIND, about=("case", str(case.id)), payload=access.bound_to(case), actor=actor, at=at
    ).decided_by
    rows = Obligation.objects.filter(subject_kind="case", subject_id=case.id, due_at__lte=at)
    due = rows.filter(state__in=("open", "blocked")).values_list("action", "due_at")
    entry.detail(
        second=second, due=sorted([action, f"{day.astimezone(dt.UTC):%Y-%m-%d}"] for action, day in due)
    )
    case.status, case.closed_at = VOIDED, at
    case.next_action, case.next_due_at, case.danger = "", None, False
    case.save(update_fields=["status", "closed_at", "next_action", "next_due_at", "danger"])
    end_between_colleagues(case, at)
    end_along(case, at)
    rewrite(kind="case", subject=case.id, rows=[])
    entry.about("case", case.id, post=case.post_id)
