"""A case at Houston with consent for Casa Jacaranda, and what is sent to it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.gathered import gathered
from cauce.sharing.referrals import actions
from cauce.sharing.referrals.models import Referral
from tests.cast import shelter


@pytest.fixture
def case(cast):
    now = timezone.now()
    case = cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=now - dt.timedelta(minutes=30),
        officer=cast.ines.user,
    )
    cases.record_act(
        actor=cast.ines.actor,
        case=case,
        name="urgent_needs_checked",
        happened_at=now,
        facts={"need.shelter": True, "need.legal": True},
    )
    return case


@pytest.fixture
def service(cast):
    return shelter(cast.jacaranda)


def agree(cast, case, service, **changes):
    """She agrees that three things be told to the organisation of this service."""
    given = {
        "purpose": "referral",
        "given": True,
        "at": timezone.now(),
        "recipient": str(service.organization_id),
        "fields": ("needs", "language", "age_band"),
    }
    return cases.record_consent(
        actor=cast.ines.actor, case=case, **gathered(given | changes, terms=cases.ConsentTerms)
    )


def send(cast, case, service, **changes) -> Referral:
    given = {
        "need": "shelter",
        "priority": "normal",
        "shared": {"needs": "alojamiento"},
        "at": timezone.now(),
    }
    return actions.send(
        actor=cast.ines.actor,
        case=case,
        **gathered(given | {"service": service} | changes, asked=actions.Asked, sought=actions.Sought),
    )


@pytest.fixture
def referral(cast, case, service):
    agree(cast, case, service)
    return send(cast, case, service)
