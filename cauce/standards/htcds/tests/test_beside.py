"""What other parts of the house know of Rosa's case: in the row where a field takes it, told where not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals.actions import Asked, Sought, answer, send
from cauce.standards.htcds.collect import collect
from cauce.standards.htcds.mapping import NO_FIELD, row
from cauce.standards.htcds.model import ReferralLine
from cauce.standards.htcds.records import cases_for_export
from tests.cast import shelter
from tests.transfers import moved

from .people import ALBA, MONDAY, TOMAS, release_to

WHOLE = replace(
    TOMAS,
    deceased=True,
    aims=("voluntary_return",),
    steps=(("shelter", "done"), ("legal", "open")),
    beyond=("aid.given", "service.given"),
    referrals_out=(ReferralLine("Casa Alba", MONDAY, need="shelter", recipient=ALBA, result="need_met"),),
)


def test_journeys_steps_results_and_a_death_stand_in_their_fields():
    values = row(WHOLE).values
    assert values["spl_Objectives"] == "voluntary_return"
    assert values["spl_ActionPlan"] == "shelter: done; legal: open"
    assert values["cas_OutgoingReferralDetails"] == "shelter: need_met"
    assert values["prs_Deceased"] is True


def test_what_no_field_takes_is_told_by_name_and_never_to_a_recipient():
    told = [one for one in row(WHOLE).losses if one.field == NO_FIELD]
    assert [one.value for one in told] == ["aid.given", "service.given"]
    assert all(one.why_es and one.why_en for one in told)
    released = row(WHOLE, release_to(ALBA, "needs"))
    assert [one for one in released.losses if one.field == NO_FIELD] == []
    assert released.values["spl_ActionPlan"] is released.values["prs_Deceased"] is None


@pytest.mark.django_db
def test_a_case_tells_who_sent_it_what_came_of_a_request_and_where_it_went_on(cast):
    at = timezone.now() - dt.timedelta(hours=5)
    ines, service = cast.ines.actor, shelter(cast.jacaranda)
    case = actions.open_case(actor=ines, post=cast.houston, channel="ngo_referral", started_at=at)
    actions.record_consent(
        actor=ines,
        case=case,
        purpose="keeping",
        given=True,
        at=at,
        terms=actions.ConsentTerms(language="eng"),
    )
    actions.record_tongue(actor=ines, case=case, seen=0, given={"language": "mfs"}, at=at)
    actions.record_consent(
        actor=ines,
        case=case,
        purpose="referral",
        given=True,
        at=at,
        recipient=str(service.organization_id),
        terms=actions.ConsentTerms(fields=("needs",)),
    )
    sent = send(
        actor=ines,
        case=case,
        asked=Asked(service=service, shared={"needs": "shelter"}),
        sought=Sought(need="shelter", priority="urgent"),
        at=at,
    )
    for what, reason in (("accept", ""), ("start_service", ""), ("complete", "need_met")):
        answer(actor=cast.clara.actor, referral=sent, what=what, reason=reason, at=at)
    moved(case, by=cast.ines, to=cast.laredo, received_by=cast.tomas)
    (mapped,) = collect(cases_for_export(SYSTEM, post="LAR")).rows
    told = [
        {name: value for name, value in one.items() if value and name != "row"} for one in mapped.referrals
    ]
    assert [one["cas_ReferringOrganisation"] for one in told if "cas_ReferringOrganisation" in one] == [
        "NGO, not named",
        "Houston",
    ]
    assert told[1]["cas_ReasonForIncomingReferral"] == "MigrationOrChangeOfLocation"
    assert told[2]["cas_OutgoingReferralDetails"] == "shelter: need_met"
    assert mapped.values["prs_PrimaryLanguage"] == "sgn"
    assert mapped.values["prs_SecondaryLanguage"] == "spa"  # of the newest yes
    assert "service.given" in {one.value for one in mapped.losses if one.field == NO_FIELD}
