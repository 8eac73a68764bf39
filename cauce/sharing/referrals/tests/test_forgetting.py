"""Whoever declined, or whose person took the yes back, keeps nothing of what was shared."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.custody.keystore import KeyGone, unseal
from cauce.sharing.referrals import access, actions
from cauce.sharing.referrals.models import Referral

from .conftest import agree, send

pytestmark = pytest.mark.django_db


def answer(cast, referral, what, reason=""):
    actions.answer(actor=cast.clara.actor, referral=referral, what=what, at=timezone.now(), reason=reason)


def check_forgotten(cast, referral, backup: bytes):
    seen = access.referral_for(cast.clara.actor, referral.id)
    assert access.shared_with(cast.clara.actor, seen) == {}
    with pytest.raises(KeyGone):
        unseal(referral.id, Referral.shared.bound_to(referral), backup)


def test_whoever_declines_reads_it_no_more(cast, referral):
    backup = bytes(referral.shared)
    answer(cast, referral, "reject", "no_capacity")
    check_forgotten(cast, referral, backup)


def test_taking_the_yes_back_reaches_what_had_ended(cast, case, service):
    consent = agree(cast, case, service)
    referral = send(cast, case, service)
    backup = bytes(referral.shared)
    for what in ("accept", "start_service", "complete"):
        answer(cast, referral, what)
    count = actions.withdraw_consent_everywhere(
        actor=cast.ines.actor, case=case, consent=consent, at=timezone.now()
    )
    check_forgotten(cast, referral, backup)
    assert count == 0
    assert access.referral_for(cast.clara.actor, referral.id).state == "completed"
