"""Receivers without an account, in the shown post: one that answered by its link, one that waits.

And of every service that was given, what came of it and what the person says.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.cases.actions import ConsentTerms, record_consent
from cauce.directory.models import Service
from cauce.rules.permissions import Actor
from cauce.sharing.referrals.access_links import receiver_of
from cauce.sharing.referrals.actions import Asked, Sought, answer, confirm_given, invite, look, send, try_code
from cauce.sharing.referrals.models import Referral
from cauce.staff.offices.access import actor_for

from . import scenes
from .world import Invented

FIELDS = ("needs", "age_band", "language")
SHARED = {"needs": "Alojamiento", "age_band": "30-39", "language": "Español"}
# How far each goes: only sent, accepted, or to the end with the person's word.
STORIES = ((), ("accept",), ("accept", "start_service", "complete"))


def outcome(referral: Referral, at: dt.datetime) -> None:
    """What came of a service that was completed at this instant; every fifth is not confirmed."""
    referral.result = "need_met"
    if at.minute % 3:
        referral.confirmed, referral.asked_at = at.minute % 5 != 0, at + dt.timedelta(days=2)


def load() -> int:
    """Send to services without an account, and answer by their links; how many were sent."""
    rows = Service.objects.filter(organization__partner=None, kinds__kind="shelter")
    service = rows.exclude(status__in=("inactive", "defunct")).order_by("id").first()
    if service is None:
        return 0
    for acts in STORIES:
        _story(service, acts)
    return len(STORIES)


def _story(service: Service, acts: tuple[str, ...]) -> None:
    case = scenes.new_case()
    officer, now = actor_for(scenes.officer()), timezone.now()
    record_consent(
        actor=officer,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        terms=ConsentTerms(fields=FIELDS),
        recipient=str(service.organization_id),
    )
    sent = send(
        actor=officer,
        case=case,
        asked=Asked(service=service, shared=SHARED),
        sought=Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    _answered(officer, sent, acts)


def _answered(officer: Actor, sent: Referral, acts: tuple[str, ...]) -> None:
    made, at = invite(actor=officer, referral=sent, at=timezone.now()), timezone.now()
    receiver = receiver_of(made.link)
    if acts:
        try_code(actor=receiver, link=made.link, code=made.code, at=at)
        look(actor=receiver, link=made.link, at=at)
    for what in acts:
        reason = "need_met" if what == "complete" else ""
        answer(actor=receiver, referral=sent, what=what, at=timezone.now(), reason=reason)
    if "complete" in acts:
        confirm_given(actor=officer, referral=sent, given=True, at=timezone.now())


INVENTED = Invented(220, lambda _: load())
