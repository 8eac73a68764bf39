"""Every format as the same tables of rows: one reader for CSV (3.x and 1.1), one for JSON."""

from __future__ import annotations

import csv
import io
import json

from cauce.content.errors import BadInputs
from cauce.directory.records import Caution
from cauce.methods.cells import as_it_was

from .nested import Flattening, lay_flat
from .packages import Member, Package
from .rows import Tables

bad_input = BadInputs(__file__)

csv.field_size_limit(4 * 1024 * 1024)

# The names tables have in HSDS 3.x, in 1.1 and in the wild → the name they have here.
TABLES = {
    "organizations": "organizations",
    "organization": "organizations",
    "services": "services",
    "service": "services",
    "locations": "locations",
    "location": "locations",
    "service_at_location": "links",
    "service_at_locations": "links",
    "services_at_location": "links",
    "addresses": "addresses",
    "address": "addresses",
    "physical_addresses": "addresses",
    "postal_addresses": "postal_addresses",
    "phones": "phones",
    "phone": "phones",
    "languages": "languages",
    "language": "languages",
    "schedules": "schedules",
    "schedule": "schedules",
    "regular_schedules": "schedules",
    "eligibility": "eligibility",
    "accessibility": "accessibility",
    "accessibility_for_disabilities": "accessibility",
    "services_taxonomy": "terms",
    "service_taxonomy": "terms",
    "attributes": "terms",
    "taxonomy": "taxonomy",
    "taxonomy_terms": "taxonomy",
    "contacts": "contacts",
}


def read_tables(package: Package) -> Tables:
    """All tables of a package. Raises ``BadInput`` when it holds no directory of services."""
    tables = Tables()
    has_csv = any(
        member.name.lower().endswith(".csv") and member.stem in TABLES for member in package.members
    )
    for member in package.members:
        if member.name.lower().endswith(".csv"):
            if member.stem in TABLES:
                _read_csv(member, tables)
        elif not has_csv:
            _read_json(member, tables)
    core = ("services", "organizations", "locations")
    if not any(row.values for name in core for row in tables.rows[name]):
        raise bad_input("it_is_not_a_directory_of_services", where=package.source)
    return tables


def _text(member: Member, tables: Tables) -> str:
    try:
        return member.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        tables.cautions.append(
            Caution(
                f"{member.name}: no está en UTF-8; se leyó como Windows-1252.",
                f"{member.name}: not in UTF-8; read as Windows-1252.",
            )
        )
        return member.content.decode("cp1252", errors="replace")


def _read_csv(member: Member, tables: Tables) -> None:
    table = TABLES[member.stem]
    reader = csv.reader(io.StringIO(_text(member, tables), newline=""))
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        if table in ("services", "organizations") and not {"id", "name"} <= set(header):
            raise bad_input("table_lacks_column_id_or_name", where=member.name, header=", ".join(header[:8]))
        ragged = 0
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            ragged += len(cells) != len(header)
            told = map(as_it_was, cells)
            tables.add(table, member.name, str(reader.line_num), dict(zip(header, told, strict=False)))
    except csv.Error as problem:
        raise bad_input("the_table_cannot_be_read", where=f"{member.name}:{reader.line_num}") from problem
    if ragged:
        tables.cautions.append(
            Caution(
                f"{member.name}: {ragged} filas no tienen tantas celdas como el encabezado.",
                f"{member.name}: {ragged} rows do not have as many cells as the header.",
            )
        )


def _read_json(member: Member, tables: Tables) -> None:
    if member.stem in ("datapackage", "openapi"):
        return
    try:
        document = json.loads(_text(member, tables))
    except (ValueError, RecursionError) as problem:
        raise bad_input(
            "the_json_is_incomplete_or_damaged", where=f"{member.name}:{getattr(problem, 'lineno', 1)}"
        ) from problem
    if isinstance(document, dict) and isinstance(document.get("contents"), list):
        document = document["contents"]
    if isinstance(document, dict) and any(_csv_name(key) for key in document):
        _tabular(member, document, tables)
        return
    things = document if isinstance(document, list) else [document]
    for at, thing in enumerate(things, start=1):
        if isinstance(thing, dict):
            lay_flat(Flattening(tables, member.name, f"[{at}]"), thing, member.stem)
        else:
            tables.add("services", member.name, f"[{at}]", {})


def _csv_name(key: str) -> bool:
    return key.endswith(".csv") and key[:-4] in TABLES


def _tabular(member: Member, document: dict, tables: Tables) -> None:
    """HSDS's own 'tabular' JSON, or one with a list per table: {"services.csv": [row, …]}."""
    for key, rows in document.items():
        if _csv_name(key) and isinstance(rows, list):
            for at, row in enumerate(rows, start=1):
                if isinstance(row, dict):
                    tables.add(TABLES[key[:-4]], member.name, f"{key}[{at}]", row)
