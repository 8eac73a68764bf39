"""The demonstration shows what is asked of Mexico in each of its states."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.demo import mexico
from cauce.sharing.binational import access
from cauce.sharing.binational.models import Petition
from tests.cast import member
from tests.cast import today as cast_today

from .conftest import consent, open_case

pytestmark = pytest.mark.django_db


def test_the_demonstration_shows_one_in_each_state(cast):
    member("hou-titular", "Titular de ejemplo", "head_of_post", post=cast.houston)
    for _ in range(6):
        consent(cast, open_case(cast), "keeping")
    offices = mexico.load(cast.nora.user.password, cast_today())
    assert mexico.ask(offices, timezone.now()) == 6
    states = sorted(Petition.objects.values_list("state", flat=True))
    assert states == ["done", "done", "forwarded", "in_progress", "sent", "to_sign"]
    assert [one.kind for one in access.late(timezone.now())] == ["locate_family"]
