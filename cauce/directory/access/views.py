"""What a reader gets of an entry: frozen, and without what this reader may not know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ..freshness import (
    Freshness,
    capacity_since,
    free_now,
    freshness,
    oldest_current,
    sharing_since,
)
from ..models import Location, Phone, Service
from ..offering import NETWORK
from ..records import Serves
from ..sealing import sealed_pattern, without_sealed


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where. ``sealed``: only state, and city where it may be told; everything else is empty."""

    id: UUID
    state: str
    city: str
    sealed: bool
    name: str = ""
    street: str = ""
    postal_code: str = ""
    country: str = ""
    kind: str = "physical"
    latitude: float | None = None
    longitude: float | None = None
    accessibility: str = ""
    transportation: str = ""


@dataclass(frozen=True, slots=True)
class PhoneView:
    id: UUID
    number: str
    extension: str = ""
    kind: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class OfferView:
    """What the network asked about a service. None or empty: not known; none of it is exported."""

    accessible: bool | None = None
    pregnant: bool | None = None
    minors_alone: bool | None = None
    pets: bool | None = None
    cost: str = ""
    intake: str = ""
    reporting: str = ""
    free: int | None = None  # as said at ``free_at``
    free_at: dt.datetime | None = None
    sharing: str = ""  # what it shares, with whom, when asked: as it answered on ``sharing_on``
    sharing_on: dt.date | None = None
    sharing_current: bool = False  # whether that answer still counts
    current: bool = False  # whether what was said of free places still counts
    reported: bool = False  # True: it was said with the answer to a referral


@dataclass(frozen=True, slots=True)
class EntryView:
    """One service as this reader may see it. ``unknown`` names what nobody has said about it."""

    id: UUID
    name: str
    alternate_name: str
    organization: UUID
    organization_name: str
    organization_description: str
    organization_url: str
    placeholder: bool
    partner: UUID | None
    description: str
    url: str
    email: str
    status: str
    interpretation: str
    application: str
    fees: str
    eligibility: str
    minimum_age: int | None
    maximum_age: int | None
    alert: str
    kinds: tuple[str, ...]
    languages: tuple[tuple[UUID, str, str], ...]  # id, name, ISO 639-3 code or ""
    schedules: tuple[tuple[UUID, str, str, str, str], ...]  # id, days, opens, closes, text
    serves: Serves
    places: tuple[PlaceView, ...]
    phones: tuple[PhoneView, ...]
    confidential: bool
    phones_sealed: bool  # some telephone exists that this view does not show
    visibility: str
    freshness: Freshness
    assured_date: dt.date | None
    version: int
    changed_at: dt.datetime  # when what anybody may see of it last changed
    unknown: tuple[str, ...]
    offer: OfferView = OfferView()
    distance_km: int | None = None
    approximate: bool = False  # the distance is to the square of a sealed place


@dataclass(frozen=True, slots=True)
class SealedView:
    """What is sealed of one entry; getting it is written in the journal."""

    addresses: tuple[str, ...]
    phones: tuple[PhoneView, ...]


def serves_of(service: Service) -> Serves:
    return Serves(
        service.sex,
        service.minors,
        service.families,
        service.labour,
        service.sexual,
        service.any_status,
    )


def offer_of(service: Service, on: dt.date) -> OfferView:
    said = service.free, service.free_at
    return OfferView(
        service.accessible,
        service.pregnant,
        service.minors_alone,
        service.pets,
        service.cost,
        service.intake,
        service.reporting,
        *said,
        service.sharing,
        service.sharing_on,
        service.sharing_on is not None and service.sharing_on >= sharing_since(on),
        current=free_now(*said, capacity_since(on)) is not None,
    )


def with_reported(entry: EntryView, reported: tuple[int, dt.datetime] | None, on: dt.date) -> EntryView:
    """The view with the places free that came with an answer, where that is newer. None: none came."""
    offer = entry.offer
    if reported is None or (offer.free_at is not None and offer.free_at >= reported[1]):
        return entry
    current = free_now(*reported, capacity_since(on)) is not None
    said = replace(offer, free=reported[0], free_at=reported[1], current=current, reported=True)
    return replace(entry, offer=said)


