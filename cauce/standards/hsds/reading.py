"""The documents of the HSDS read API: services, organizations, places, in whole and in short.

Every document that leaves passes ``scrubbed``: no sealed street or telephone, wherever it was written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from uuid import UUID, uuid5

from cauce.directory.access import EntryView, changed_when, public_views, services_of

from .feed import Document, moment, scrubbed, service_document, without_empty
from .identity import NAMESPACE
from .terms import attributes

# What hangs on a service and is left out of a list unless ``full`` is asked.
NESTED = ("phones", "languages", "schedules", "service_at_locations", "organization", "serves")
Pattern = re.Pattern[str] | None


def service(entry: EntryView, pattern: Pattern, *, full: bool = True) -> Document:
    """One public entry. ``full`` False: without what is nested in it."""
    whole = service_document(entry)
    whole["attributes"] = attributes(entry.id, entry.kinds)
    if not full:
        whole = {key: value for key, value in whole.items() if key not in NESTED}
    if not whole["attributes"]:
        del whole["attributes"]
    return scrubbed(whole, pattern)


def services(
    ids: list[UUID], on: dt.date, pattern: Pattern, *, full: bool, minimal: bool = False
) -> list[Document]:
    """Entries in the order of their ids. ``minimal``: the id, and when it last changed."""
    if minimal:
        changed = changed_when(ids)
        return [{"id": str(id), "last_modified": moment(changed[id])} for id in ids if id in changed]
    return [service(one, pattern, full=full) for one in public_views(ids, on)]


def organizations(
    ids: list[UUID], on: dt.date, pattern: Pattern, *, with_services: str = ""
) -> list[Document]:
    """Organizations by id. ``with_services``: "" without, "ids" their ids, "full" whole."""
    entries: dict[UUID, list[EntryView]] = defaultdict(list)
    for entry in public_views(services_of(ids), on):
        entries[entry.organization].append(entry)
    return [
        scrubbed(_organization(id, entries[id], pattern, with_services), pattern) for id in ids if entries[id]
    ]


def _organization(id: UUID, entries: list[EntryView], pattern: Pattern, with_services: str) -> Document:
    one = entries[0]
    inside: list[Document] = []
    if with_services == "ids":
        inside = [_short(entry) for entry in entries]
    elif with_services == "full":
        inside = [service(entry, pattern) for entry in entries]
    return without_empty(
        id=str(id),
        name=one.organization_name,
        description=one.organization_description or one.organization_name,
        website=one.organization_url,
        services=inside,
    )


def _short(entry: EntryView) -> Document:
    document = service_document(entry)
    return {key: document[key] for key in ("id", "name", "status")}


def link_id(service: UUID, place: UUID) -> UUID:
    """The id under which a service at a place goes out (see ``feed``)."""
    return uuid5(NAMESPACE, f"link/{service}/{place}")


def links(pairs: list[tuple[UUID, UUID]], on: dt.date, pattern: Pattern, *, full: bool) -> list[Document]:
    """Services at their places. A sealed place tells its state, and its city where it may."""
    if not full:
        return [_short_link(service, place) for service, place in pairs]
    ids = list(dict.fromkeys(service for service, _ in pairs))
    whole = {str(view.id): service(view, pattern) for view in public_views(ids, on)}
    found = []
    for wanted, place in pairs:
        document = whole.get(str(wanted), {})
        for link in document.get("service_at_locations", []):
            if link["location_id"] == str(place):
                found.append(_link(link, document))
    return found


def _short_link(service: UUID, place: UUID) -> Document:
    return {"id": str(link_id(service, place)), "service_id": str(service), "location_id": str(place)}


def _link(link: Document, of: Document) -> Document:
    inside = {key: value for key, value in of.items() if key != "service_at_locations"}
    return link | {"service": inside}
