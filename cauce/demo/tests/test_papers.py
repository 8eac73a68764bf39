"""The shown post has kits in every state that somebody has to look at."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.demo import network, papers
from cauce.intake.kits.models import Kit, KitSheet
from cauce.staff.offices.models import Incident
from tests.cast import member

pytestmark = pytest.mark.django_db


def test_it_has_one_that_waits_one_entered_in_part_and_one_missing(cast):
    post = cast.posts[network.SHOWN]
    member(f"{network.SHOWN.lower()}-titular", "Titular", "head_of_post", post=post)
    member(f"{network.SHOWN.lower()}-proteccion", "Protección", "protection_officer", post=post)
    papers.load(timezone.now())
    states = list(Kit.objects.order_by("serial").values_list("state", flat=True))
    assert states == ["given", "printed", "used", "entered", "lost"]
    assert Incident.objects.get().kind == "kit_lost"
    assert KitSheet.objects.count() == 2
