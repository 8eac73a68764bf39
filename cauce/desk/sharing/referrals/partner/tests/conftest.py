"""A request of Houston to Casa Jacaranda, and one to Casa Nopal that is none of hers."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, open_case, record_consent
from cauce.custody.journal.gathered import gathered
from cauce.sharing.referrals.actions import Asked, Sought, send
from tests.cast import shelter

SHARED = {
    "first_name_or_alias": "Luz",
    "age_band": "25-34",
    "needs": ["shelter", "medical"],
    "language": "spa",
    "urgent": True,
}


def send_to(cast, partner, shared=None, **more):
    """A referral that Inés sends with consent for exactly these fields."""
    shared = SHARED if shared is None else shared
    case, service, ines, now = more.pop("case", None), shelter(partner), cast.ines, timezone.now()
    case = case or open_case(
        actor=ines.actor, post=cast.houston, channel="window", started_at=now, officer=ines.user
    )
    record_consent(
        actor=ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=tuple(shared)),
    )
    given = {"need": "shelter", "priority": "urgent"} | more
    return send(
        actor=ines.actor,
        case=case,
        asked=Asked(service, shared),
        at=now,
        **gathered(given, sought=Sought),
    )


class Desk:
    """What Clara does on her phone."""

    def __init__(self, client, cast) -> None:
        self.client, self.cast = client, cast
        client.force_login(cast.clara.user)
        self.referral = send_to(cast, cast.jacaranda)
        self.address = f"/solicitudes/{self.referral.id}/"

    def open(self) -> str:
        return self.client.get(self.address).content.decode()

    def say(self, what: str, **more):
        form = {"what": what, "once": str(uuid.uuid4())} | more
        return self.client.post(self.address, form)

    def state(self) -> str:
        self.referral.refresh_from_db()
        return self.referral.state


@pytest.fixture
def desk(client, cast):
    return Desk(client, cast)
