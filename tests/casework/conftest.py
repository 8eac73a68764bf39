"""Cases and referrals of the cast, for tests that span several apps."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.custody.journal.gathered import gathered
from cauce.custody.keystore.moving import settle_key, unsettled
from cauce.sharing.referrals import actions as referrals
from tests.cast import shelter


def open_case(cast, **given):
    """A case that Inés opens at Houston."""
    started = given.pop("started_at", timezone.now() - dt.timedelta(minutes=30))
    return cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=started,
        officer=cast.ines.user,
        **given,
    )


def consent(cast, case, purpose, given=True, **more):
    return cases.record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose=purpose,
        given=given,
        at=more.pop("at", timezone.now()),
        **gathered(more, terms=cases.ConsentTerms),
    )


def send(cast, case, service, **given):
    """Agreed to, and sent to Casa Jacaranda."""
    agreed = consent(
        cast,
        case,
        "referral",
        recipient=str(service.organization_id),
        fields=("needs",),
        at=given.get("at", timezone.now()),
    )
    sent = {"need": "shelter", "priority": "normal", "shared": {"needs": "alojamiento"}, "at": timezone.now()}
    sent = gathered(sent | {"service": service} | given, asked=referrals.Asked, sought=referrals.Sought)
    return referrals.send(actor=cast.ines.actor, case=case, **sent), agreed


def concluded(cast):
    """A case of Houston, and the conclusion of Inés that waits for its signature."""
    case = open_case(cast)
    consent(cast, case, "keeping")
    made = cases.conclude(
        actor=cast.ines.actor,
        case=case,
        conclusion="presumed",
        concepts={},
        verdicts={},
        reasons="Lo que contó coincide con lo observado.",
        at=timezone.now(),
    )
    return case, made


@pytest.fixture(autouse=True)
def no_key_of_another_test_lies_under_two_posts():
    """A test that undoes its transaction never settles the keys of the transfer in it, and the keystore,
    a file of its own, undoes nothing: only the keys of each test are looked at."""
    for key_id in unsettled(older=-1):
        settle_key(key_id, "HOU")


@pytest.fixture
def sent(cast):
    """A case with a shelter asked for, and what was sent for it."""
    case = open_case(cast)
    cases.record_act(
        actor=cast.ines.actor,
        case=case,
        name="urgent_needs_checked",
        happened_at=timezone.now(),
        facts={"need.shelter": True},
    )
    service = shelter(cast.jacaranda)
    referral, agreed = send(cast, case, service)
    return SimpleNamespace(case=case, service=service, referral=referral, consent=agreed)


def in_thread(work):
    """The work as a thread does it: with a connection of its own that it closes."""

    def run(*args):
        try:
            return work(*args)
        finally:
            connection.close()

    return run
