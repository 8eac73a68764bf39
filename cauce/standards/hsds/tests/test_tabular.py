"""The directory as tables: what the standard asks of a data package, and nothing that is sealed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from cauce.directory.actions import import_batch, seal_place
from cauce.directory.models import Location, Service
from cauce.rules.permissions import SYSTEM
from cauce.standards.hsds.build import read_directory
from cauce.standards.hsds.fields import FILES, fields
from tests.shared import shared

from .conftest import FIXTURES

OURS = {"service": {"status_stated", "kinds", "serves"}}


def written(folder: Path) -> dict[str, list[dict[str, str]]]:
    told = json.loads((folder / "datapackage.json").read_text())
    return {
        one["name"]: list(csv.DictReader(io.StringIO((folder / one["path"]).read_text(), newline="")))
        for one in told["resources"]
    }


@pytest.fixture
def directory(db):
    import_batch(actor=SYSTEM, batch=read_directory(FIXTURES / "page.json"))
    import_batch(actor=SYSTEM, batch=read_directory(FIXTURES / "v3"))
    Service.objects.update(visibility="public")
    Service.objects.filter(name="Orientación migratoria").update(alert="=HYPERLINK(A1)", minors=True)


def export(folder: Path) -> dict[str, list[dict[str, str]]]:
    call_command("export-hsds", "--tabular", "--out", str(folder), "--json", stdout=io.StringIO())
    return written(folder)


def test_every_row_is_of_its_table_and_every_reference_leads_to_one(directory, tmp_path):
    tables = export(tmp_path)
    assert set(tables) == set(FILES) and {p.name for p in tmp_path.iterdir()} == {
        "datapackage.json",
        *FILES.values(),
    }
    assert all(tables[one] for one in FILES)
    for table, known in fields().items():
        ids = [row["id"] for row in tables[table]]
        assert len(ids) == len(set(ids))
        for one in known:
            cells = [row[one.name] for row in tables[table]]
            assert all(cells) or not one.required, (table, one.name)
            if one.refers:
                there = {row["id"] for row in tables[one.refers]}
                assert set(filter(None, cells)) <= there, (table, one.name)


def test_it_comes_back_as_it_went_out(directory, tmp_path):
    export(tmp_path)
    out = io.StringIO()
    report = tmp_path / "report.csv"
    call_command("import-hsds", str(tmp_path), "--dry-run", "--json", "--report", str(report), stdout=out)
    told = json.loads(out.getvalue())
    for entity in ("organizations", "services", "locations", "phones"):
        assert told[entity]["created"] == told[entity]["refused"] == 0, entity
    batch = read_directory(tmp_path)
    back = next(one for one in batch.services if one.name == "Orientación migratoria")
    assert back.alert == "=HYPERLINK(A1)" and back.serves.minors is True
    cells = [cell for rows in written(tmp_path).values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith("=")]


def test_what_was_sealed_since_is_gone_from_a_package_written_over(directory, tmp_path):
    before = export(tmp_path)
    streets = {row["address_1"] for row in before["address"]}
    assert "15 Rehilete Avenue" in streets
    for place in Location.objects.filter(confidential=False):
        seal_place(actor=SYSTEM, location=place.id, confidential=True)
    after = export(tmp_path)
    assert after["address"] == []
    said = "".join(path.read_text() for path in tmp_path.iterdir())
    assert not [street for street in streets if street in said]


def test_a_folder_that_cannot_be_one_is_said(directory, tmp_path, capsys):
    file = tmp_path / "nota.txt"
    file.write_text("x")
    with pytest.raises(SystemExit):
        call_command("export-hsds", "--tabular", "--out", str(file))
    assert "nota.txt" in capsys.readouterr().err and file.read_text() == "x"


def validators() -> dict[str, Draft202012Validator]:
    """The standard's schema of each table's rows, with what it asks of a table beyond JSON."""
    folder = shared("data/hsds/spec/schema")
    told = {table: json.loads((folder / f"{table}.json").read_text()) for table in FILES}
    for table, schema in told.items():
        assert schema["path"] == FILES[table]
        schema["required"] = [*schema["required"], *schema.get("tabular_required", ())]
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    registry = Registry().with_resources(
        (f"{table}.json", Resource.from_contents(schema)) for table, schema in told.items()
    )
    return {
        table: Draft202012Validator(
            schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        for table, schema in told.items()
    }


def test_each_row_is_what_the_official_schema_asks_of_a_table(directory, tmp_path):
    tables, checks, wrong = export(tmp_path), validators(), []
    for table, rows in tables.items():
        known = set(checks[table].schema["properties"])
        assert {one.name for one in fields()[table]} - known == OURS.get(table, set()), table
        number = {one.name for one in fields()[table] if one.type == "number"}
        for row in rows:
            told = {
                name: float(cell) if name in number else cell
                for name, cell in row.items()
                if cell and name in known
            }
            wrong += [f"{table}: {error.message}" for error in checks[table].iter_errors(told)]
    assert wrong == []
    assert list(checks["service"].iter_errors({"id": "x", "name": "y", "status": "active"}))
