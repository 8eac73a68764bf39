"""Tells partners' systems what changed: each in its order, again until it is taken, once for each id.

A receiver that is away holds up its own queue alone; when it is back, what waited comes in order.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from cauce.rules.permissions import SYSTEM
from cauce.rules.referral import FHIR_TASK
from cauce.sharing.machines import access
from cauce.sharing.machines.actions import drop, note, queue
from cauce.sharing.machines.models import Hook, Telling
from cauce.standards import webhooks

MOST = 200  # of one partner in one round
TAKEN_BACK = frozenset({"withdrawn", "error"})


def tell_one(hook: Hook, at: dt.datetime) -> int:
    """Queue what is new for one address and send what is due; how many were taken."""
    if access.to_queue(hook):
        queue(actor=SYSTEM, hook=hook, at=at)
    told = 0
    for telling in access.waiting(hook)[:MOST]:
        if telling.next_at > at:
            break
        if _taken_back(telling):
            drop(actor=SYSTEM, telling=telling, at=at)
            continue
        result = _send(hook, telling, at)
        taken = webhooks.was_taken(result)
        note(actor=SYSTEM, telling=telling, told=taken, last=result, at=at)
        if not taken:
            break  # the next would overtake it
        told += 1
    return told


def _taken_back(telling: Telling) -> bool:
    """What was taken back before its receiver was told is not told; that it was, is."""
    step = telling.step
    return step.referral.state in TAKEN_BACK and step.state not in TAKEN_BACK


def _send(hook: Hook, telling: Telling, at: dt.datetime) -> str:
    """One try. Outside of every transaction: a slow receiver holds no lock."""
    step = telling.step
    status = FHIR_TASK[step.state]  # type: ignore[index]
    body = webhooks.body_of(
        task=step.referral_id,
        status=status.status,
        business_status=status.business_status,
        version=str(step.number),
        at=step.at.astimezone(dt.UTC).isoformat(timespec="seconds"),
    )
    headers = webhooks.headers_of(access.secret_of(hook), str(telling.id), int(at.timestamp()), body)
    return webhooks.tell(hook.url, body, headers, here=settings.HOOKS_TO_HERE)
