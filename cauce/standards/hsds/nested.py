"""Nested HSDS JSON laid flat: each object a row of its table, with the ids of what it hung under.

What is told twice (HSDS 3.x repeats phones at every level) is put together by the builder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .rows import Tables

LOCATION_KEYS = {"location_type", "latitude", "addresses", "accessibility", "transportation"}
ORGANIZATION_KEYS = {
    "website",
    "tax_status",
    "tax_id",
    "year_incorporated",
    "legal_status",
    "logo",
    "services",
    "parent_organization_id",
    "organization_identifiers",
    "programs",
    "locations",
}
SERVICE_KEYS = {
    "status",
    "service_at_locations",
    "organization",
    "organization_id",
    "program_id",
    "program",
    "application_process",
    "eligibility_description",
    "interpretation_services",
    "cost_options",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "required_documents",
    "service_areas",
    "kinds",
}
CHILDREN = {
    "phones": "phones",
    "languages": "languages",
    "schedules": "schedules",
    "addresses": "addresses",
    "accessibility": "accessibility",
}


@dataclass
class Flattening:
    """Lays one nested object flat into the tables."""

    tables: Tables
    file: str
    at: str

    def add(self, table: str, values: dict[str, Any], **parents: Any) -> None:
        flat = {key: value for key, value in values.items() if not isinstance(value, (list, dict))}
        for key in ("kinds", "serves"):  # properties of Cauce's own profile are not tables
            if key in values:
                flat[key] = values[key]
        flat.update({key: value for key, value in parents.items() if value and not flat.get(key)})
        self.tables.add(table, self.file, self.at, flat)

    def children(self, thing: dict[str, Any], **parents: Any) -> None:
        for key, table in CHILDREN.items():
            for child in _objects(thing, key):
                self.add(table, child, **parents)
                if key == "phones":
                    for language in _objects(child, "languages"):
                        self.add("languages", language, phone_id=child.get("id"), **parents)
        if _objects(thing, "contacts"):
            self.tables.add("contacts", self.file, self.at, {})

    def organization(self, thing: dict[str, Any]) -> None:
        id = thing.get("id")
        self.add("organizations", thing)
        self.children(thing, organization_id=id)
        for location in _objects(thing, "locations"):
            self.location(location, organization_id=id)
        for service in _objects(thing, "services"):
            self.service(service, organization_id=id)

    def service(self, thing: dict[str, Any], **parents: Any) -> None:
        id, organization = thing.get("id"), thing.get("organization")
        if isinstance(organization, dict):
            self.organization(organization)
            parents = {**parents, "organization_id": organization.get("id")}
        self.add("services", thing, **parents)
        self.children(thing, service_id=id)
        for attribute in _objects(thing, "attributes"):
            term = attribute.get("taxonomy_term")
            term = term if isinstance(term, dict) else {}
            values = {"code": term.get("code") or term.get("id"), "name": term.get("name")}
            self.add("terms", attribute, **values, service_id=id)
        for link in _objects(thing, "service_at_locations"):
            self.link(link, service_id=id)

    def location(self, thing: dict[str, Any], **parents: Any) -> None:
        self.add("locations", thing, **parents)
        self.children(thing, location_id=thing.get("id"))

    def link(self, thing: dict[str, Any], **parents: Any) -> None:
        location, service = thing.get("location"), thing.get("service")
        if isinstance(service, dict):
            self.service(service)
            parents["service_id"] = service.get("id")
        if isinstance(location, dict):
            self.location(location)
            parents["location_id"] = location.get("id")
        self.add("links", thing, **parents)
        self.children(thing, service_id=parents.get("service_id"))


def _objects(thing: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = thing.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def lay_flat(flat: Flattening, thing: dict[str, Any], stem: str) -> None:
    """Lay flat one object of unknown kind, by the properties only that kind has."""
    keys = set(thing)
    known = LOCATION_KEYS | ORGANIZATION_KEYS | SERVICE_KEYS | {"id", "name", "location"}
    if not keys & known:
        flat.tables.add("services", flat.file, flat.at, {})
        return
    if keys & {"taxonomy", "term_uri", "taxonomy_detail"} or stem.startswith("taxonom"):
        return
    if {"openapi_url", "profile"} & keys and "id" not in keys:
        return
    if isinstance(thing.get("location"), dict) or {"service_id", "location_id"} <= keys:
        flat.link(thing)
    elif keys & LOCATION_KEYS:
        flat.location(thing)
    elif keys & ORGANIZATION_KEYS or (stem.startswith("organi") and not keys & SERVICE_KEYS):
        flat.organization(thing)
    else:
        flat.service(thing)
