"""What several acts of a referral share: a step of its life, and who is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cauce.cases.access_told import attending
from cauce.cases.actions import meet_obligation
from cauce.cases.facts import acts_of, edition_of, plan_of, zone_of
from cauce.cases.models import Case, Consent
from cauce.content.loader import parameter_on
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import shred
from cauce.protocol.editions.access import current_edition
from cauce.rules import dates
from cauce.rules import envelope as envelopes
from cauce.rules import referral as rules
from cauce.rules.pathway import ASKS, PLACE_AGREED, UNANSWERED, Obligation, on_the_way
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices.actions import cancel, queue_each
from cauce.staff.offices import access as offices

from ..models import Envelope, Referral, Step

LEGAL, PLACE = "legal", "shelter"
# Whom to tell of a case that nobody works on: the first of these that anybody at its post is.
STEPS = (("protection_officer",), ("protection_consul", "head_of_post"))
# What the case is told of a safe place: that it agreed, or that it no longer does; the fact that says it, and
# the hour at which the person is expected there.
AGREED, LOST, PLACE_FACT, HOUR_FACT = PLACE_AGREED, "place_lost", "need.shelter_agreed", "need.arrival_at"
# What an acceptance does, by need; of any other it is what a safe place, health or support waits for. Whoever
# takes up wages or a child's protection gives nobody a bed: that is followed up, and the bed stays owed.
_ACCEPTED = {LEGAL: "legal_referral_accepted", "labour": "referral_tracked", "children": "referral_tracked"}
_FOLLOWS = "referral_tracked"  # what only follows a referral up does not say by when it is answered


def accepted_as(need: str) -> str:
    """The act that an acceptance of this need is."""
    return _ACCEPTED.get(need, "referral_accepted")


def step_asked(case: Case, need: str) -> str:
    """The step that waits for the answer to a request for this need; empty: none does by itself, since one
    answer about health or support leaves the others to be asked."""
    if need not in (LEGAL, PLACE):
        return ""
    done = accepted_as(need)
    actions = edition_of(case).actions.values()
    return next((one.id for one in actions if done in one.done_by and _FOLLOWS not in one.done_by), "")


def _nobody_answers(referral: Referral, at: dt.datetime) -> None:
    """A request ended and was never accepted: unless another one goes on, its step waits for nobody."""
    case, step = referral.case, step_asked(referral.case, referral.need)
    if not step or referral.answered_at is not None or UNANSWERED not in edition_of(case).acts:
        return
    others = Referral.objects.filter(case=case, need=referral.need, state__in=sorted(rules.OPEN))
    asked = any(one.action == step and one.name in ASKS for one in acts_of(case))
    if asked and not others.exclude(id=referral.id).exists():
        meet_obligation(actor=SYSTEM, case=case, name=UNANSWERED, at=at, action=step)


def _follow_place(referral: Referral, before: str, at: dt.datetime) -> None:
    """Tell the case what a safe place's answer leads to: the way there, the arrival, or that no place that
    agreed expects the person any more. The edition of an older case may know no such step."""
    case, after = referral.case, referral.state
    if referral.need != PLACE or AGREED not in edition_of(case).acts:
        return
    facts: dict[str, Any] = {}
    step = ""
    if after == "accepted" and before in rules.WAITING:
        name, facts = AGREED, {PLACE_FACT: True}
        # A second yes moves nothing of somebody who is already on the way to the first place.
        if not on_the_way(plan_of(case, timezone.now()), acts_of(case)):
            step, facts[HOUR_FACT] = _way_step(case), None
    elif after in ("in_service", "completed") and before == "accepted":
        name = rules.ARRIVED
    elif referral.answered_at and after in rules.ENDS - {"completed"} and not _other_place(referral):
        name, facts = LOST, {PLACE_FACT: False, HOUR_FACT: None}
    else:
        return
    meet_obligation(actor=SYSTEM, case=case, name=name, at=at, action=step, facts=facts)


def _way_step(case: Case) -> str:
    """The step that is the way to the place; '': the edition of the case has none."""
    actions = edition_of(case).actions.values()
    return next((one.id for one in actions if rules.ARRIVED in one.done_by), "")


def _other_place(referral: Referral) -> bool:
    """Whether another place agreed, and still expects the person or attends them."""
    going_on = Referral.objects.filter(case=referral.case, need=PLACE, answered_at__isnull=False)
    return going_on.filter(state__in=sorted(rules.OPEN | {"completed"})).exclude(id=referral.id).exists()


def amounts(since: dt.datetime, zone: ZoneInfo) -> dict[rules.Priority, dt.timedelta]:
    """How long the receiver has to decide, by priority, when it was sent at ``since``.

    «The same day» is never less than what danger gives: nobody has ten minutes because it is late.
    """
    edition, day = current_edition(), dates.local_day(since, zone)
    found: dict[rules.Priority, dt.timedelta] = {}
    for priority, name in rules.ANSWER_WITHIN.items():
        parameter = edition.parameters[name]
        value = parameter_on(edition, parameter.id, day).value
        if priority in rules.PRESSING:
            found[priority] = dates.add(since, value, parameter.unit, zone) - since
        else:  # days that have passed, and not days of a calendar
            found[priority] = dt.timedelta(**{parameter.unit: value})
    found["urgent"] = max(found["urgent"], found["emergency"])
    return found


def answer_by(
    case: Case, need: str, at: dt.datetime, plan: Iterable[Obligation]
) -> dict[rules.Priority, dt.datetime | None]:
    """By when whoever receives a request sent now would decide, for each priority that presses.

    ``plan``: what the case owes.
    """
    owed = step_due(case, need, at, plan)
    within = amounts(at, zone_of(case))
    return {one: rules.sooner(at + within[one], owed) for one in within if one in rules.PRESSING}


def step_due(
    case: Case, need: str, at: dt.datetime, plan: Iterable[Obligation] | None = None
) -> dt.datetime | None:
    """By when the step that this referral would do is owed; None: none is, or it is late already, and then
    the receiver has the whole period from the sending. ``plan`` None: what the case owes is computed."""
    done = accepted_as(need)
    actions = edition_of(case).actions
    owed = [
        one.due
        for one in (plan_of(case, at) if plan is None else plan)
        if one.state in ("open", "blocked")
        and one.due is not None
        and one.due > at
        and done in actions[one.action].done_by
        and _FOLLOWS not in actions[one.action].done_by
    ]
    return min(owed, default=None)


# By which way an answer came: with an account, by a link, or told to the officer.
WAYS = ("account", "link", "told")


def number(name: str, on: dt.date) -> int:
    """The value of a parameter of the edition in force that is a number."""
    return int(parameter_on(current_edition(), name, on).value)


@dataclass(frozen=True)
class Said:
    """What goes with an answer, as its step keeps it: a code, free places, the data that it asks for."""

    code: str = ""
    places: int | None = None
    wanted: tuple[str, ...] = ()


NOTHING = Said()


def take_step(
    referral: Referral,
    act: str,
    *,
    side: str,
    by: str,
    at: dt.datetime,
    way: str = "",
    said: Said = NOTHING,
) -> bool:
    """Advance by the table of the rules and keep the step; False when it was already so.

    ``way`` and ``said`` go with an answer, as the step keeps them.
    Raises ``BadInput`` when the act is not possible from here, naming what is.
    """
    before = referral.state
    after = rules.advance(before, act, by=side, resume_to=referral.resume_to or None)
    if after == before:
        return False
    referral.resume_to = before if after == "info_requested" else ""
    referral.state = after
    taken = list(Step.objects.filter(referral=referral).order_by("number").values_list("state", "at"))
    Step.objects.create(
        referral=referral,
        number=len(taken) + 1,
        act=act,
        state=after,
        at=at,
        by=by,
        side=side,
        way=way,
        code=said.code,
        places=said.places,
        wanted=list(said.wanted) or None,
    )
    # When the receiver first opened it; a question back does not move it.
    read = [moment for state, moment in [*taken, (after, at)] if state == "acknowledged"]
    sent_at, zone = referral.sent_at or at, zone_of(referral.case)
    within = amounts(sent_at, zone)
    due = rules.due(
        after,
        referral.priority,
        sent_at=sent_at,
        acknowledged_at=read[0] if read else None,
        amounts=within,
        resume_to=referral.resume_to or None,
    )
    if referral.priority in rules.PRESSING:
        owed = step_due(referral.case, referral.need, at) if act == "send" else referral.due_at
        due = rules.sooner(due, sent_at + within[referral.priority], owed)
    referral.due_at = due
    _follow_place(referral, before, at)
    if after in rules.ENDS:
        note("referral", referral.id)
        # Whoever no longer attends the person needs no paper of theirs.
        for one in Envelope.objects.filter(referral=referral, state__in=sorted(envelopes.OPEN)):
            end_envelope(one, "withdrawn", at)
        _nobody_answers(referral, at)
    return True


def end_envelope(envelope: Envelope, state: str, at: dt.datetime) -> None:
    """It is over: what it held is destroyed, and so is its key; what was to be told is not."""
    envelope.state, envelope.shared, envelope.ended_at = state, None, at
    envelope.save()
    note("envelope", envelope.id)
    shred(envelope.id)
    for about in ("envelope_second", "envelope_signed"):
        cancel(start=f"{about}:{envelope.id}:")


def destroy_shared(referral: Referral) -> None:
    """Nobody needs any more what was shared: the receiver cannot read it, nor can a backup."""
    referral.shared = referral.carried_at = None
    referral.save()
    note("referral", referral.id)
    shred(referral.id)


@again("envelope")
def _end_envelopes_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    rows = list(Envelope.objects.filter(id__in=ids, state__in=sorted(envelopes.OPEN)))
    for row in rows:
        end_envelope(row, "withdrawn", at)
    return len(rows)


def rest_on(referral: Referral, consent: Consent, shared: dict[str, Any]) -> None:
    """The referral rests on a newer yes, and its receiver keeps what that yes carries."""
    referral.consent, referral.carried_at = consent, timezone.now()
    referral.shared = Referral.shared.seal(referral, shared)
    referral.save()


def tell_officer(referral: Referral, *, key: str, body: str, at: dt.datetime) -> None:
    """A neutral line to whoever works on the case, else to who could: no name, only the folio."""
    case = referral.case
    to = attending(case, *STEPS)
    # Kept in the outbox even where nobody is left, so that it is found once and not at every tick.
    queue_each(to, key=key, about=case.id, subject=case.folio, body=body, at=at, kept=True)


def tell_head(referral: Referral, *, key: str, body: str, at: dt.datetime) -> None:
    """A neutral line to whoever leads the post: a silence that reminders did not end."""
    case = referral.case
    queue_each(
        offices.staff(case.post_id, "head_of_post", case=case.id),
        key=key,
        about=case.id,
        subject=case.folio,
        body=body,
        at=at,
    )


def tell_partner(referral: Referral, *, key: str, body: str, at: dt.datetime) -> None:
    """A neutral line to the receiver: that something waits, and nothing about anybody."""
    if referral.partner_id is None:
        return
    queue_each(
        offices.partner_staff(referral.partner_id),
        key=key,
        about=referral.case_id,
        subject="Tiene una solicitud / A request",
        body=body,
        at=at,
    )
