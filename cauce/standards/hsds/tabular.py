"""The public directory as an HSDS tabular data package: ``datapackage.json`` and one CSV for each table.

Source: the standard's page on serialization; Tabular Data Package and Table Schema of Frictionless Data.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from cauce.methods.cells import harmless

from .feed import Document
from .fields import FILES, Field, fields
from .identity import NAMESPACE

NAME = "directorio-consular"
Rows = dict[str, dict[str, Document]]


def package(documents: Iterable[Document], terms: Iterable[Document], taxonomy: Document) -> dict[str, bytes]:
    """The files of the package by name. ``documents``: whole public services, already without what is sealed.

    Each table is there, also empty: where a package was written before, nothing old stays beside it.
    """
    rows: Rows = {table: {} for table in FILES}
    for document in documents:
        _service(rows, document)
    rows["taxonomy"][taxonomy["id"]] = taxonomy
    rows["taxonomy_term"] = {term["id"]: term for term in terms}
    tables = {file: _csv(fields()[table], rows[table].values()) for table, file in FILES.items()}
    return tables | {"datapackage.json": _described()}


def _service(rows: Rows, document: Document) -> None:
    rows["organization"].setdefault(document["organization_id"], document["organization"])
    rows["service"][document["id"]] = document
    for name, table in (("phones", "phone"), ("languages", "language"), ("schedules", "schedule")):
        for child in document.get(name, ()):
            _child(rows[table], child, document["id"])
    for attribute in document.get("attributes", ()):
        rows["attribute"][attribute["id"]] = attribute
    for link in document.get("service_at_locations", ()):
        place = link["location"]
        rows["service_at_location"][link["id"]] = link
        rows["location"].setdefault(place["id"], place)
        for address in place.get("addresses", ()):
            rows["address"].setdefault(address["id"], address | {"location_id": place["id"]})


def _child(rows: dict[str, Document], child: Document, service: str) -> None:
    """A telephone of an organization stands with each of its services; an id is unique in its table."""
    id = child["id"]
    if id in rows:
        id = str(uuid5(NAMESPACE, f"again/{UUID(id)}/{service}"))
    rows[id] = child | {"id": id, "service_id": service}


def _csv(known: tuple[Field, ...], rows: Iterable[Document]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([one.name for one in known])
    for row in rows:
        writer.writerow([_cell(row.get(one.name)) for one in known])
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    """'' for what is not known; lists, objects and truth as JSON writes them."""
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _described() -> bytes:
    made = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": "Directorio público de servicios / Public directory of services",
        "description": "HSDS 3.0. Solo lo que cualquiera puede ver / Only what anybody may see.",
        "resources": list(_resources()),
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _resources() -> Iterator[Document]:
    for table, file in FILES.items():
        known = fields()[table]
        keys = [
            {"fields": one.name, "reference": {"resource": one.refers, "fields": "id"}}
            for one in known
            if one.refers
        ]
        schema: Document = {"fields": [_field(one) for one in known], "primaryKey": "id"}
        yield {
            "profile": "tabular-data-resource",
            "name": table,
            "path": file,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema | ({"foreignKeys": keys} if keys else {}),
        }


def _field(one: Field) -> Document:
    # An instant to the millisecond is none of the default form of Table Schema.
    form = "any" if one.type == "datetime" else one.format
    limits: Document = {"required": True} if one.required else {}
    limits |= {"enum": list(one.values)} if one.values else {}
    made = {"name": one.name, "type": one.type}
    return made | ({"format": form} if form else {}) | ({"constraints": limits} if limits else {})
