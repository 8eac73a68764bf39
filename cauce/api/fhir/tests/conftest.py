"""Casa Jacaranda's own system with a key, a referral sent to it, and a referral of somebody else."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.gathered import gathered
from cauce.sharing.machines import access
from cauce.sharing.machines.actions import give_key
from cauce.sharing.referrals import actions as referrals
from cauce.staff.oversight.actions import Matter, decide, propose
from tests.cast import shelter

CANARY = "Citlalmina Nochebuena"
SHARED = {
    "needs": f"un lugar para {CANARY}",
    "language": "Español",
    "urgent": "Sí",
    "age_band": "18-29",
    "first_name_or_alias": CANARY,
    "safe_contact": "713 555 0147",
    "safety_notes": CANARY,
}


def give(cast, partner, name="sistema-1", namespace="casa.ejemplo"):
    """Bruno proposes a key, Sofía approves it, Bruno makes it."""
    now = timezone.now()
    proposal = propose(
        actor=cast.bruno.actor,
        matter=Matter(
            kind=access.KIND,
            about=("partner", str(partner.id)),
            payload={"name": name, "namespace": namespace},
        ),
        post=None,
        reason="Lo pidió por oficio.",
        at=now,
    )
    decide(actor=cast.sofia.actor, proposal=proposal, approve=True, reason="", at=now)
    return give_key(actor=cast.bruno.actor, partner=partner, name=name, namespace=namespace, at=now)


def opened(cast):
    """A case of Houston for which a place to sleep is sought."""
    now = timezone.now()
    made = cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=now - dt.timedelta(minutes=30),
        officer=cast.ines.user,
    )
    cases.record_act(
        actor=cast.ines.actor,
        case=made,
        name="urgent_needs_checked",
        happened_at=now,
        facts={"need.shelter": True},
    )
    return made


@pytest.fixture
def case(cast):
    return opened(cast)


def send_to(cast, case, service, shared=None, **changes):
    shared = SHARED if shared is None else shared
    cases.record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=cases.ConsentTerms(fields=tuple(shared)),
    )
    given = {
        "need": "shelter",
        "priority": "urgent",
        "shared": shared,
        "at": timezone.now(),
        "seen_twice": True,
    }
    return referrals.send(
        actor=cast.ines.actor,
        case=case,
        **gathered(given | {"service": service} | changes, asked=referrals.Asked, sought=referrals.Sought),
    )


@pytest.fixture
def service(cast):
    return shelter(cast.jacaranda)


@pytest.fixture
def referral(cast, case, service):
    return send_to(cast, case, service)


@pytest.fixture
def given(cast):
    return give(cast, cast.jacaranda)


class Door:
    """What a system of a partner does with its key."""

    def __init__(self, key: str) -> None:
        self.key, self.client = key, Client(raise_request_exception=True)

    def get(self, path: str, code: int = 200, /, **asked: Any) -> dict[str, Any]:
        return self._read(self.client.get(f"/api/fhir/{path}", asked, headers=self._headers()), code)

    def _headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}", **more}

    def put(self, id: Any, message: Any, status: int = 200, **headers: str) -> dict[str, Any]:
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        kind = headers.pop("kind", "application/fhir+json")
        found = self.client.put(
            f"/api/fhir/Task/{id}",
            body,
            content_type=kind,
            headers=self._headers(**{n.replace("_", "-"): v for n, v in headers.items()}),
        )
        return self._read(found, status)

    def answer(self, id: Any, status: str, code: int = 200, **more: Any) -> dict[str, Any]:
        message = {"resourceType": "Task", "id": str(id), "status": status, **more}
        return self.put(id, message, code)

    @staticmethod
    def _read(found, status: int) -> dict[str, Any]:
        assert found.status_code == status, (found.status_code, found.content)
        return json.loads(found.content)


@pytest.fixture
def door(given):
    return Door(given.key)


def reason(code: str) -> dict[str, Any]:
    return {"coding": [{"system": "urn:cauce:rejection-reason", "code": code}]}
