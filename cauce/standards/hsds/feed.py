"""HSDS 3.x JSON of what anybody may see: public entries only, every sealed value taken out.

The schema's ``address`` requires a street, so a sealed address is left out whole, never replaced
by a dummy. ``kinds`` and ``serves`` are properties of Cauce's own profile (unknown properties are
allowed). HSDS requires a status of four: what is not stated goes out as "active" with
``status_stated`` false beside it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from cauce.directory.access import EntryView, PhoneView, PlaceView
from cauce.directory.records import NOT_STATED
from cauce.directory.sealing import without_sealed

from .identity import NAMESPACE

Document = dict[str, Any]


def without_empty(**values: Any) -> Document:
    """HSDS leaves a property out where there is no value; False and zero are values."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def moment(at: dt.datetime) -> str:
    """An instant as the standard writes it: UTC, to the millisecond."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def service_document(entry: EntryView) -> Document:
    """One entry as an HSDS 3.x ``service`` with what is nested in it."""
    stated = entry.status != NOT_STATED
    return without_empty(
        id=str(entry.id),
        organization_id=str(entry.organization),
        name=entry.name,
        alternate_name=entry.alternate_name,
        description=entry.description,
        url=entry.url,
        email=entry.email,
        status=entry.status if stated else "active",
        status_stated=None if stated else False,
        interpretation_services=entry.interpretation,
        application_process=entry.application,
        fees_description=entry.fees,
        eligibility_description=entry.eligibility,
        minimum_age=entry.minimum_age,
        maximum_age=entry.maximum_age,
        assured_date=entry.freshness.checked_on.isoformat() if entry.freshness.checked_on else None,
        alert=entry.alert,
        last_modified=moment(entry.changed_at),
        kinds=list(entry.kinds),
        serves=without_empty(**asdict(entry.serves)),
        organization=without_empty(
            id=str(entry.organization),
            name=entry.organization_name,
            description=entry.organization_description or entry.organization_name,
            website=entry.organization_url,
        ),
        phones=[_phone(phone) for phone in entry.phones],
        languages=[without_empty(id=str(id), name=name, code=code) for id, name, code in entry.languages],
        schedules=[_schedule(*row) for row in entry.schedules],
        service_at_locations=[_link(entry.id, place) for place in entry.places],
    )


def _phone(phone: PhoneView) -> Document:
    extension = int(phone.extension) if phone.extension.isdecimal() else None
    return without_empty(
        id=str(phone.id),
        number=phone.number,
        extension=extension,
        type=phone.kind,
        description=phone.description,
    )


def _schedule(id: UUID, days: str, opens: str, closes: str, text: str) -> Document:
    return without_empty(
        id=str(id),
        freq="WEEKLY" if days else None,
        byday=days,
        opens_at=opens,
        closes_at=closes,
        description=text,
    )


def _link(service: UUID, place: PlaceView) -> Document:
    return {
        "id": str(uuid5(NAMESPACE, f"link/{service}/{place.id}")),
        "service_id": str(service),
        "location_id": str(place.id),
        "location": _location(place),
    }


def _location(place: PlaceView) -> Document:
    """A sealed place tells its state, and its city where it may, in words; never an address."""
    coarse = ", ".join(filter(None, (place.city, place.state)))
    if place.sealed:
        return without_empty(
            id=str(place.id),
            location_type="physical",
            description=f"{coarse} · domicilio reservado / address withheld".lstrip(" ·"),
        )
    return without_empty(
        id=str(place.id),
        location_type=place.kind,
        name=place.name,
        description="" if _address(place) else coarse,
        transportation=place.transportation,
        latitude=place.latitude,
        longitude=place.longitude,
        addresses=_address(place),
    )


def _address(place: PlaceView) -> list[Document]:
    """The address, or none where one of the six parts that HSDS requires is not known."""
    parts = {
        "address_1": place.street,
        "city": place.city,
        "state_province": place.state,
        "postal_code": place.postal_code,
        "country": place.country,
    }
    if not all(parts.values()):
        return []
    id = str(uuid5(NAMESPACE, f"address/{place.id}"))
    return [{"id": id, **parts, "address_type": place.kind}]


def scrubbed(thing: Any, pattern: re.Pattern[str] | None) -> Any:
    """The document with every sealed street and telephone taken out of its free texts.

    Identifiers and codes are left alone: a run of digits in a UUID is nobody's telephone.
    """
    if isinstance(thing, dict):
        return {
            key: value if key.endswith("id") or key == "code" else scrubbed(value, pattern)
            for key, value in thing.items()
        }
    if isinstance(thing, list):
        return [scrubbed(item, pattern) for item in thing]
    return without_sealed(thing, pattern) if isinstance(thing, str) else thing


def public_feed(entries: Iterable[EntryView], pattern: re.Pattern[str] | None) -> Iterator[Document]:
    for entry in entries:
        yield scrubbed(service_document(entry), pattern)


def page(contents: list[Document]) -> Document:
    """An HSDS page that holds them all."""
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


def write_whole(path: Path, text: str) -> None:
    """Write a file at once: a full disk leaves the old one, or none, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_feed(path: Path, contents: list[Document]) -> Path:
    """Write the page to a file, or to services.json in a folder; gives back the file's path."""
    file = path / "services.json" if path.is_dir() or not path.suffix else path
    write_whole(file, json.dumps(page(contents), ensure_ascii=False, indent=1))
    return file