def unknown_of(service: Service, languages: Iterable[object], checked: Freshness) -> tuple[str, ...]:
    """What nobody has said about an entry, as codes in a fixed order."""
    flags = ("minors", "families", "labour", "sexual", "any_status")
    missing = [] if service.sex else ["sex"]
    missing += [name for name in flags if getattr(service, name) is None]
    missing += [] if list(languages) else ["languages"]
    missing += ["status"] if service.status == "not_stated" else []
    missing += ["checked_on"] if checked.state == "never" else []
    return tuple(missing)


def place_view(location: Location) -> PlaceView:
    """A sealed place keeps only its coarse part, and not even its name."""
    if location.confidential:
        city = location.city if location.coarse == "city" else ""
        return PlaceView(location.id, location.state, city, sealed=True, country=location.country)
    street = ", ".join(filter(None, (location.address_1, location.address_2)))
    return PlaceView(
        location.id,
        location.state,
        location.city,
        sealed=False,
        name=location.name,
        street=street,
        postal_code=location.postal_code,
        country=location.country,
        kind=location.kind,
        latitude=location.latitude,
        longitude=location.longitude,
        accessibility=location.accessibility,
        transportation=location.transportation,
    )


def phone_view(phone: Phone) -> PhoneView:
    return PhoneView(phone.id, phone.number, phone.extension, phone.kind, phone.description)


def _gathered(name: str, *owners: Any) -> list[Any]:
    """The rows of this name of all owners, each once: a source hangs them on service or place."""
    found = {row.id: row for owner in owners for row in getattr(owner, name).all()}
    return list(found.values())


def _told(rows: list[Any]) -> list[Any]:
    """What the network wrote stands before what a source brought, of the same kind."""
    return [row for row in rows if row.source == NETWORK] or rows


def entry_view(service: Service, on: dt.date, *, whole: bool = True, **more: object) -> EntryView:
    """The view of a service whose relations were fetched before (see ``entries.complete``).

    ``whole`` False is for lists: without hours and without what hangs on places only.
    """
    places = [link.location for link in service.places.all()]
    holders = (*places, service.organization) if whole else ()
    phones = _gathered("phones", service, *holders)
    sealed = [place for place in places if place.confidential]
    pattern = sealed_pattern(
        [place.address_1 for place in sealed], [p.number for p in phones if p.confidential]
    )
    checked = freshness(
        service.assured_date, service.verified_on, service.verified_role, on, oldest_current(on)
    )
    languages = tuple(
        (row.id, row.name, row.code) for row in _told(_gathered("languages", service, *holders[:-1]))
    )
    owner = service.organization

    def text(value: str) -> str:
        return without_sealed(value, pattern)

    return EntryView(
        id=service.id,
        name=text(service.name),
        alternate_name=text(service.alternate_name),
        organization=owner.id,
        organization_name=text(owner.name),
        organization_description=text(owner.description),
        organization_url=owner.url,
        placeholder=owner.placeholder,
        partner=owner.partner_id,
        description=text(service.description),
        url=service.url,
        email=service.email,
        status=service.status,
        interpretation=text(service.interpretation),
        application=text(service.application),
        fees=text(service.fees),
        eligibility=text(service.eligibility),
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        alert=text(service.alert),
        kinds=tuple(sorted(row.kind for row in service.kinds.all())),
        languages=languages,
        schedules=tuple(
            (row.id, row.days, row.opens_at, row.closes_at, text(row.description))
            for row in (_told(_gathered("schedules", service, *holders[:-1])) if whole else ())
        ),
        serves=serves_of(service),
        places=tuple(map(place_view, places)),
        phones=tuple(phone_view(phone) for phone in _told(phones) if not phone.confidential),
        confidential=service.confidential,
        phones_sealed=any(phone.confidential for phone in phones),
        visibility=service.visibility,
        freshness=checked,
        assured_date=service.assured_date,
        version=service.version,
        changed_at=service.changed_at,
        unknown=unknown_of(service, languages, checked),
        offer=offer_of(service, on),
        **more,  # type: ignore[arg-type]
    )
