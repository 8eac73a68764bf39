"""Where a shelter is, nobody learns who has no need of it (threat S10)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cauce.custody.journal.door import Absent
from cauce.custody.journal.models import Entry
from cauce.directory.access import Wanted, entry_for, find, sealed_for, service_for
from cauce.directory.actions import edit_entry, seal_place
from cauce.directory.models import Location, Phone, Service
from cauce.directory.records import LocationRecord, PhoneRecord, TermRecord
from cauce.directory.sealing import must_be_sealed

from .network import (
    AUDITOR,
    DALLAS,
    HEAD,
    HEADQUARTERS,
    OFFICER,
    PARTNER,
    SERVICES,
    TODAY,
    WINDOW,
    batch,
    id_of,
    load,
)

JACARANDA = id_of("service", "Casa Jacaranda")
SECRETS = ("Papalote", "32.75123", "96.70456", "555-0142", "5550142", "Sede Casa Jacaranda")


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [OFFICER, HEAD, HEADQUARTERS])
def test_it_puts_no_sealed_value_in_what_anybody_finds(actor):
    load()
    seen = repr(find(actor, Wanted(near=DALLAS), TODAY)) + repr(service_for(actor, JACARANDA, TODAY))
    assert "Casa Jacaranda" in seen and "Dallas" in seen
    assert [secret for secret in SECRETS if secret in seen] == []


@pytest.mark.django_db
def test_it_shows_the_open_place_of_a_service_that_hides_nothing():
    load()
    view = service_for(OFFICER, id_of("service", "Puente Legal Ceiba"), TODAY)
    assert view.places[0].street == "15 Paperboat Lane"
    assert view.phones[0].number == "(214) 555-0177" and not view.phones_sealed


@pytest.mark.django_db
def test_it_tells_the_address_to_the_protection_officer_and_writes_the_reading_down():
    load()
    seen = sealed_for(OFFICER, JACARANDA, "DAL")
    assert seen.addresses == ("742 Papalote Street, Dallas, TX 00000",)
    assert [phone.number for phone in seen.phones] == ["(214) 555-0142"]
    (entry,) = Entry.objects.filter(kind="read", what="directory.address")
    assert (entry.about_id, entry.actor) == (str(JACARANDA), "officer")


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [HEAD, HEADQUARTERS, WINDOW, PARTNER, AUDITOR])
def test_it_tells_the_address_to_nobody_else_and_writes_the_attempt_down(actor):
    load()
    with pytest.raises(Absent):
        sealed_for(actor, JACARANDA)
    assert Entry.objects.filter(kind="refused", about_id=str(JACARANDA)).exists()


@pytest.mark.django_db
def test_it_makes_an_absent_entry_and_a_sealed_one_look_the_same():
    load()
    Service.objects.filter(id=JACARANDA).update(visibility="sealed")
    messages = set()
    for id in (JACARANDA, id_of("nothing")):
        with pytest.raises(Absent) as nothing:
            service_for(OFFICER, id, TODAY)
        messages.add(str(nothing.value))
    assert len(messages) == 1


@pytest.mark.django_db
def test_it_seals_the_same_street_and_the_same_spot_under_another_entry():
    twin = replace(SERVICES[4], id=id_of("service", "Ropero"), name="Ropero")
    street = LocationRecord(
        id_of("location", "same street"), "s", address_1="742  PAPALOTE STREET.", city="dallas", state="TX"
    )
    spot = LocationRecord(id_of("location", "same spot"), "p", latitude=32.751231, longitude=-96.704561)
    usual = batch().locations
    load(twin, locations=(*usual, street, spot))
    sealed = set(Location.objects.filter(confidential=True).values_list("id", flat=True))
    assert {street.id, spot.id} <= sealed
    assert id_of("location", "Puente Legal Ceiba") not in sealed


@pytest.mark.django_db
def test_it_keeps_open_a_number_that_an_open_entry_uses_too():
    shared = PhoneRecord(
        id_of("phone", "3"), "3", "1 214 555 0142", service=id_of("service", "Puente Legal Ceiba")
    )
    load(phones=(*batch().phones, shared))
    assert not Phone.objects.filter(confidential=True).exists()


@pytest.mark.django_db
def test_an_import_seals_again_what_must_be_but_never_opens_what_a_person_sealed():
    load()
    clinic = id_of("service", "Clínica Colibrí")
    row = entry_for(OFFICER, clinic)
    edit_entry(actor=OFFICER, service=row, version=row.version, changes={"confidential": True})
    load(services=(*SERVICES[:4], replace(SERVICES[4], description="Otro texto")))
    changed = Service.objects.get(id=clinic)
    assert changed.confidential and changed.description == "Otro texto"
    assert Location.objects.get(id=id_of("location", "Clínica Colibrí")).confidential


@pytest.mark.django_db
def test_a_person_may_open_a_place_and_it_is_in_the_journal():
    load()
    place = id_of("location", "Casa Girasol")
    seal_place(actor=OFFICER, location=place, confidential=False)
    assert not Location.objects.get(id=place).confidential
    assert Entry.objects.get(what="directory.seal_place").about_id == str(place)


@pytest.mark.django_db
def test_a_term_alone_seals_a_service_with_a_plain_name():
    plain = replace(SERVICES[4], id=id_of("service", "Centro Once"), name="Centro Once")
    term = TermRecord(id_of("term"), "t", plain.id, "BH-1800.1500", "")
    load(plain, terms=(term,))
    assert Service.objects.get(id=plain.id).confidential


@pytest.mark.parametrize(
    "name",
    [
        "Women's Emergency Shelter",
        "Refugio Sol",
        "Albergue Luna",
        "Domestic Violence Program",
        "Atención a violencia familiar",
        "Crisis Line",
        "Transitional Housing",
        "Safe house",
        "Anti-Trafficking Program",
    ],
)
def test_it_takes_these_names_for_entries_to_seal(name):
    assert must_be_sealed([name], "", [], [])


@pytest.mark.parametrize("name", ["Animal Shelter", "Clínica Colibrí", "Food pantry", "Law school"])
def test_it_takes_these_names_for_entries_that_hide_nothing(name):
    assert not must_be_sealed([name], "", [], [])
