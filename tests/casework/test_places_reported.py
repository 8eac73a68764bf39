"""Places free that come back with an answer are shown with their day, where somebody looks for a place."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.directory.models import Service
from cauce.sharing.machines.access import places_reported as by_systems
from cauce.sharing.machines.actions.reporting import report
from cauce.sharing.machines.models import Machine, Report
from cauce.sharing.referrals import actions
from cauce.sharing.referrals.models import Referral, Step
from tests.cast import shelter

pytestmark = pytest.mark.django_db
SAID = "Dijo al contestar una canalización, el"


@pytest.fixture
def referral(cast):
    """Sent to Casa Jacaranda, for a case that needs a place to sleep."""
    now = timezone.now()
    service = shelter(cast.jacaranda)
    Service.objects.filter(id=service.id).update(visibility="network")
    case = cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        officer=cast.ines.user,
        started_at=now - dt.timedelta(minutes=30),
    )
    cases.record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        recipient=str(service.organization_id),
        terms=cases.ConsentTerms(fields=("needs", "language", "age_band")),
    )
    return actions.send(
        actor=cast.ines.actor,
        case=case,
        asked=actions.Asked(service=Service.objects.get(id=service.id), shared={"needs": "alojamiento"}),
        sought=actions.Sought(need="shelter", priority="normal"),
        at=now,
    )


def answered(cast, referral, places: int, days: int = 0) -> None:
    actions.answer(actor=cast.clara.actor, referral=referral, what="accept", at=timezone.now(), places=places)
    if days:
        then = timezone.now() - dt.timedelta(days=days)
        Step.objects.filter(referral=referral, places__isnull=False).update(at=then)


def pages(cast, client, referral) -> tuple[str, str]:
    """The matching of the case, and the entry."""
    client.force_login(cast.ines.user)
    match = client.get("/directorio/", {"for": str(referral.case_id), "need": "shelter"})
    entry = client.get(f"/directorio/{referral.service_id}/")
    return match.content.decode(), entry.content.decode()


def test_what_a_provider_says_with_its_answer_stands_where_a_case_is_matched_and_in_the_entry(
    cast, client, referral
):
    assert all(SAID not in page for page in pages(cast, client, referral))
    answered(cast, referral, 3)
    for page in pages(cast, client, referral):
        assert SAID in page and "3 lugares libres." in page and "Dato antiguo" not in page
    match, _ = pages(cast, client, referral)
    assert "Pregunte si hay lugar" not in match  # it counts in the matching too


def test_a_number_of_long_ago_is_shown_as_such_and_decides_nothing(cast, client, referral):
    answered(cast, referral, 0, days=300)
    match, entry = pages(cast, client, referral)
    for page in (match, entry):
        assert SAID in page and "sin lugares libres. Dato antiguo: confirme." in page
    assert referral.service.name in match.split("No encajan")[0]


def test_today_without_places_it_does_not_fit(cast, client, referral):
    answered(cast, referral, 0)
    match, _ = pages(cast, client, referral)
    assert referral.service.name in match.split("No encajan")[1]


def test_what_the_entry_says_later_counts_instead(cast, client, referral):
    answered(cast, referral, 3, days=2)
    Service.objects.filter(id=referral.service_id).update(free=5, free_at=timezone.now())
    for page in pages(cast, client, referral):
        assert SAID not in page and "5 lugares libres." in page


def test_what_a_partners_system_says_counts_too_and_a_later_message_does_not_make_it_newer(
    cast, client, referral
):
    machine = Machine.objects.create(
        partner=cast.jacaranda,
        name="Casa",
        key_hash="d" * 64,
        made_at=timezone.now(),
        expires_at=timezone.now() + dt.timedelta(days=9),
    )
    long_ago = timezone.now() - dt.timedelta(days=300)
    given = {"actor": cast.clara.actor, "machine": machine, "reason": ""}
    report(referral=referral, what="accept", said={"free_places": 4}, at=long_ago, **given)
    now = Referral.objects.get(id=referral.id)
    report(referral=now, what="", said={"external_id": "EXP-1"}, at=timezone.now(), **given)
    assert Report.objects.get(referral=referral).free_places == 4
    assert by_systems() == {referral.service_id: (4, long_ago)}
    for page in pages(cast, client, referral):
        assert "4 lugares libres. Dato antiguo: confirme." in page
