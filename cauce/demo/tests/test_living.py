"""The invented directory lives: places free, an agreement that ends, something to review, what is lacking."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.demo import directory_upkeep
from cauce.demo.load_providers import load_providers
from cauce.demo.providers import Site, partner_names, provider_documents
from cauce.directory.models import Agreement, Correction, Service
from cauce.sharing.referrals.models import Unmet
from cauce.staff.offices.models import Partner, Post
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


def test_no_invented_house_contradicts_itself_and_that_of_the_tour_takes_in_a_woman_with_a_child(cast):
    today = timezone.localdate()
    places = [
        Site(post.code, post.city, post.state, post.latitude, post.longitude)
        for post in sorted(Post.objects.all(), key=lambda post: (post.code != "HOU", post.code))
    ]
    owners = partner_names(provider_documents(places, today))
    partners = {name: Partner.objects.create(id=uuid4(), name=name).id for name in owners.values()}
    load_providers(places, today, partners)
    directory_upkeep.load(timezone.now(), "HOU")
    rows = Service.objects.prefetch_related("kinds")
    assert not rows.filter(sex="men", pregnant=True).exists(), "men only, and pregnant"
    assert not rows.filter(status="temporarily closed", free__gt=0).exists(), "closed, with places free"
    assert not rows.filter(kinds__kind="children", minors=False).exists(), "for children, and none is taken"
    house = directory_upkeep.house_of(cast.houston)
    said = (house.status, house.sex, house.minors, house.families, house.labour, house.pregnant)
    assert said == ("active", "women", True, True, True, True) and house.free > 0
