"""A second person agrees that somebody died: in that one transaction everything stops and the file is
sealed. Found alive, two people take it back, and whoever had been told is on a list to hear so.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.aid.actions import end_aids, hold_budgets
from cauce.cases import access_death
from cauce.cases.actions import note_told, open_file, seal_file
from cauce.cases.models import Case, Death
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act, effect
from cauce.family.reunification.access import ids_of
from cauce.family.reunification.actions import end_families, end_returns
from cauce.family.searches.actions import end_messages
from cauce.rules.permissions import Actor
from cauce.sharing.binational.actions import end_petitions
from cauce.sharing.referrals.actions import end_referrals, end_transfers
from cauce.staff.notices.actions import silence
from cauce.staff.oversight.actions import decide, take
from cauce.staff.oversight.models import Proposal

bad_input = BadInputs(__file__)

# What still leaves: to whoever received, that they need not wait. Nothing about anybody.
LEAVES = ("withdrawn:", "petition_withdrawn:")


@act("death.record", requires="death.agree", on="proposal")
def record_death(
    *, actor: Actor, entry: Entry, proposal: Proposal, reason: str = "", at: dt.datetime
) -> None:
    """The second person agrees: the case closes with that reason, all that would be sent or due for
    the person stops, and from now on the head of the post and the officer alone come to the file.

    Raises what ``decide`` and ``take`` raise, and ``BadInput`` where it was sealed meanwhile.
    """
    death, _ = _decided(actor, proposal, access_death.DIED, reason, at)
    case = death.case
    if case.sealed_at or case.erased_at:
        raise bad_input("the_file_is_sealed_already", where="reason")
    _check_not_blocked(case)
    stopped = _stop(case, death, actor.user, at)
    seal_file(case, death, by=actor.user, at=at)
    stopped["returns"] = end_returns(case, at)
    silence(_ids(case), but=LEAVES)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(reason="death", proposal=str(proposal.id), **stopped)


@act("death.undo", requires="death.agree", on="proposal")
def undo_death(*, actor: Actor, entry: Entry, proposal: Proposal, reason: str = "", at: dt.datetime) -> None:
    """The person lives: the file opens again with what is due now, and whoever heard of the death is
    listed to be told. What was taken back is asked again with the person. Raises what ``decide`` and
    ``take`` raise, and ``BadInput`` where it was taken back already."""
    death, how = _decided(actor, proposal, access_death.FOUND, reason, at)
    if death.recorded_at is None or death.undone_at is not None:
        raise bad_input("it_was_undone_already", where="reason")
    _check_not_blocked(death.case)
    both = f"{access_death.reason_of(proposal)}\n{how}"
    open_file(death.case, death, asked_by=proposal.proposed_by, by=actor.user, how=both, at=at)
    entry.about("case", death.case_id, post=death.case.post_id)
    entry.detail(proposal=str(proposal.id), to_correct=len(access_death.to_correct(death.case)))


@effect
def _decided(actor: Actor, proposal: Proposal, kind: str, reason: str, at: dt.datetime) -> tuple[Death, str]:
    death = access_death.of_proposal(proposal)
    # Before ``decide`` writes to the journal: whoever works on the case holds it and waits for that.
    death.case.hold()
    hold_budgets(death.case)
    decide(actor=actor, proposal=proposal, approve=True, reason=reason, at=at)
    take(kind=kind, about=proposal.about, payload=proposal.payload, actor=actor, at=at)
    return death, reason.strip()


def _check_not_blocked(case: Case) -> None:
    # Sealed in the instant it was blocked, a file is read by two; opened again, by the whole post.
    # One that was blocked because its time was over is read by nobody, and neither may change that.
    if case.blocked_at != case.sealed_at:
        raise bad_input("the_file_was_blocked_meanwhile", where="reason")


def _stop(case: Case, death: Death, by: str, at: dt.datetime) -> dict[str, Any]:
    """What was asked of others is taken back, and each of them noted: they hear if she is found."""
    end_transfers(case, at)
    referrals, petitions = end_referrals(case, at), end_petitions(case, by=by, at=at)
    for one in referrals:
        # Whoever received without an account has a name in the directory alone.
        who = "" if one.partner_id else str(one.service.organization)
        note_told(case, death, "referral", by=by, at=at, about=str(one.id), partner=one.partner, who=who)
    for petition in petitions:
        if petition.sent_at:  # what never left told nobody
            note_told(case, death, "petition", by=by, at=at, about=str(petition.id), partner=petition.partner)
    return {
        "referrals": len(referrals),
        "petitions": len(petitions),
        "returns": 0,
        "aids": len(end_aids(case, by=by, at=at)),
        "families": len(end_families(case, at)),
        "messages": end_messages(case, at),
    }


def _ids(case: Case) -> list[object]:
    """Everything about the person by which a message in the outbox may be named."""
    things = (
        case.referrals,
        case.transfers,
        case.petitions,
        case.disclosures,
        case.letters,
        case.aids,
        case.messages,
        case.appointments,
    )
    own = [id for some in things for id in some.values_list("id", flat=True)]
    return [case.id, *own, *ids_of(case)]
