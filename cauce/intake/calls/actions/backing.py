"""Calling back: written by hand, after asking whether that telephone is safe. Nothing is sent from here."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from cauce.cases.actions import ContactAttempt, log_contact
from cauce.cases.models import Case, ContactTry
from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.intake.calls.rules import device_verdict, is_forbidden, never_in, not_to_be_called
from cauce.rules.permissions import Actor, permits
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices import access_duty as duty

from .. import access
from ..models import Call, CallTry
from ..sealing import told_in
from ._shared import acknowledged, check_open

bad_input = BadInputs(__file__)

LATE = (
    "Un pendiente pasó de su hora / Something is past its time",
    "Mírelo en «Guardia telefónica». / Look at it under “On call”.",
)


def _check_device(way: str, device: Mapping[str, str]) -> None:
    """Raises ``BadInput``, with each cure, when the telephone is shared, watched or not known."""
    if way not in access.BY_TELEPHONE:
        return
    verdict = device_verdict(access.device_questions(), device)
    if not verdict.safe:
        raise BadInput(
            "No use ese teléfono: puede verlo alguien más, o no se preguntó si es seguro.",
            "Do not use that telephone: somebody else may see it, or nobody asked whether it is safe.",
            where="way",
            cure_es=" ".join(one.es for one in verdict.reasons),
            cure_en=" ".join(one.en for one in verdict.reasons),
        )


def _check_time(happened_at: dt.datetime, came_at: dt.datetime, at: dt.datetime) -> None:
    # Typed to the minute: the minute of the call itself is no mistake.
    if happened_at > at or happened_at < came_at.replace(second=0, microsecond=0):
        raise bad_input("that_time_is_in_the_future", where="happened_at")


@dataclass(frozen=True)
class CallBack:
    """One attempt to call back: how, what was asked about the telephone, and what came of it."""

    way: str
    device: Mapping[str, str]
    result: str
    note: str
    happened_at: dt.datetime


@act("call.log_back", requires="call.answer", on="call")
def log_back(*, actor: Actor, entry: Entry, call: Call, attempt: CallBack, at: dt.datetime) -> CallTry:
    """An attempt to call back. Spoken to outside the forbidden time, the call-back is done.

    In the forbidden time it is written down all the same, and counts for nothing. Raises ``BadInput``
    for a telephone that is not safe or an hour that cannot be, ``Unknown``.
    """
    results = [one for one, _ in CallTry.RESULTS]
    if attempt.way not in access.BY_TELEPHONE:
        raise unknown("medios", "ways", attempt.way, access.BY_TELEPHONE, where="way")
    if attempt.result not in results:
        raise unknown("resultados", "results", attempt.result, results, where="result")
    check_open(call)
    _check_time(attempt.happened_at, call.came_at, at)
    _check_device(attempt.way, attempt.device)
    told, local = told_in(call), attempt.happened_at.astimezone(offices.zone(call.post_id)).time()
    never = is_forbidden(local, *never_in(told))
    allowed = not never and not not_to_be_called(told, told.get("answers", {}))
    made = CallTry(
        id=uuid.uuid4(),
        call=call,
        happened_at=attempt.happened_at,
        result=attempt.result,
        allowed=allowed,
        by=actor.user,
    )
    made.sealed = CallTry.sealed.seal(made, {"way": attempt.way, "note": attempt.note})
    made.save(force_insert=True)
    acknowledged(call, actor, at)
    if attempt.result == "reached" and allowed:
        call.called_back_at = attempt.happened_at
    call.save(update_fields=["acknowledged_at", "acknowledged_by", "next_at", "called_back_at"])
    entry.about("call", call.id, post=call.post_id)
    entry.detail(result=attempt.result, allowed=allowed)
    return made


@act("call.contact", requires="case.work", on="case")
def contact_by_telephone(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    attempt: ContactAttempt,
    device: Mapping[str, str],
) -> ContactTry:
    """An attempt to reach the person of a case by telephone or WhatsApp, once the telephone is safe.

    Raises ``BadInput`` with the cure for one that is shared or watched, and what ``log_contact`` raises.
    """
    if attempt.way not in access.BY_TELEPHONE:
        raise unknown("medios", "ways", attempt.way, access.BY_TELEPHONE, where="way")
    _check_device(attempt.way, device)
    made = log_contact(
        actor=actor,
        case=case,
        attempt=attempt,
    )
    entry.about("case", case.id, post=case.post_id)
    entry.detail(asked=len(device), safe=made.safe)
    return made


@act("call.chase_back", requires="system.run", on="call")
def chase_back(*, actor: Actor, entry: Entry, call: Call, at: dt.datetime) -> int:
    """Nobody called back in time: who has it and who is on duty are told, the second time who leads too.

    How many were told. 0: it was called back meanwhile, or another turn of the loop said so.
    """
    entry.about("call", call.id, post=call.post_id)
    if call.called_back_at or call.closed_at or call.back_due_at is None:
        return 0
    grace = dt.timedelta(minutes=access.minutes("call-back-grace", at))
    if call.back_due_at + grace * (call.chased + 1) > at:
        return 0
    call.chased += 1
    call.save(update_fields=["chased"])
    # Whoever took it up and may answer no more is no one to tell.
    has = offices.actor_of(call.acknowledged_by) if call.acknowledged_by else None
    people = {has.user} if has and permits(has, "call.answer", call.scope).allowed else set[str]()
    people |= {turn.first for turn in duty.answering(call.post, at)}
    if call.chased > 1 or not people:
        people |= {
            person
            for rung in duty.rungs(call.post, at)
            for person in rung.people
            if rung.name in ("head_of_post", "second")
        }
    if not people:
        people = {person for rung in duty.rungs(call.post, at)[:1] for person in rung.people}
    queue_each(
        sorted(people),
        key=f"call-back:{call.id}:{call.chased}",
        about=call.case_id,
        subject=LATE[0],
        body=LATE[1],
        at=at,
        urgent=call.urgency == "urgent",
        kept=True,
    )
    entry.detail(times=call.chased, told=len(people))
    return len(people)
