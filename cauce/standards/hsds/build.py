"""Rows → neutral records. Keeps all it can; refuses only what has no identifier or no name."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from uuid import UUID

from cauce.directory.records import (
    NOT_STATED,
    STATUSES,
    Batch,
    LocationRecord,
    OrganizationRecord,
    Serves,
    ServiceRecord,
)

from . import clean, service_children
from .identity import Identities, counted, merged
from .packages import open_package
from .places_of import addresses_by_location
from .rows import Row, Tables
from .tables import read_tables


def read_directory(path: Path, source: str = "") -> Batch:
    """One directory as records. Raises ``BadInput`` when the path holds none or cannot be read."""
    package = open_package(path, source)
    return build(read_tables(package), package.source)


def build(tables: Tables, source: str) -> Batch:
    """The records of these tables."""
    ids = Identities(source)
    rows = tables.rows
    organizations = _organizations(ids, rows["organizations"])
    services = _services(ids, rows["services"], service_children.eligibility(ids, rows["eligibility"]))
    organizations += _placeholders(ids, organizations, services)
    locations = _locations(ids, rows)
    links = service_children.links(ids, rows["links"])
    whole = {
        "phones": service_children.phones(ids, rows["phones"], links),
        "languages": service_children.languages(ids, rows["languages"], links),
        "schedules": service_children.schedules(ids, rows["schedules"], links),
        "terms": service_children.terms(ids, rows["terms"], rows["taxonomy"], services),
    }
    _last_cautions(ids, rows)
    return Batch(
        source=source,
        organizations=tuple(organizations),
        services=tuple(services),
        locations=tuple(locations),
        links=tuple(links),
        **{name: tuple(found) for name, found in whole.items()},
        refusals=tuple(ids.refusals),
        warnings=(*tables.cautions, *ids.cautions),
        tables=frozenset(name for name, found in rows.items() if found),
    )


def _last_cautions(ids: Identities, rows: dict[str, list[Row]]) -> None:
    if rows["contacts"]:
        ids.caution(
            "Los nombres de personas de contacto no se importan.",
            "Names of contact persons are not imported.",
        )
    if ids.foreign:
        ids.caution(
            f"Los identificadores no son universales: valen dentro de la fuente «{ids.source}».",
            f"Identifiers are not universal: they hold inside the source '{ids.source}'.",
        )
    for table in ("organizations", "services", "locations"):
        of_csv = [row for row in rows[table] if row.file.lower().endswith(".csv")]
        again = sum(n - 1 for raw, n in counted(of_csv).items() if raw)
        if again:
            ids.caution(
                f"{table}: {again} filas repiten un identificador y se unieron a la primera.",
                f"{table}: {again} rows repeat an identifier and were joined to the first.",
            )


def _named(ids: Identities, table: str, row: Row) -> tuple[UUID, str, str] | None:
    """Identifier, identifier as written and name; None (and refused) when one is missing."""
    id, name = ids.of(table, row.get("id")), clean.line(row.get("name"))[:300]
    if id is None:
        ids.refuse(table, row, "La fila no tiene identificador.", "The row has no identifier.")
    elif not name:
        ids.refuse(table, row, "La fila no tiene nombre.", "The row has no name.")
    else:
        return id, clean.line(row.get("id"))[:120], name
    return None


def _organizations(ids: Identities, rows: list[Row]) -> list[OrganizationRecord]:
    found = []
    for row in merged(ids, "organizations", rows):
        named = _named(ids, "organizations", row)
        if named:
            found.append(
                OrganizationRecord(
                    *named,
                    alternate_name=clean.line(row.get("alternate_name"))[:300],
                    description=clean.prose(row.get("description")),
                    email=clean.email(row.get("email")),
                    url=clean.address(row.get("website", "url")),
                    origin=(row.file, row.at),
                )
            )
    return found


def _services(ids: Identities, rows: list[Row], eligibility: dict[UUID, list[str]]) -> list[ServiceRecord]:
    found, odd = [], 0
    for row in merged(ids, "services", rows):
        named = _named(ids, "services", row)
        if not named:
            continue
        organization = ids.of("organizations", row.get("organization_id"))
        status = clean.line(row.get("status")).lower() or NOT_STATED
        odd += status not in STATUSES
        text = clean.prose(row.get("eligibility_description"))
        found.append(
            ServiceRecord(
                named[0],
                named[1],
                organization or ids.named("organizations", "", "absent"),
                named[2],
                alternate_name=clean.line(row.get("alternate_name"))[:300],
                description=clean.prose(row.get("description")),
                url=clean.address(row.get("url")),
                email=clean.email(row.get("email")),
                status=status if status in STATUSES else NOT_STATED,
                interpretation=clean.prose(row.get("interpretation_services")),
                application=clean.prose(row.get("application_process")),
                fees=clean.prose(row.get("fees_description", "fees")),
                eligibility="\n".join(filter(None, [text, *eligibility.get(named[0], ())])),
                minimum_age=clean.age(row.get("minimum_age")),
                maximum_age=clean.age(row.get("maximum_age")),
                assured_date=clean.date(row.get("assured_date")),
                alert=clean.prose(row.get("alert")),
                kinds=_kinds(row.get("kinds")),
                serves=_serves(row.get("serves")),
                confidential=_flag(row.get("confidential")),
                origin=(row.file, row.at),
            )
        )
    if odd:
        ids.caution(
            f"{odd} servicios tienen un estado desconocido; quedan como «no indicado».",
            f"{odd} services have an unknown status; kept as 'not stated'.",
        )
    return found


def _of_json(value: object) -> object:
    """A list or an object that a cell holds as JSON; anything else as it is."""
    try:
        return json.loads(value) if isinstance(value, str) and value[:1] in ("[", "{") else value
    except (ValueError, RecursionError):
        return value


def _kinds(value: object) -> tuple[str, ...]:
    value = _of_json(value)
    items = value if isinstance(value, list) else clean.line(value).split(",")
    return tuple(sorted({clean.line(item)[:40] for item in items if clean.line(item)}))


def _flag(value: object) -> bool | None:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(
        str(value).strip().lower()
    )


def _serves(value: object) -> Serves | None:
    value = _of_json(value)
    if not isinstance(value, dict):
        return None
    sex = clean.line(value.get("sex")).lower()
    flags = ("minors", "families", "labour", "sexual", "any_status")
    return Serves(sex if sex in ("women", "men", "any") else "", **{f: _flag(value.get(f)) for f in flags})


def _placeholders(
    ids: Identities, organizations: list[OrganizationRecord], services: list[ServiceRecord]
) -> list[OrganizationRecord]:
    """A marked organization for each one that services name and the source does not have."""
    present = {record.id for record in organizations}
    absent: dict[UUID, list[ServiceRecord]] = defaultdict(list)
    for service in services:
        if service.organization not in present:
            absent[service.organization].append(service)
    named = ids.written("organizations")
    made = []
    for id, kept in absent.items():
        raw = named.get(id, "—")
        ids.caution(
            f"La organización {raw} no está: {len(kept)} de sus servicios quedan bajo una marcada.",
            f"Organization {raw} is absent: {len(kept)} of its services are under a marked one.",
        )
        name = f"Organización sin ficha / Organization without a record ({raw})"
        made.append(OrganizationRecord(id, raw[:120], name[:300], placeholder=True))
    return made


def _locations(ids: Identities, rows: dict[str, list[Row]]) -> list[LocationRecord]:
    places = addresses_by_location(ids, rows)
    access: dict[UUID, list[str]] = defaultdict(list)
    for row in rows["accessibility"]:
        id = ids.of("locations", row.get("location_id"))
        text = clean.prose(row.get("description", "accessibility", "details"))
        if id and text and text not in access[id]:
            access[id].append(text)
    found = []
    for row in merged(ids, "locations", rows["locations"]):
        id = ids.of("locations", row.get("id"))
        if id is None:
            ids.refuse("locations", row, "La fila no tiene identificador.", "The row has no identifier.")
            continue
        latitude, longitude = clean.number(row.get("latitude")), clean.number(row.get("longitude"))
        on_earth = None not in (latitude, longitude) and abs(latitude) <= 90 and abs(longitude) <= 180
        kind = clean.line(row.get("location_type")).lower()
        found.append(
            LocationRecord(
                id,
                clean.line(row.get("id"))[:120],
                ids.of("organizations", row.get("organization_id")),
                name=clean.line(row.get("name"))[:300],
                alternate_name=clean.line(row.get("alternate_name"))[:300],
                description=clean.prose(row.get("description")),
                transportation=clean.prose(row.get("transportation")),
                kind=kind if kind in ("physical", "postal", "virtual") else "physical",
                latitude=latitude if on_earth else None,
                longitude=longitude if on_earth else None,
                **places.get(id, {}),
                accessibility="\n".join(access.get(id, ())),
                origin=(row.file, row.at),
            )
        )
    return found
