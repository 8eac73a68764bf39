"""Silence is chased on fixed days and ends in «no answer in time», so that nobody waits for ever.

A round of the loop chases many in one transaction: the same reminders and, of each, the same entry in
the journal as one by one, with queries whose number does not grow with the referrals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.utils import timezone

from cauce.cases.access_told import officer_of
from cauce.cases.facts import agreed_of_many
from cauce.cases.models import Case
from cauce.custody.journal.chain import Link, append_many
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.rules.referral import WAITING
from cauce.staff.notices.actions import queue_many
from cauce.staff.notices.models import Message
from cauce.staff.offices import access as offices

from ..facts import stored_of
from ..models import Referral
from ._shared import STEPS, destroy_shared, take_step, tell_head, tell_officer

TO_PARTNER = (
    "Tiene una solicitud / A request",
    "Una solicitud espera su respuesta. / A request waits for your answer.",
)
TO_OFFICER = "Una solicitud sigue sin respuesta. / A request is still unanswered."
TO_CALL = "Llame: una solicitud sigue sin respuesta. / Telephone: a request is still unanswered."
TO_HEAD = "Nadie contesta una solicitud; decida qué sigue. / Nobody answers a request; decide."


@act("referral.chase", requires="system.run", on="referral")
def chase(
    *, actor: Actor, entry: Entry, referral: Referral, day: int, at: dt.datetime, last: bool = False
) -> None:
    """Remind the receiver and tell the officer; each reminder exists once.

    Nothing is said when the receiver decided meanwhile, or her yes no longer stands; nothing outside
    when it stands and carries nothing of what was shared. ``last``: there is no later reminder, so
    whoever leads the post is told as well.
    """
    entry.about("referral", referral.id, post=referral.case.post_id)
    entry.detail(day=day)
    _chased([(referral, day)], frozenset({day} if last else ()), at)


@act("referral.chase_round", requires="system.run")
def chase_round(
    *, actor: Actor, entry: Entry, due: Sequence[tuple[Referral, int]], last: int, at: dt.datetime
) -> int:
    """Chase many referrals, each for its day, as ``chase`` does one; how many. ``last``: the last day
    of the list. One that was answered meanwhile is left alone."""
    ids = [referral.id for referral, _ in due]
    # In the order of every act on a referral: its case first, then its row.
    list(
        Case.objects.filter(referrals__in=ids)
        .order_by("id")
        .select_for_update(of=("self",), no_key=True)
        .values_list("id", flat=True)
    )
    rows = Referral.objects.filter(id__in=ids).select_for_update(no_key=True)
    now = {id: (state, chased) for id, state, chased in rows.values_list("id", "state", "chased")}
    held = []
    for referral, day in due:
        state, chased = now.get(referral.id, ("", day))
        if chased < day:
            referral.state, referral.chased = state, chased
            held.append((referral, day))
    _chased(held, frozenset({last}), at)
    append_many(
        Link(
            "act",
            "referral.chase",
            actor.user,
            timezone.now(),
            referral.case.post_id,
            "referral",
            str(referral.id),
            {"day": day},
        )
        for referral, day in held
    )
    entry.about("referral", "round")
    entry.detail(referrals=len(held))
    return len(held)


def _chased(due: Sequence[tuple[Referral, int]], last: Iterable[int], at: dt.datetime) -> None:
    """Say what is to be said of each, and keep on each which day it was chased for."""
    waiting = [(one, day) for one, day in due if one.state in WAITING]
    recipients = [(one.case, str(one.service.organization_id)) for one, _ in waiting]
    agreed = agreed_of_many(recipients, "referral", at)
    staff = cache(offices.staff)
    outside = offices.staff_of_partners(one.partner_id for one, _ in waiting if one.partner_id)
    messages: list[Message] = []
    for (referral, day), fields in zip(waiting, agreed, strict=True):
        # Without her yes nobody outside is told anything; the loop takes such a one back. Nor once her
        # yes carries nothing of what was shared: of that only the people of the case hear.
        if fields:
            told = outside if _carries(fields, referral) else {}
            messages += _messages(referral, day, day in last, staff, told, at)
    queue_many(messages)
    for day in {day for _, day in due}:
        ids = [referral.id for referral, one in due if one == day]
        Referral.objects.filter(id__in=ids).update(chased=day)
    for referral, day in due:
        referral.chased = day


def _carries(fields: frozenset[str], referral: Referral) -> bool:
    """Whether her word of now carries something of what its receiver was sent, if that held any data."""
    if referral.partner_id is None:
        return True  # nobody outside is written to
    stored = stored_of(referral)
    return not stored or not fields.isdisjoint(stored)


def _messages(
    referral: Referral,
    day: int,
    last: bool,
    staff: Callable[..., Any],
    outside: Mapping[Any, list[Any]],
    at: dt.datetime,
) -> list[Message]:
    key, case = f"chase:{referral.id}:{day}", referral.case
    subject, body = TO_PARTNER
    found = []
    if referral.partner_id is not None:
        found = [(f"{key}:{user.id}", user, subject, body) for user in outside.get(referral.partner_id, ())]
    to = officer_of(case)
    for roles in STEPS:
        to = to or offices.open_to(staff(case.post_id, *roles), case.id)
    said = TO_OFFICER if referral.partner_id else TO_CALL
    # Kept in the outbox even where nobody is left, so that it is found there.
    for user in to or ["nobody"]:
        name = getattr(user, "id", user)
        found.append((f"{key}:officer:{name}", user, case.folio, said))
    if last:
        found += [
            (f"{key}:head:{user.id}", user, case.folio, TO_HEAD)
            for user in offices.open_to(staff(case.post_id, "head_of_post"), case.id)
        ]
    return [
        Message(
            key=one,
            recipient=str(getattr(user, "id", user)),
            about=str(case.id),
            subject=title,
            body=text,
            made_at=at,
        )
        for one, user, title, text in found
    ]


@act("referral.expire", requires="system.run", on="referral")
def expire(*, actor: Actor, entry: Entry, referral: Referral, at: dt.datetime) -> None:
    """The time to answer is over: it expires, what was shared is destroyed, the officer
    looks for another provider and whoever leads the post knows that nobody answered."""
    entry.about("referral", referral.id, post=referral.case.post_id)
    if referral.state not in WAITING:
        return  # the receiver decided, or it was withdrawn, since it was found due
    take_step(referral, "expire", side="system", by=actor.user, at=at)
    destroy_shared(referral)
    tell_officer(
        referral,
        key=f"expired:{referral.id}",
        at=at,
        body="Una solicitud venció sin respuesta. / A request expired unanswered.",
    )
    tell_head(referral, key=f"silence:{referral.id}", body=TO_HEAD, at=at)
