"""One case from the counter to an accepted referral, through the actions alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import actions as case_actions
from cauce.custody.journal.chain import verify
from cauce.custody.journal.models import Entry
from cauce.intake.screenings import actions as screening_actions
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals import actions as referral_actions
from cauce.staff.obligations.models import Obligation
from tests.cast import shelter

pytestmark = pytest.mark.django_db


def state_of(case, action: str) -> str:
    return Obligation.objects.get(subject_id=case.id, action=action).state


def test_it_goes_from_the_window_to_a_shelter_that_accepts(cast):
    ines, now = cast.ines.actor, timezone.now()
    encounter = screening_actions.pass_to_protection(
        actor=cast.lucia.actor, post=cast.houston, turn="A47", cues=[], asked=True
    )
    screening_actions.acknowledge(actor=ines, encounter=encounter)
    case = screening_actions.open_case_from(actor=ines, encounter=encounter)
    assert encounter.turn == ""

    case_actions.record_act(
        actor=ines,
        case=case,
        name="safety_checked",
        happened_at=now,
        facts={"danger.immediate": False, "person.age": 31},
    )
    case_actions.record_consent(actor=ines, case=case, purpose="keeping", given=True, at=now)
    case_actions.record_act(
        actor=ines, case=case, name="urgent_needs_checked", happened_at=now, facts={"need.shelter": True}
    )
    assert state_of(case, "P4-04") == "open"

    service = shelter(cast.jacaranda)
    with pytest.raises(referral_actions.sending.NoConsent):
        referral_actions.send(
            actor=ines,
            case=case,
            asked=referral_actions.Asked(service=service, shared={"needs": "alojamiento"}),
            sought=referral_actions.Sought(need="shelter", priority="urgent"),
            at=now,
        )
    case_actions.record_consent(
        actor=ines,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        recipient=str(service.organization_id),
        terms=case_actions.ConsentTerms(fields=("needs",)),
    )
    referral = referral_actions.send(
        actor=ines,
        case=case,
        asked=referral_actions.Asked(service=service, shared={"needs": "alojamiento"}),
        sought=referral_actions.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    seen = referrals.referral_for(cast.clara.actor, referral.id)
    assert referrals.shared_with(cast.clara.actor, seen) == {"needs": "alojamiento"}
    referral_actions.acknowledge(actor=cast.clara.actor, referral=seen, at=timezone.now())
    referral_actions.answer(actor=cast.clara.actor, referral=seen, what="accept", at=timezone.now())
    assert state_of(case, "P4-04") == "met"
    assert verify()[1] == []
    page = cases.page_for(ines, case.id, "page", timezone.now())
    assert page.case.folio.startswith("HOU-")


def test_it_shows_the_case_to_nobody_of_another_post_and_writes_the_attempt_down(cast):
    case = case_actions.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=timezone.now() - dt.timedelta(minutes=5),
    )
    for stranger in (cast.tomas, cast.clara, cast.lucia, cast.bruno, cast.sofia):
        with pytest.raises(cases.Absent):
            cases.case_for(stranger.actor, case.id)
    refused = Entry.objects.filter(kind="refused", about_id=str(case.id))
    assert refused.count() == 5
