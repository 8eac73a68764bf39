"""A service without an account, a request to it, and the link and code that Inés gives."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, open_case, record_consent
from cauce.directory.models import Organization, Service
from cauce.sharing.referrals.actions import Asked, Sought, invite, send
from cauce.sharing.referrals.models import Referral

# Two words: the address stands on its own page, and three letters stand in its token by chance.
ALIAS = "Luz Abril"
SHARED = {"first_name_or_alias": ALIAS, "needs": "Dormir hoy.", "language": "spa"}


def without_account(name: str = "Comedor Girasol (ejemplo)", kind: str = "shelter") -> Service:
    organization = Organization.objects.create(name=name, source="tests", external_id=f"o-{name}")
    service = Service.objects.create(
        organization=organization,
        name=f"Alojamiento · {name}",
        source="tests",
        status="active",
        external_id=f"s-{name}",
    )
    service.kinds.create(kind=kind)
    return service


class Reply:
    """What a receiver without an account does on a phone."""

    def __init__(self, cast, service) -> None:
        self.cast, now = cast, timezone.now()
        self.case = open_case(
            actor=cast.ines.actor, post=cast.houston, channel="window", started_at=now, officer=cast.ines.user
        )
        self.consent = record_consent(
            actor=cast.ines.actor,
            case=self.case,
            purpose="referral",
            given=True,
            at=now,
            recipient=str(service.organization_id),
            terms=ConsentTerms(fields=tuple(SHARED)),
        )
        self.referral = send(
            actor=cast.ines.actor,
            case=self.case,
            asked=Asked(service=service, shared=SHARED),
            sought=Sought(need="shelter", priority="urgent"),
            at=timezone.now(),
        )
        self.client = Client()
        self.again()

    def again(self) -> None:
        self.given = invite(actor=self.cast.ines.actor, referral=self.referral, at=timezone.now())
        self.address = f"/respuesta/{self.given.token}/"

    def open(self) -> str:
        return self.client.get(self.address).content.decode()

    def enter(self, code: str | None = None):
        return self.client.post(self.address, {"code": code or self.given.code})

    def say(self, what: str, **more):
        form = {"what": what, "once": str(uuid.uuid4())} | more
        return self.client.post(self.address, form)

    def state(self) -> str:
        return Referral.objects.get(id=self.referral.id).state


@pytest.fixture
def reply(cast):
    return Reply(cast, without_account())
