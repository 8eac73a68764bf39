"""The invented directory lives: places free, an agreement that ends, something to review, what is lacking."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.demo import directory_upkeep
from cauce.directory.models import Agreement, Correction, Service
from cauce.sharing.referrals.models import Unmet
from tests.cast import shelter

pytestmark = pytest.mark.django_db


def test_it_tells_places_agreements_corrections_and_what_is_lacking(cast):
    for partner in (cast.jacaranda, cast.nopal, cast.counsel):
        shelter(partner, partner.name)
    now = timezone.now()
    for _ in range(40):
        cases.open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    directory_upkeep.load(now, "HOU")
    assert Agreement.objects.count() == 3 and Correction.objects.get().decided_at is None
    assert Service.objects.filter(free_at__isnull=False).exists()
    assert Unmet.objects.exists()
