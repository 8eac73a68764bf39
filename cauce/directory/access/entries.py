"""One entry at a time, and the public feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices.access import day_at

from ..models import Location, Phone, Service
from .views import EntryView, SealedView, entry_view, phone_view

LISTED = ("kinds", "languages", "phones", "places__location")
RELATIONS = (
    *LISTED,
    "schedules",
    "organization__phones",
    "places__location__phones",
    "places__location__languages",
    "places__location__schedules",
)


@dataclass(frozen=True, slots=True)
class Destination:
    """What a referral needs of a service; ``partner`` None: nobody there signs in."""

    id: UUID
    name: str
    organization: UUID
    organization_name: str
    partner: UUID | None
    status: str
    confidential: bool


def may_see(actor: Actor) -> list[str]:
    """How far entries may have travelled to reach this actor."""
    levels = ["public", "network"]
    if permits(actor, "directory.read_address").allowed:
        levels.append("named-roles")
    if permits(actor, "directory.import").allowed:
        levels.append("sealed")
    return levels


def complete(rows: QuerySet[Service], relations: tuple[str, ...] = RELATIONS) -> QuerySet[Service]:
    """The rows with all that a view reads, in a number of queries that does not grow."""
    return rows.select_related("organization").prefetch_related(*relations)


def _row(actor: Actor, id: UUID, permission: str) -> Service:
    check_may(actor, permission, about=("service", id))
    return among(
        complete(Service.objects.filter(visibility__in=may_see(actor))), actor, id, permission, "service"
    )


def service_for(actor: Actor, id: UUID, on: dt.date | None = None) -> EntryView:
    """One entry as this actor may see it. Raises ``Absent``."""
    return entry_view(_row(actor, id, "directory.find"), on or day_at(None, timezone.now()))


def entry_for(actor: Actor, id: UUID) -> Service:
    """The row itself, for the acts that change it. Raises ``Absent``."""
    return _row(actor, id, "directory.edit")


def destination_for(actor: Actor, id: UUID) -> Destination:
    """Where a referral would go. Raises ``Absent``."""
    row = _row(actor, id, "directory.find")
    return Destination(
        row.id,
        row.name,
        row.organization_id,
        row.organization.name,
        row.organization.partner_id,
        row.status,
        row.confidential,
    )


def sealed_for(actor: Actor, id: UUID, post: str | None = None) -> SealedView:
    """Sealed addresses and telephones of one entry, journalled. Raises ``Absent``."""
    row = _row(actor, id, "directory.read_address")
    record_read(actor, "directory.address", about=("service", id), post=post)
    places = Location.objects.filter(services__service=row, confidential=True).order_by("id")
    phones = (
        Phone.objects.filter(Q(service=row) | Q(location__services__service=row))
        .filter(confidential=True)
        .distinct()
        .order_by("id")
    )
    return SealedView(
        tuple(
            ", ".join(filter(None, (p.address_1, p.address_2, p.city, f"{p.state} {p.postal_code}".strip())))
            for p in places
        ),
        tuple(map(phone_view, phones)),
    )


def public_entries(on: dt.date) -> Iterator[EntryView]:
    """Every entry that anybody may see, redacted, by identifier; for the public feed."""
    rows = Service.objects.filter(visibility="public").order_by("id")
    for row in complete(rows).iterator(chunk_size=400):
        yield entry_view(row, on)


def sealed_values() -> tuple[list[str], list[str]]:
    """Every sealed street and telephone, to be searched for in what leaves the house."""
    streets = Location.objects.filter(confidential=True).values_list("address_1", flat=True)
    numbers = Phone.objects.filter(confidential=True).values_list("number", flat=True)
    return [s for s in streets.distinct() if s], list(numbers.distinct())
