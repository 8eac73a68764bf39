"""The official examples and schema, and the real directory; skipped where the reference is absent."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from jsonschema import Draft202012Validator

from cauce.directory.access import public_entries, sealed_values
from cauce.directory.actions import import_batch
from cauce.directory.models import Location, Service
from cauce.directory.sealing import sealed_pattern
from cauce.rules.permissions import SYSTEM
from cauce.standards.hsds.build import read_directory
from cauce.standards.hsds.feed import public_feed
from tests.shared import shared

TODAY = dt.date(2026, 11, 25)


def validator() -> Draft202012Validator:
    schema = json.loads(shared("data/hsds/spec/schema/compiled/service.json").read_text())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def feed() -> list[dict]:
    return list(public_feed(public_entries(TODAY), sealed_pattern(*sealed_values())))


@pytest.mark.parametrize(
    "name",
    [
        "csv",
        "tabular.json",
        "service_full.json",
        "service_list.json",
        "organization_full.json",
        "service_at_location_full.json",
        "service_at_location_list.json",
    ],
)
def test_it_reads_the_official_examples(name):
    batch = read_directory(shared("data/hsds/spec/examples") / name)
    assert [service.name for service in batch.services] == ["Community Counselling"]
    assert [owner.name for owner in batch.organizations] == ["Example Organization Inc."]
    assert not batch.refusals


@pytest.mark.django_db
def test_it_exports_what_the_official_schema_accepts(invented):
    check = validator()
    import_batch(actor=SYSTEM, batch=read_directory(invented))
    import_batch(actor=SYSTEM, batch=read_directory(shared("data/hsds/spec/examples/service_full.json")))
    Service.objects.update(visibility="public")
    documents = feed()
    assert len(documents) == 4
    for document in documents:
        assert [error.message for error in check.iter_errors(document)] == []


@pytest.mark.django_db
def test_it_imports_the_real_directory_whole_and_once():
    batch = read_directory(shared("data/hsds/miami211_v1_1"))
    first = import_batch(actor=SYSTEM, batch=batch).as_json()
    again = import_batch(actor=SYSTEM, batch=batch).as_json()
    assert first["services"] == {"created": 4089, "updated": 0, "unchanged": 0, "refused": 0}
    assert first["organizations"]["created"] == 1074
    assert again["services"] == {"created": 0, "updated": 0, "unchanged": 4089, "refused": 0}
    assert all(row["created"] == row["updated"] == 0 for row in again.values())
    assert not Service.objects.exclude(status="not_stated").exists()
    assert not Service.objects.filter(description__contains="###").exists()
    assert Location.objects.filter(confidential=True).count() > 200
    check, documents = validator(), feed()
    assert all(not list(check.iter_errors(document)) for document in documents[::40])
