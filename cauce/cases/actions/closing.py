"""Closing a case, with a reason; reopening is always possible."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from cauce.cases.rules.follow_up import LOST, check_closing
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.rules.permissions import Actor
from cauce.staff.oversight.actions import take

from .. import access_contact_lost, access_follow
from ..ending import end_along
from ..facts import CLOSED, edition_of
from ..models import Case, Closing
from ..replan import replan
from ..required import VOIDED
from ._shared import add_act
from .colleagues import end_between_colleagues

bad_input = BadInputs(__file__)

DEATH = "death"


@effect
def write_closing(
    case: Case,
    reason: str,
    *,
    by: str,
    at: dt.datetime,
    note: str = "",
    satisfaction: str = "not_asked",
    words: str = "",
) -> None:
    """How it closed, and the act of closing; whoever calls changes the case itself."""
    made = Closing(id=uuid.uuid4(), case=case, closed_at=at, by=by)
    said = {"reason": reason, "satisfaction": satisfaction, "words": words}
    made.sealed = Closing.sealed.seal(made, said)
    made.save(force_insert=True)
    add_act(case, "closed", at=at, by=by, note=f"{reason}: {note}")


@act("case.close", requires="case.conclude", on="case")
def close_case(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    reason: str,
    note: str,
    at: dt.datetime,
    satisfaction: str = "not_asked",
    words: str = "",
) -> None:
    """Close for a reason of the catalogue; nothing is due afterwards, and nothing is erased.

    ``satisfaction``: whether the help served, by the person's own answer; ``words``: what they chose
    to say. Raises ``BadInput`` for lost contact before the safe attempts and for a death (two people
    record it: ``dying``), ``NotApproved`` for lost contact at a high risk without the second person,
    ``Unknown``.
    """
    reasons = [item.id for item in edition_of(case).catalogues["closing_reasons"]]
    if reason not in reasons:
        raise unknown("motivos", "reasons", reason, reasons)
    if case.status in CLOSED:
        raise bad_input("the_case_is_already_closed", where="status")
    if reason == DEATH:
        raise bad_input("a_death_is_recorded_by_two_people", where="reason")
    needed = access_follow.needed_days(case, at.date())
    check_closing(reason, satisfaction, access_follow.tries_of(case), needed)
    second = ""
    if reason == LOST and access_contact_lost.second_needed(case):
        second = take(
            kind=access_contact_lost.KIND,
            about=("case", str(case.id)),
            payload=access_contact_lost.heard_of(case),
            actor=actor,
            at=at,
        ).decided_by
    write_closing(case, reason, by=actor.user, at=at, note=note, satisfaction=satisfaction, words=words)
    case.status, case.closed_at = "closed", at
    case.save(update_fields=["status", "closed_at"])
    end_between_colleagues(case, at)
    end_along(case, at)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(reason=reason, second=second)


@act("case.reopen", requires="case.work", on="case")
def reopen_case(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> None:
    """Open a closed case again; its obligations return as the rules say.

    Raises ``BadInput`` when it is not closed.
    """
    if case.status == VOIDED:
        raise bad_input("the_case_was_voided", where="status")
    if case.erased_at or case.status not in ("closed", "closed_referred"):
        raise bad_input("the_case_is_already_open", where="status")
    add_act(case, "reopened", at=at, by=actor.user)
    case.status, case.closed_at = "active", None
    case.save(update_fields=["status", "closed_at"])
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
