"""The invented providers: plainly invented, always the same, and varied enough to search among."""

from __future__ import annotations

import datetime as dt
import re
from uuid import uuid4

import pytest

from cauce.content.loader import load_edition
from cauce.demo.load_providers import load_providers
from cauce.demo.providers import Site, partner_names, provider_documents
from cauce.directory.access import Wanted, find
from cauce.directory.models import Organization, Service
from cauce.directory.records import Serves
from cauce.rules.permissions import Actor, Grant
from cauce.staff.offices.models import Partner

TODAY = dt.date(2026, 11, 25)
OFFICER = Actor("officer", (Grant("protection_officer", "DAL"),))


def sites() -> list[Site]:
    rows = load_edition().catalogues["posts"]
    return [
        Site(
            row["code"],
            row["city"],
            row["state"],
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
        )
        for row in rows
    ]


def test_it_makes_the_same_directory_each_time():
    assert provider_documents(sites(), TODAY) == provider_documents(sites(), TODAY)


def test_every_provider_says_that_it_is_an_example_and_has_no_real_number():
    documents = provider_documents(sites(), TODAY)
    assert len(documents) > 140
    for document in documents:
        assert document["organization"]["name"].endswith("(ejemplo)")
        assert all(re.search(r"555-01\d\d$", phone["number"]) for phone in document["phones"])


def test_every_post_has_a_shelter_and_a_legal_provider_in_its_city():
    documents = provider_documents(sites(), TODAY)
    for kind in ("shelter", "legal"):
        places = {
            link["location"]["addresses"][0]["city"]
            for document in documents
            if document["kinds"][0] == kind
            for link in document["service_at_locations"]
        }
        assert places == {site.city for site in sites()}


@pytest.mark.django_db
def test_they_come_in_through_the_import_and_answer_a_search():
    names = partner_names(provider_documents(sites(), TODAY))
    assert len(names) == len(set(names.values())) == 60
    partners = {name: Partner.objects.create(id=uuid4(), name=name).id for name in names.values()}
    outcome = load_providers(sites(), TODAY, partners)
    assert not outcome.refusals
    assert Organization.objects.filter(partner__isnull=False).count() == 60
    assert Service.objects.filter(kinds__kind="shelter", confidential=False).count() == 0
    states = {row.freshness.state for row in find(OFFICER, Wanted(limit=100), TODAY).rows}
    assert "current" in states
    men = find(OFFICER, Wanted(kinds=("shelter",), serves=Serves("men")), TODAY).total
    assert 0 < men < find(OFFICER, Wanted(kinds=("shelter",)), TODAY).total
    assert find(OFFICER, Wanted(language="Mixteco", kinds=("interpreter",)), TODAY).total == 1
    again = load_providers(sites(), TODAY, partners)
    assert again.of("services").created == again.of("services").updated == 0
