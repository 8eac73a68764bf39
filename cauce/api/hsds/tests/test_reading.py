"""The public directory by machine: what the standard asks, and nothing that is sealed."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from cauce.directory.actions import edit_entry, import_batch, say_capacity, seal_place
from cauce.directory.models import Location, Phone, Service
from cauce.directory.nearness import kilometres
from cauce.measurement.facts.code import version
from cauce.rules.permissions import SYSTEM
from cauce.standards.hsds.build import read_directory
from cauce.standards.hsds.tests.conftest import FIXTURES
from tests.canaries import stands

pytestmark = pytest.mark.django_db
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


@pytest.fixture
def directory():
    """Three invented services; the shelter itself may be known, its place may not."""
    import_batch(actor=SYSTEM, batch=read_directory(FIXTURES / "v3"))
    Service.objects.filter(name="Refugio Jacaranda").update(visibility="public")
    legal = Service.objects.get(name="Orientación migratoria")
    Service.objects.filter(id=legal.id).update(
        description="Junto a la casa de 742 Papalote St., o al 214.555.0142; 742  papalote street"
    )
    return legal


def get(address: str = "", status: int = 200, **asked):
    found = Client().get(f"/api/hsds/{address}", asked)
    assert found.status_code == status, found.content
    return json.loads(found.content)


def whole(address: str, **asked) -> list[dict]:
    first = get(address, **asked)
    pages = [get(address, page=n, **asked) for n in range(1, first["total_pages"] + 1)]
    rows = [one for page in pages for one in page["contents"]]
    assert len(rows) == first["total_items"] == len({row["id"] for row in rows})
    return rows


def test_it_says_which_standard_which_profile_and_where_it_is_described(directory):
    base = get()
    assert base["version"] == "3.0"
    profile, described = (Client().get(base[key]).json() for key in ("profile", "openapi_url"))
    assert profile["name"] == "hsds-mx-trata" and described["openapi"] == "3.1.0"
    patch = Client().get(profile["schemas"]["service"]).json()
    assert set(patch["properties"]["serves"]["properties"]) >= {"minors", "any_status"}
    get("profile/nada.json", 404)


def test_every_address_of_the_description_answers(directory):
    for place in get("openapi.json")["paths"]:
        address = place.strip("/")
        if "{id}" in address:
            listed = whole(address.removesuffix("/{id}"))
            assert get(address.replace("{id}", listed[0]["id"]))["id"] == listed[0]["id"]
        else:
            get(address)


def test_the_description_names_nothing_that_lies_elsewhere(directory):
    """It is read where there is no network; and what it says of each property is all there is."""
    told = get("openapi.json")
    assert told["info"]["version"] == version()
    referred = re.findall(r'"\$ref": "([^"]+)"', json.dumps(told))
    assert len(referred) > 60
    for one in referred:
        place = told
        for step in one.removeprefix("#/").split("/"):
            place = place[step]
    for name in ("service", "organization", "service_at_location"):
        known = told["components"]["schemas"][name]["properties"]
        found = {key for one in whole(f"{name}s", full="true") for key in one}
        assert found - known.keys() == set(), name


def test_pages_hold_each_entry_once_and_say_where_they_stand(directory):
    page = get("services", per_page=2)
    assert (page["total_items"], page["total_pages"], page["size"]) == (3, 2, 2)
    assert page["first_page"] and not page["last_page"] and not page["empty"]
    assert len(whole("services", per_page=1)) == 3
    empty = get("services", search="xyzzy")
    assert empty["empty"] and empty["contents"] == [] and empty["total_pages"] == 1


def test_a_page_that_is_not_there_is_said_and_a_long_one_is_cut(directory):
    assert "1" in get("services", 404, page=2)["en"]
    whole_page = get("services", per_page=10_000)
    assert whole_page["size"] == 3 and whole_page["last_page"]
    for place in ("nada", "services/no-es-un-id", "services/", "services/%0A"):
        assert get(place, 404)["es"]


def test_filters_add_up(directory):
    terms = {one["code"]: one["id"] for one in whole("taxonomy_terms")}
    shelters = whole("services", taxonomy_term_id=terms["shelter"])
    assert [one["name"] for one in shelters] == ["Refugio Jacaranda"]
    assert whole("services", taxonomy_term_id=terms["shelter"], search="migratoria") == []
    assert len(whole("services", search="ORIENTACION")) == 1
    mine = str(directory.organization_id)
    assert {one["organization_id"] for one in whole("services", organization_id=mine)} == {mine}
    assert whole("services", taxonomy_id="00000000-0000-4000-8000-000000000000") == []
    taxonomy = get("taxonomies")["contents"][0]["id"]
    assert len(whole("services", taxonomy_id=taxonomy)) == len(
        [one for one in whole("services") if one.get("kinds")]
    )


def test_short_and_whole_entries(directory):
    short = get("services")["contents"][0]
    assert "service_at_locations" not in short and {"id", "name", "status"} <= set(short)
    assert any("service_at_locations" in one for one in whole("services", full="true"))
    ids = get("services", minimal="true")
    assert [set(one) for one in ids["contents"]] == [{"id", "last_modified"}] * 3
    inside = get(f"organizations/{directory.organization_id}", full_service="true")
    assert inside["services"][0]["description"]
    link = get("service_at_locations", full="true")["contents"][0]
    assert link["service"]["id"] == link["service_id"] and link["location"]["id"]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("services", {"page": "0"}),
        ("services", {"per_page": "10001"}),
        ("services", {"per_page": ["1", "2"]}),
        ("services", {"per_page": "x"}),
        ("services", {"taxonomy_term_id": "nada"}),
        ("services", {"full": "maybe"}),
        ("services", {"format": "ndjson"}),
        ("services", {"modified_after": "ayer"}),
        ("services", {"modified_after": "2026-99-99"}),
        ("services", {"visibility": "sealed"}),
        ("services", {"search": "\x00"}),
        ("services", {"search": "a" * 201}),
        ("service_at_locations", {"proximity": "10"}),
        ("organizations", {"postcode": "75201"}),
    ],
)
def test_what_is_not_understood_is_refused_in_words_and_not_passed_over(directory, address, asked):
    refused = get(address, 400, **asked)
    assert refused["es"] and refused["en"] and "visibility" not in refused["where"]


def test_only_what_is_public_is_there(directory):
    hidden = Service.objects.get(name="Refugio Jacaranda")
    for level in ("network", "named-roles", "sealed"):
        Service.objects.filter(id=hidden.id).update(visibility=level)
        get(f"services/{hidden.id}", 404)
        everything = "".join(json.dumps(whole(one), ensure_ascii=False) for one in LISTS)
        assert str(hidden.id) not in everything and "Jacaranda" not in everything
        link = hidden.places.first()
        assert whole("service_at_locations", search="jacaranda") == [] and link is not None
        get(f"organizations/{hidden.organization_id}", 404)


def test_no_sealed_street_telephone_or_point_is_ever_in_any_answer(directory):
    answers = [json.dumps(whole(one), ensure_ascii=False) for one in LISTS]
    for name in ("services", "organizations", "service_at_locations"):
        for row in whole(name):
            answers.append(json.dumps(get(f"{name}/{row['id']}"), ensure_ascii=False))
        answers.append(json.dumps(whole(name, full="true"), ensure_ascii=False))
    answers.append(json.dumps(whole("organizations", full_service="true"), ensure_ascii=False))
    said = "\n".join(answers)
    assert "Refugio Jacaranda" in said and "domicilio reservado" in said
    for place in Location.objects.filter(confidential=True):
        for value in (place.address_1, place.latitude, place.longitude):
            assert not value or str(value) not in said
        assert not place.postal_code or not stands(place.postal_code, said)
    assert "papalote" not in re.sub(r"\s+", " ", said.lower())
    digits = re.sub(r"\D", "", re.sub(r'"\w*id": ?"[^"]*"', "", said))
    for phone in Phone.objects.filter(confidential=True):
        assert re.sub(r"\D", "", phone.number)[-10:] not in digits


def test_nothing_sealed_can_be_found_by_searching_for_it(directory):
    """Otherwise a street could be spelled out word by word."""
    sealed = Location.objects.filter(confidential=True).exclude(postal_code="").first()
    for word in ("papalote", "742", "2145550142", "0142", "reservado"):
        assert whole("services", search=word) == []
        assert whole("service_at_locations", search=word) == []
    assert whole("service_at_locations", postcode=sealed.postal_code) == []
    near = whole("service_at_locations", postcode=sealed.postal_code, proximity=200000)
    assert near == []


def test_places_are_near_a_postcode_of_which_the_directory_shows_something(directory):
    shown = (
        Location.objects.filter(confidential=False, latitude__isnull=False).exclude(postal_code="").first()
    )
    here = whole("service_at_locations", postcode=shown.postal_code)
    assert str(shown.id) in {one["location_id"] for one in here}
    far = whole("service_at_locations", postcode=shown.postal_code, proximity=200000)
    sealed = {str(one.id) for one in Location.objects.filter(confidential=True)}
    assert {one["id"] for one in here} <= {one["id"] for one in far}
    assert not sealed & {one["location_id"] for one in far}


def test_what_is_sealed_now_is_gone_with_the_next_answer(directory):
    row = get("services", search="migratoria", full="true")["contents"][0]
    place = row["service_at_locations"][0]["location"]
    assert place["addresses"]
    seal_place(actor=SYSTEM, location=place["id"], confidential=True)
    after = get(f"services/{row['id']}")
    assert "addresses" not in after["service_at_locations"][0]["location"]
    assert place["addresses"][0]["address_1"] not in json.dumps(after, ensure_ascii=False)
    service = Service.objects.get(id=row["id"])
    edit_entry(actor=SYSTEM, service=service, version=service.version, changes={"visibility": "sealed"})
    get(f"services/{row['id']}", 404)


def test_it_lets_nothing_be_kept_and_no_other_site_read_it(directory, settings):
    found = Client().get("/api/hsds/services", headers={"Origin": "https://otro.example"})
    assert found.headers["Cache-Control"] == "no-store"
    assert not any(name.lower().startswith("access-control") for name in found.headers)
    assert Client().post("/api/hsds/services").status_code == 405
    settings.HSDS_DOOR = False
    assert Client().get("/api/hsds/").status_code == 404


LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
SINCE = "2026-01-01T00:00:00Z"


@pytest.fixture
def settled(directory):
    """The same, of which nothing has changed for years."""
    Service.objects.update(changed_at=LONG_AGO)
    return directory


def names(address: str = "services", **asked) -> set[str]:
    return {one["name"] for one in whole(address, **asked)}


def test_what_did_not_change_since_is_not_given_and_what_did_is(settled):
    assert names(modified_after=SINCE) == set() and len(names(modified_after="2020-01-01")) == 3
    edit_entry(actor=SYSTEM, service=settled, version=settled.version, changes={"minors": True})
    assert names(modified_after=SINCE) == {settled.name}
    assert names(modified_after=SINCE, search="jacaranda") == set()
    links = whole("service_at_locations", modified_after=SINCE)
    assert {one["service_id"] for one in links} == {str(settled.id)}


def test_the_same_instant_counts_and_any_zone_is_understood(settled):
    Service.objects.filter(id=settled.id).update(changed_at=dt.datetime(2026, 3, 1, 18, 0, tzinfo=dt.UTC))
    for since in (
        "2026-03-01T18:00:00Z",
        "2026-03-01T12:00:00-06:00",
        "2026-03-01T19:00:00+01:00",
        "2026-03-01 18:00:00",
        "2026-03-01",
    ):
        assert names(modified_after=since) == {settled.name}, since
    for since in ("2026-03-01T18:00:01Z", "2026-03-01T12:00:01-06:00", "2026-03-02"):
        assert names(modified_after=since) == set(), since
    listed = {one["id"]: one["last_modified"] for one in whole("services", minimal="true")}
    assert listed[str(settled.id)] == "2026-03-01T18:00:00.000Z"
    assert get(f"services/{settled.id}")["last_modified"] == "2026-03-01T18:00:00.000Z"


def test_the_same_file_again_changes_nothing_and_another_one_only_what_it_says(settled):
    batch = read_directory(FIXTURES / "v3")
    import_batch(actor=SYSTEM, batch=batch)
    assert names(modified_after=SINCE) == set()
    phones = tuple(
        replace(one, number="214 555 0199") if one.service == settled.id else one for one in batch.phones
    )
    assert phones != batch.phones
    import_batch(actor=SYSTEM, batch=replace(batch, phones=phones))
    assert names(modified_after=SINCE) == {settled.name}


def test_what_is_gone_from_a_file_is_a_change_too(settled):
    batch = read_directory(FIXTURES / "v3")
    import_batch(
        actor=SYSTEM,
        batch=replace(batch, phones=tuple(one for one in batch.phones if one.service != settled.id)),
    )
    assert settled.name in names(modified_after=SINCE)


def test_after_a_sealing_everything_may_have_changed_so_that_none_is_missed(settled):
    place = Location.objects.filter(services__service=settled).first()
    seal_place(actor=SYSTEM, location=place.id, confidential=True)
    assert len(names(modified_after=SINCE)) == 3


def test_places_free_are_shown_to_nobody_outside_and_are_no_change(settled):
    say_capacity(actor=SYSTEM, service=settled, version=settled.version, free=3, at=timezone.now())
    assert names(modified_after=SINCE) == set()


def test_near_means_the_same_as_measuring_every_place_that_is_shown(directory):
    shown = list(Location.objects.filter(confidential=False).order_by("id"))
    for n, place in enumerate(shown):
        Location.objects.filter(id=place.id).update(
            postal_code="75201" if n == 0 else "75999", latitude=32.78 + n * 0.01, longitude=-96.8 - n * 0.02
        )
    middle = (32.78, -96.8)
    for metres in (1, 1_500, 2_500, 5_000, 100_000):
        wanted = {
            str(place.id)
            for n, place in enumerate(shown)
            if kilometres(middle, (32.78 + n * 0.01, -96.8 - n * 0.02)) * 1000 <= metres
        }
        found = whole("service_at_locations", postcode="75201", proximity=metres)
        assert {one["location_id"] for one in found} == wanted
