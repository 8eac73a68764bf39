"""A name that exists nowhere else goes through a whole case and is found nowhere in clear."""

from __future__ import annotations

import logging

import pytest
from django.apps import apps
from django.utils import timezone

from cauce.cases import access, actions
from cauce.content.errors import CauceError
from cauce.sharing.referrals import access as sent_access
from cauce.sharing.referrals import actions as referrals
from tests.cast import shelter

from .conftest import consent, open_case

pytestmark = pytest.mark.django_db
CANARY = "Xilonen Tlamacazqui"
WORDS = ("xilonen", "tlamacazqui")


def everything_in_clear():
    """Every value of every table, sealed columns included as the bytes they are."""
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            for value in row:
                text = bytes(value).decode("latin-1") if isinstance(value, memoryview) else value
                yield f"{model.__name__}: {text}"


def whole_case(cast):
    ines, now = cast.ines.actor, timezone.now()
    case = open_case(cast)
    consent(cast, case, "keeping", way=f"oral; {CANARY}")
    actions.save_section(
        actor=ines, case=case, kind="narrative", content=f"{CANARY} contó su historia.", seen=0
    )
    actions.save_identity(actor=ines, case=case, seen_version=0, fields={"given_names": CANARY}, at=now)
    actions.record_act(actor=ines, case=case, name="safety_checked", happened_at=now, note=f"Con {CANARY}.")
    actions.review_risk(
        actor=ines,
        case=case,
        judged=actions.RiskJudged(
            levels=dict.fromkeys(("person", "family", "staff"), "low"),
            reasons=dict.fromkeys(("person", "family", "staff"), f"Según {CANARY}."),
            measures=CANARY,
        ),
        review_on=now.date() + timezone.timedelta(days=30),
        at=now,
    )
    made = actions.conclude(
        actor=ines,
        case=case,
        conclusion="presumed",
        concepts={},
        verdicts={},
        at=now,
        reasons=f"{CANARY} lo contó con detalle.",
    )
    actions.contest(
        actor=ines,
        case=case,
        assessment=made,
        reasons=f"{CANARY} no está de acuerdo.",
        by_person=True,
        at=now,
    )
    actions.add_plan_item(
        actor=ines,
        case=case,
        need="shelter",
        agreed=f"{CANARY} irá mañana.",
        due_on=now.date(),
        responsible=None,
        at=now,
    )
    actions.depart(actor=ines, case=case, action="P2-05", reason="safety", note=f"{CANARY} no quiso.")
    return case


def test_it_is_found_in_no_table_no_journal_no_message_and_no_log(cast, caplog):
    caplog.set_level(logging.DEBUG)
    case = whole_case(cast)
    service = shelter(cast.jacaranda)
    agreed = consent(
        cast,
        case,
        "referral",
        recipient=str(service.organization_id),
        fields=("needs", "first_name_or_alias"),
    )
    referral = referrals.send(
        actor=cast.ines.actor,
        case=case,
        asked=referrals.Asked(
            service=service, shared={"needs": "alojamiento", "first_name_or_alias": CANARY}
        ),
        sought=referrals.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    seen = sent_access.referral_for(cast.clara.actor, referral.id)
    assert CANARY in sent_access.shared_with(cast.clara.actor, seen).values()
    referrals.withdraw_consent_everywhere(actor=cast.ines.actor, case=case, consent=agreed, at=timezone.now())
    with pytest.raises(CauceError) as refused:
        actions.save_section(actor=cast.ines.actor, case=case, kind="narrative", content=CANARY, seen=0)
    assert CANARY in access.section(case, "narrative")[1]
    places = [*everything_in_clear(), caplog.text, str(refused.value), repr(refused.value)]
    found = [place[:60] for place in places if any(word in place.lower() for word in WORDS)]
    assert found == []


def test_the_search_itself_would_find_it(cast):
    """So that the test above cannot pass because it looks nowhere."""
    cast.ines.user.display_name = CANARY
    cast.ines.user.save()
    assert any(WORDS[0] in text.lower() for text in everything_in_clear())
