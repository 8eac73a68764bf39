"""What anybody may ask of the directory: public entries only, found by what they show and nothing else.

A search that looked at what is sealed would tell it letter by letter; so a word must stand in the
text as it is shown, and a place is near something only where its point is shown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cauce.rules.content.plain import plain

from ..models import Location, Organization, Service, ServiceAtLocation, ServiceKind
from ..nearness import Point, kilometres
from ..sealing import without_sealed
from .entries import complete
from .views import EntryView, entry_view

WORDS = 6  # of a search; what comes after narrows nothing


@dataclass(frozen=True, slots=True)
class PublicWanted:
    """What is asked; filters add up. ``kinds`` None: any kind; empty: of no kind, so nothing."""

    text: str = ""
    kinds: frozenset[str] | None = None
    organization: UUID | None = None


def _public() -> QuerySet[Service]:
    return Service.objects.filter(visibility="public")


def _asked(wanted: PublicWanted) -> QuerySet[Service]:
    rows = _public()
    if wanted.kinds is not None:
        of_kind = ServiceKind.objects.filter(service=OuterRef("pk"), kind__in=wanted.kinds)
        rows = rows.filter(Exists(of_kind))
    if wanted.organization is not None:
        rows = rows.filter(organization=wanted.organization)
    return rows


def public_services(wanted: PublicWanted, pattern: re.Pattern[str] | None) -> list[UUID]:
    """Ids of the entries that fit, by name. ``pattern``: what is sealed anywhere, or None."""
    rows = _asked(wanted)
    words = plain(wanted.text).split()[:WORDS]
    for word in words:
        rows = rows.filter(Q(search_text__contains=word) | Q(description__icontains=word))
    found = rows.order_by("name", "id").values_list(
        "id", "name", "alternate_name", "organization__name", "description"
    )
    return [id for id, *texts in found if not words or _shows(words, texts, pattern)]


def _shows(words: list[str], texts: Iterable[str], pattern: re.Pattern[str] | None) -> bool:
    shown = plain(" ".join(without_sealed(text, pattern) for text in texts))
    return all(word in shown for word in words)


def public_views(ids: list[UUID], on: dt.date) -> list[EntryView]:
    """The entries of these ids, redacted, in their order; what is not public is left out."""
    rows = {row.id: row for row in complete(_public().filter(id__in=ids))}
    return [entry_view(rows[id], on) for id in ids if id in rows]


def public_organizations(text: str, pattern: re.Pattern[str] | None) -> list[UUID]:
    """Ids of the organizations with some public entry, by name."""
    rows = Organization.objects.filter(Exists(_public().filter(organization=OuterRef("pk"))))
    words = plain(text).split()[:WORDS]
    found = rows.order_by("name", "id").values_list("id", "name", "alternate_name", "description")
    return [id for id, *texts in found if not words or _shows(words, texts, pattern)]


def services_of(organizations: list[UUID]) -> list[UUID]:
    """Ids of the public entries of these organizations, by name."""
    rows = _public().filter(organization__in=organizations).order_by("name", "id")
    return list(rows.values_list("id", flat=True))


def public_links(
    wanted: PublicWanted, pattern: re.Pattern[str] | None, postcode: str, metres: int | None
) -> list[tuple[UUID, UUID]]:
    """(service, place) of public entries. ``postcode`` and ``metres`` find places that are shown alone.

    ``metres`` None: in that postcode itself. Measured from the middle of what the directory shows
    there; a postcode of which it shows nothing finds nothing.
    """
    services = public_services(wanted, pattern)
    order = {id: at for at, id in enumerate(services)}
    links = ServiceAtLocation.objects.filter(service__in=_asked(wanted))
    if postcode:
        links = links.filter(location__in=_places(postcode, metres))
    pairs = links.values_list("service_id", "location_id").distinct()
    return sorted((p for p in pairs if p[0] in order), key=lambda p: (order[p[0]], str(p[1])))


def _places(postcode: str, metres: int | None) -> list[UUID]:
    shown = Location.objects.filter(confidential=False, services__service__visibility="public")
    here = shown.filter(postal_code__iexact=postcode)
    if metres is None:
        return list(here.values_list("id", flat=True))
    middle = _middle(here)
    if middle is None:
        return []
    points = shown.filter(latitude__isnull=False, longitude__isnull=False)
    rows = points.values_list("id", "latitude", "longitude").distinct()
    return [id for id, lat, lon in rows if kilometres(middle, (lat, lon)) * 1000 <= metres]


def _middle(places: QuerySet[Location]) -> Point | None:
    points = list(
        places.filter(latitude__isnull=False, longitude__isnull=False)
        .values_list("latitude", "longitude").distinct()
    )  # fmt: skip
    if not points:
        return None
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
