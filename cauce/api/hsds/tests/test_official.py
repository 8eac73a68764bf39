"""Every item of every page against the standard's own schemas; skipped where the reference is absent.

They are CC BY-SA and are read where they lie: Human Services Data Specification, an Open Referral
resource (https://openreferral.org/).
"""

from __future__ import annotations

import json
from functools import cache

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from cauce.directory.actions import import_batch
from cauce.directory.models import Service
from cauce.rules.permissions import SYSTEM
from cauce.standards.hsds.build import read_directory
from cauce.standards.hsds.tests.conftest import FIXTURES
from tests.shared import shared

pytestmark = pytest.mark.django_db
COMPILED = ("service", "organization")


@cache
def validator(name: str) -> Draft202012Validator:
    folder = shared("data/hsds/spec/schema")
    if name in COMPILED:
        schema = json.loads((folder / "compiled" / f"{name}.json").read_text())
        return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    pairs = [
        (
            path.name,
            Resource.from_contents(
                json.loads(path.read_text()) | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
            ),
        )
        for path in folder.glob("*.json")
        if path.name != "openapi.json"
    ]
    registry = Registry().with_resources(pairs)
    return Draft202012Validator(
        {"$ref": f"{name}.json"}, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


@pytest.fixture
def directory():
    import_batch(actor=SYSTEM, batch=read_directory(FIXTURES / "v3"))
    official = shared("data/hsds/spec/examples/service_full.json")
    import_batch(actor=SYSTEM, batch=read_directory(official))
    Service.objects.update(visibility="public")


@pytest.mark.parametrize(
    ("address", "schema", "asked"),
    [
        ("services", "service", {}),
        ("services", "service", {"full": "true"}),
        ("organizations", "organization", {}),
        ("organizations", "organization", {"full": "true"}),
        ("organizations", "organization", {"full_service": "true"}),
        ("service_at_locations", "service_at_location", {}),
        ("service_at_locations", "service_at_location", {"full": "true"}),
        ("taxonomies", "taxonomy", {}),
        ("taxonomy_terms", "taxonomy_term", {}),
    ],
)
def test_each_item_and_each_entry_is_what_the_standard_says(directory, address, schema, asked):
    page = Client().get(f"/api/hsds/{address}", asked).json()
    assert page["contents"]
    wrong = [
        f"{'/'.join(map(str, error.path))}: {error.message}"
        for item in page["contents"]
        for document in (item, Client().get(f"/api/hsds/{address}/{item['id']}").json())
        for error in validator(schema).iter_errors(document)
    ]
    assert wrong == []


def test_a_missing_name_is_noticed():
    assert list(validator("service").iter_errors({"id": "x"}))
    assert list(validator("taxonomy_term").iter_errors({"id": "x"}))
