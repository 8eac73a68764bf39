"""Cases made without a browser, for the journeys that begin in the middle."""

from __future__ import annotations

from django.utils import timezone

from cauce.cases import actions as cases
from cauce.referrals import actions as referrals


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
        actor=ines, case=case, purpose="referral", given=True, at=now,
        recipient=str(service.organization_id), fields=tuple(shared),
    )  # fmt: skip
    return referrals.send(
        actor=ines, case=case, service=service, need="shelter", priority="urgent",
        shared=shared, at=timezone.now(),
    )  # fmt: skip
