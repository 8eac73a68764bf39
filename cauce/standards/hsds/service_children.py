"""What hangs on services and locations: links, telephones, languages, schedules, terms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from cauce.directory.records import (
    LanguageRecord,
    LinkRecord,
    PhoneRecord,
    ScheduleRecord,
    ServiceRecord,
    TermRecord,
)
from cauce.directory.tongues import language_code

from . import clean
from .identity import Identities, counted
from .rows import Row

Record = TypeVar("Record", PhoneRecord, LanguageRecord, ScheduleRecord)
_EXTENSION = re.compile(r"^(.*?\d)\s*(?:x|ext\.?)\s*(\d{1,8})$", re.IGNORECASE)
Parents = dict[str, UUID | None]


def _unique(records: Iterable[Record]) -> list[Record]:
    """One record for each identifier; what the first lacks of its owners the next ones give."""
    found: dict[UUID, Record] = {}
    for record in records:
        first = found.get(record.id)
        if first is None:
            found[record.id] = record
            continue
        gained = {
            name: getattr(record, name)
            for name in ("organization", "service", "location")
            if getattr(first, name, 0) is None and getattr(record, name) is not None
        }
        if gained:
            found[record.id] = type(first)(
                **{name: getattr(first, name) for name in first.__slots__} | gained
            )
    return list(found.values())


def _parents(ids: Identities, row: Row, links: dict[UUID, LinkRecord]) -> Parents:
    service = ids.of("services", row.get("service_id"))
    location = ids.of("locations", row.get("location_id"))
    link_id = ids.of("links", row.get("service_at_location_id"))
    link = links.get(link_id) if link_id else None
    if link is not None:
        service, location = service or link.service, location or link.location
    return {"service": service, "location": location}


def _origin(row: Row) -> dict[str, Any]:
    return {"external_id": clean.line(row.get("id"))[:120], "origin": (row.file, row.at)}


def _owned(ids: Identities, entity: str, row: Row, parents: Parents) -> bool:
    """Whether the row says whose it is; refused where it does not."""
    if any(parents.values()):
        return True
    ids.refuse(
        entity,
        row,
        "No tiene el identificador del servicio ni del lugar.",
        "It has no identifier of a service or a location.",
    )
    return False


def eligibility(ids: Identities, rows: list[Row]) -> dict[UUID, list[str]]:
    """HSDS 1.1 kept eligibility in a table of its own; 3.x keeps it on the service."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        service = ids.of("services", row.get("service_id"))
        text = clean.prose(row.get("eligibility"))
        if _owned(ids, "eligibility", row, {"service": service}) and service and text:
            found[service].append(text)
    return found


def links(ids: Identities, rows: list[Row]) -> list[LinkRecord]:
    found: dict[UUID, LinkRecord] = {}
    counts = counted(rows)
    for row in rows:
        service = ids.of("services", row.get("service_id"))
        location = ids.of("locations", row.get("location_id"))
        if service is None or location is None:
            ids.refuse(
                "links",
                row,
                "Le falta el identificador del servicio o del lugar.",
                "The identifier of the service or of the location is missing.",
            )
            continue
        id = ids.child("links", row, counts, service, location)
        text = clean.prose(row.get("description"))
        found.setdefault(
            id, LinkRecord(id, service=service, location=location, description=text, **_origin(row))
        )
    return list(found.values())


def phones(ids: Identities, rows: list[Row], known: list[LinkRecord]) -> list[PhoneRecord]:
    """Telephones of organizations, services and locations; a contact person's own are left out."""
    by_id, counts, found = {link.id: link for link in known}, counted(rows), []
    for row in rows:
        parents = _parents(ids, row, by_id)
        parents["organization"] = ids.of("organizations", row.get("organization_id"))
        if not any(parents.values()) and row.get("contact_id"):
            continue
        number = clean.line(row.get("number")).strip("\"'")[:60]
        if not number:
            ids.refuse("phones", row, "No tiene número.", "It has no number.")
            continue
        if not _owned(ids, "phones", row, parents):
            continue
        apart = _EXTENSION.match(number)
        number, extension = apart.groups() if apart else (number, clean.line(row.get("extension")))
        found.append(
            PhoneRecord(
                ids.child("phones", row, counts, *parents.values(), number),
                number=number,
                extension=extension[:20],
                kind=clean.line(row.get("type"))[:30],
                description=clean.prose(row.get("description")),
                **parents,
                **_origin(row),
            )
        )
    return _unique(found)


def languages(ids: Identities, rows: list[Row], known: list[LinkRecord]) -> list[LanguageRecord]:
    by_id, counts, found = {link.id: link for link in known}, counted(rows), []
    for row in rows:
        code = clean.line(row.get("code"))
        name = clean.line(row.get("name", "language"))[:200] or code
        if not name:
            ids.refuse("languages", row, "No dice qué idioma.", "It does not say which language.")
            continue
        parents = _parents(ids, row, by_id)
        if not any(parents.values()) and row.get("phone_id"):
            continue
        if not _owned(ids, "languages", row, parents):
            continue
        found.append(
            LanguageRecord(
                ids.child("languages", row, counts, *parents.values(), name),
                name=name,
                code=language_code(name, code),
                note=clean.prose(row.get("note")),
                **parents,
                **_origin(row),
            )
        )
    return _unique(found)


def schedules(ids: Identities, rows: list[Row], known: list[LinkRecord]) -> list[ScheduleRecord]:
    by_id, counts, found = {link.id: link for link in known}, counted(rows), []
    for row in rows:
        parents = _parents(ids, row, by_id)
        if not _owned(ids, "schedules", row, parents):
            continue
        days = clean.days(row.get("byday", "weekday"))
        hours = clean.clock(row.get("opens_at")), clean.clock(row.get("closes_at"))
        text = clean.prose(row.get("description", "original_text"))
        found.append(
            ScheduleRecord(
                ids.child("schedules", row, counts, *parents.values(), days, *hours, text),
                days=days,
                opens_at=hours[0],
                closes_at=hours[1],
                valid_from=clean.date(row.get("valid_from")),
                valid_to=clean.date(row.get("valid_to")),
                description=text,
                **parents,
                **_origin(row),
            )
        )
    return _unique(found)


def terms(
    ids: Identities, rows: list[Row], taxonomy: list[Row], services: list[ServiceRecord]
) -> list[TermRecord]:
    """Terms of services; 3.x hangs attributes on anything, so those of other things are left out."""
    names = {
        str(row.get("id")).strip(): (row.get("code", "id"), clean.line(row.get("name")))
        for row in taxonomy
        if row.get("id")
    }
    known = {service.id for service in services}
    found: dict[UUID, TermRecord] = {}
    for row in rows:
        service = ids.of("services", row.get("service_id", "link_id"))
        raw = str(row.get("taxonomy_id", "taxonomy_term_id", "code") or "").strip()
        if row.get("link_id") and service not in known:
            continue
        if service is None or not raw:
            ids.refuse(
                "terms",
                row,
                "Le falta el identificador del servicio o del término.",
                "The identifier of the service or of the term is missing.",
            )
            continue
        code, name = names.get(raw, (row.get("code") or raw, clean.line(row.get("name"))))
        id = ids.named("terms", service, code)
        record = TermRecord(id, service=service, code=clean.line(code)[:80], name=name[:200], **_origin(row))
        found.setdefault(id, record)
    return list(found.values())
