"""What an import writes, what it leaves alone, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.custody.journal.door import Refused
from cauce.custody.journal.models import Entry
from cauce.directory.access import destination_for, entry_for
from cauce.directory.actions import (
    Rehearsed,
    edit_entry,
    import_batch,
    link_partners,
    verify_entry,
)
from cauce.directory.kinds import KINDS
from cauce.directory.models import Language, Organization, Service
from cauce.directory.records import LanguageRecord, OrganizationRecord, PhoneRecord
from cauce.directory.tongues import language_code
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.models import Partner

from .network import HEADQUARTERS, OFFICER, SERVICES, TODAY, batch, id_of, load

CEIBA = id_of("service", "Puente Legal Ceiba")


@pytest.mark.django_db
def test_only_headquarters_and_the_program_import():
    with pytest.raises(Refused):
        import_batch(actor=OFFICER, batch=batch())
    assert import_batch(actor=HEADQUARTERS, batch=batch()).of("services").created == 5


@pytest.mark.django_db
def test_a_dry_run_counts_and_undoes_everything_its_journal_entry_too():
    with pytest.raises(Rehearsed) as rehearsed:
        import_batch(actor=SYSTEM, batch=batch(), dry_run=True)
    assert rehearsed.value.outcome.of("services").created == 5
    assert not Service.objects.exists() and not Entry.objects.exists()


@pytest.mark.django_db
def test_it_keeps_what_people_here_decided_when_the_file_changes():
    load()
    row = entry_for(OFFICER, CEIBA)
    row = edit_entry(actor=OFFICER, service=row, version=row.version, changes={"minors": False})
    verify_entry(actor=OFFICER, service=row, version=row.version, on=TODAY, role="protection_officer")
    changed = replace(SERVICES[3], description="Texto nuevo")
    outcome = load(services=(*SERVICES[:3], changed, SERVICES[4]))
    after = Service.objects.get(id=CEIBA)
    assert outcome.of("services").updated == 1
    assert (after.description, after.minors, after.verified_on) == ("Texto nuevo", False, TODAY)


@pytest.mark.django_db
def test_the_organization_itself_takes_the_place_of_the_marked_one():
    id = id_of("organization", "Casa Jacaranda")
    marked = OrganizationRecord(id, "x", "Sin ficha (x)", placeholder=True)
    others = batch().organizations[1:]
    outcome = load(organizations=(marked, *others))
    assert outcome.of("placeholders").created == 1 and Organization.objects.get(id=id).placeholder
    load()
    assert not Organization.objects.get(id=id).placeholder
    again = load(organizations=(marked, *others))
    assert Organization.objects.get(id=id).name == "Casa Jacaranda (ejemplo)"
    assert again.of("placeholders").updated == 0


@pytest.mark.django_db
def test_it_takes_away_a_language_that_the_file_no_longer_gives():
    load()
    outcome = load(languages=batch().languages[:1])
    assert [row.name for row in Language.objects.all()] == ["Español"]
    assert any("are gone from the file" in caution.en for caution in outcome.cautions)


@pytest.mark.django_db
def test_it_keeps_services_that_the_file_no_longer_has_and_says_how_many():
    load()
    outcome = load(services=SERVICES[:4])
    assert Service.objects.count() == 5
    assert any("1 services of this source" in caution.en for caution in outcome.cautions)


@pytest.mark.django_db
def test_it_refuses_a_telephone_and_a_language_of_a_service_that_is_nowhere():
    phone = PhoneRecord(uuid4(), "9", "555-0109", service=uuid4(), origin=("phones.csv", "7"))
    tongue = LanguageRecord(uuid4(), "8", "Mam", "mam", location=uuid4())
    outcome = load(phones=(phone,), languages=(tongue,))
    assert outcome.of("phones").refused == outcome.of("languages").refused == 1
    assert (outcome.refusals[0].file, outcome.refusals[0].row) == ("phones.csv", "7")


@pytest.mark.django_db
def test_a_second_tab_does_not_save_over_the_first():
    load()
    first = second = entry_for(OFFICER, CEIBA)
    edit_entry(actor=OFFICER, service=first, version=first.version, changes={"families": False})
    with pytest.raises(BadInput, match="Somebody else changed"):
        edit_entry(actor=OFFICER, service=second, version=second.version, changes={"families": True})
    assert Service.objects.get(id=CEIBA).families is False


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"sex": "todes"}, {"name": "Otra"}, {"minors": "si"}])
def test_it_refuses_a_field_or_a_value_that_is_not_offered(changes):
    load()
    row = entry_for(OFFICER, CEIBA)
    with pytest.raises(BadInput):
        edit_entry(actor=OFFICER, service=row, version=row.version, changes=changes)


@pytest.mark.django_db
def test_it_says_which_partner_answers_for_a_service():
    load()
    partner = Partner.objects.create(name="Puente Legal Ceiba (ejemplo)")
    owner = id_of("organization", "Puente Legal Ceiba")
    assert link_partners(actor=SYSTEM, partners={owner: partner.id}) == 1
    where = destination_for(OFFICER, CEIBA)
    assert (where.partner, where.organization) == (partner.id, owner)
    load()
    assert Organization.objects.get(id=owner).partner_id == partner.id


def test_the_kinds_are_those_of_the_catalogue():
    assert set(KINDS) == {entry.id for entry in load_edition().catalogues["services"]}


def test_it_knows_languages_by_the_codes_of_the_catalogue():
    rows = {row["name_es"]: row["code"] for row in load_edition().catalogues["languages"]}
    for name in ("Español", "Mixteco", "Zapoteco", "Náhuatl", "Mam", "Triqui", "Tsotsil", "Otomí"):
        assert language_code(name) == rows[name]
    assert language_code("Spanish and Creole") == "spa"
    assert language_code("interpreters on request") == ""
