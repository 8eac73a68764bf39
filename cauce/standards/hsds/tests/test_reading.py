"""The same invented directory in three shapes: 3.x CSV, 3.x JSON, 1.1 CSV with its quirks."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from cauce.content.errors import BadInput
from cauce.directory.records import NOT_STATED, Batch
from cauce.standards.hsds.build import read_directory

FIXTURES = Path(__file__).parent / "fixtures"
KINDS = ("organizations", "services", "locations", "links", "phones", "languages", "schedules")


def read(name: str) -> Batch:
    return read_directory(FIXTURES / name)


def as_sets(batch: Batch) -> dict[str, set]:
    return {kind: set(getattr(batch, kind)) for kind in KINDS}


def zipped(folder: Path, target: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"{prefix}{file.name}")
    return target


def test_it_reads_the_same_records_from_csv_and_from_nested_json():
    assert as_sets(read("v3")) == as_sets(read("page.json"))


def test_it_reads_the_same_records_from_a_zip_with_or_without_a_folder_inside(tmp_path):
    bare = zipped(FIXTURES / "v3", tmp_path / "v3.zip")
    inside = zipped(FIXTURES / "v3", tmp_path / "inside.zip", "export/")
    assert as_sets(read_directory(bare)) == as_sets(read("v3")) == as_sets(read_directory(inside))


@pytest.mark.parametrize("shape", ["one service", "a list of services"])
def test_it_reads_a_single_object_and_a_list(tmp_path, shape):
    contents = json.loads((FIXTURES / "page.json").read_text())["contents"]
    file = tmp_path / "some.json"
    file.write_text(json.dumps(contents[0] if shape == "one service" else contents))
    batch = read_directory(file)
    assert [service.name for service in batch.services][0] == "Refugio Jacaranda"
    assert len(batch.services) == (1 if shape == "one service" else 3)


def test_it_reads_an_organization_with_the_services_inside_it(tmp_path):
    file = tmp_path / "organization.json"
    owner = {
        "id": "1",
        "name": "Puente Legal Ceiba (ejemplo)",
        "services": [{"id": "2", "name": "Visas"}],
    }
    file.write_text(json.dumps(owner))
    batch = read_directory(file)
    assert batch.services[0].organization == batch.organizations[0].id
    assert not batch.organizations[0].placeholder


def test_it_finds_the_files_of_a_folder_that_holds_only_a_folder(tmp_path):
    shutil.copytree(FIXTURES / "v3", tmp_path / "outer" / "inner")
    assert len(read_directory(tmp_path / "outer").services) == 3


def test_it_keeps_a_service_without_its_organization_under_a_marked_one():
    batch = read("v3")
    soup = next(s for s in batch.services if s.name == "Comedor de la Brisa")
    owner = next(o for o in batch.organizations if o.id == soup.organization)
    assert owner.placeholder and "Organization without a record" in owner.name
    assert any("is absent: 1 of its services" in caution.en for caution in batch.warnings)


def test_it_says_not_stated_where_the_status_is_empty():
    assert {s.name: s.status for s in read("v3").services}["Orientación migratoria"] == NOT_STATED


def test_it_refuses_only_rows_without_identifier_or_name_and_says_where_and_why():
    batch = read("v1")
    assert {(r.entity, r.file, r.row, r.en) for r in batch.refusals} == {
        ("organizations", "organizations.csv", "4", "The row has no identifier."),
        ("services", "services.csv", "5", "The row has no name."),
        ("services", "services.csv", "6", "The row has no identifier."),
        ("phones", "phones.csv", "4", "It has no number."),
        ("languages", "languages.csv", "5", "It does not say which language."),
        ("eligibility", "eligibility.csv", "3", "It has no identifier of a service or a location."),
    }
    assert all(refusal.es for refusal in batch.refusals)
    assert len(batch.services) == 3


def test_it_cleans_marks_line_ends_html_and_padding():
    batch = read("v1")
    by_name = {record.name: record for record in (*batch.organizations, *batch.services)}
    assert by_name["CASA JACARANDA (EJEMPLO)"].description == "Acompaña a mujeres"
    legal = by_name["PUENTE LEGAL CEIBA (EJEMPLO)"]
    assert legal.description == "Abogacía sin costo & en español"
    assert by_name["REFUGIO JACARANDA"].description == "Lugar seguro\npara descansar"
    assert by_name["REFUGIO JACARANDA"].url == "http://www.casajacaranda.example"
    assert {place.state for place in batch.locations} == {"TX"}
    assert {place.country for place in batch.locations} == {"US"}


def test_it_brings_the_eligibility_table_of_1_1_onto_the_service():
    shelter = next(s for s in read("v1").services if s.name == "REFUGIO JACARANDA")
    assert shelter.eligibility == "Mujeres con o sin hijas e hijos"


def test_it_takes_the_extension_out_of_the_number_and_reads_hours():
    batch = read("v1")
    assert {(p.number, p.extension) for p in batch.phones} >= {("214-555-0177", "12")}
    assert {(s.days, s.opens_at, s.closes_at) for s in batch.schedules} == {
        ("MO", "09:00", "17:30"),
        ("TU", "09:00", "17:30"),
    }


def test_it_gives_numbered_rows_the_same_identifiers_each_time_but_apart_by_source():
    first, again = read("v1"), read("v1")
    other = read_directory(FIXTURES / "v1", source="otra")
    assert as_sets(first) == as_sets(again)
    assert {s.id for s in first.services}.isdisjoint({s.id for s in other.services})


def test_it_tells_languages_that_share_one_identifier_apart():
    named = {(language.name, language.code) for language in read("v1").languages}
    assert named == {("English", "eng"), ("Spanish", "spa"), ("Mixteco", "mix")}


def test_it_reads_a_table_that_is_not_in_utf_8_and_says_so(tmp_path):
    shutil.copytree(FIXTURES / "v1", tmp_path / "old")
    file = tmp_path / "old" / "services.csv"
    file.write_bytes(file.read_text().encode("cp1252"))
    batch = read_directory(tmp_path / "old")
    assert any(service.name == "ORIENTACIÓN MIGRATORIA" for service in batch.services)
    assert any("Windows-1252" in caution.en for caution in batch.warnings)


def test_it_keeps_emoji_and_cuts_a_name_of_four_hundred_letters(tmp_path):
    file = tmp_path / "services.json"
    file.write_text(json.dumps([{"id": "1", "name": "Casa 🌻"}, {"id": "2", "name": "ñ" * 400}]))
    assert [len(service.name) for service in read_directory(file).services] == [6, 300]


def test_it_drops_coordinates_that_are_nowhere_on_earth(tmp_path):
    file = tmp_path / "locations.json"
    file.write_text(json.dumps([{"id": "1", "location_type": "physical", "latitude": 100, "longitude": 7}]))
    assert read_directory(file).locations[0].latitude is None


def test_it_refuses_what_is_no_object_inside_a_list_and_keeps_the_rest(tmp_path):
    file = tmp_path / "services.json"
    file.write_text(json.dumps([{"id": "1", "name": "Refugio"}, None, {"foo": 1}]))
    batch = read_directory(file)
    assert len(batch.services) == 1
    assert [refusal.row for refusal in batch.refusals] == ["[2]", "[3]"]


def test_it_has_no_name_of_a_contact_person_in_anything_it_read(tmp_path):
    contact = {
        "id": "9",
        "name": "Persona Inventada",
        "phones": [{"id": "8", "number": "555-0101"}],
    }
    service = {"id": "1", "name": "Refugio", "contacts": [contact]}
    file = tmp_path / "services.json"
    file.write_text(json.dumps(service))
    batch = read_directory(file)
    assert "Persona Inventada" not in repr(batch) and not batch.phones
    assert any("contact persons" in caution.en for caution in batch.warnings)


def test_it_reads_no_directory_from_other_json(tmp_path):
    for text in ('{"foo": 1}', "[]", "[1, 2]", '"casa"', '{"version": "3.0", "openapi_url": "x"}'):
        file = tmp_path / "some.json"
        file.write_text(text)
        with pytest.raises(BadInput, match="not a directory of services"):
            read_directory(file)


def test_it_takes_one_identifier_written_in_two_ways_for_the_same_row(tmp_path):
    id = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
    rows = [{"id": id, "name": "Refugio"}, {"id": id.upper(), "name": "Otro", "description": "Sol"}]
    file = tmp_path / "services.json"
    file.write_text(json.dumps(rows))
    (service,) = read_directory(file).services
    assert (service.name, service.description) == ("Refugio", "Sol")


def test_it_takes_characters_out_that_no_database_can_keep(tmp_path):
    file = tmp_path / "services.json"
    file.write_text(r'[{"id": "a\u0000\ud800", "name": "Ref\u0000ugio\ud800", "description": "s\u0007ol"}]')
    (service,) = read_directory(file).services
    assert (service.external_id, service.name, service.description) == ("a", "Refugio", "sol")
