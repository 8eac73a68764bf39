"""Cases made without a browser, for the journeys that begin in the middle."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.sharing.referrals import actions as referrals


def open_case(house, at=None):
    """A case of Houston that began at the counter."""
    at = at or timezone.now()
    return cases.open_case(
        actor=house.cast.ines.actor, post=house.cast.houston, channel="walk_in", started_at=at
    )


def send(house, case, service, **shared):
    """A request to a shelter with consent to what is shared; by default only the need."""
    now, ines = timezone.now(), house.cast.ines.actor
    shared = shared or {"needs": "alojamiento"}
    cases.record_consent(actor=ines, case=case, purpose="keeping", given=True, at=now)
    cases.record_consent(
        actor=ines,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        recipient=str(service.organization_id),
        terms=cases.ConsentTerms(fields=tuple(shared)),
    )
    return referrals.send(
        actor=ines,
        case=case,
        asked=referrals.Asked(service=service, shared=shared),
        sought=referrals.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )


def others(house) -> None:
    """Three more cases of Houston, so that the worklist and the numbers have something to order."""
    now, ines = timezone.now(), house.cast.ines.actor
    for hours, facts in (
        (50, {"danger.immediate": False, "person.age": 42, "person.age_doubt": False}),
        (6, {"danger.immediate": True, "person.age": 24, "person.age_doubt": False}),
        (3, {"danger.immediate": False, "person.age": 15, "person.age_doubt": False}),
    ):
        at = now - dt.timedelta(hours=hours)
        case = open_case(house, at)
        cases.record_act(
            actor=ines,
            case=case,
            name="safety_checked",
            facts=facts,
            happened_at=at + dt.timedelta(minutes=20),
        )


def count(house) -> int:
    """How many cases Houston has."""
    return Case.objects.filter(post=house.cast.houston).count()
