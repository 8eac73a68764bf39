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

from cauce.content.plain import plain

from ..models import Location, Organization, Service, ServiceAtLocation, ServiceKind
from ..nearness import Point, kilometres, square_around
from ..sealing import without_sealed
from .entries import complete
from .views import EntryView, entry_view

MANY = 500  # ids in one query; beyond that it reads the column whole
WORDS = 6  # of a search; what comes after narrows nothing


@dataclass(frozen=True, slots=True)
class PublicWanted:
    """What is asked; filters add up. ``kinds`` None: any kind; empty: of no kind, so nothing."""

    text: str = ""
    kinds: frozenset[str] | None = None
    organization: UUID | None = None
    changed_since: dt.datetime | None = None  # on or after; None: whenever


def _public() -> QuerySet[Service]:
    return Service.objects.filter(visibility="public")


def _asked(wanted: PublicWanted) -> QuerySet[Service]:
    rows = _public()
    if wanted.kinds is not None:
        of_kind = ServiceKind.objects.filter(service=OuterRef("pk"), kind__in=wanted.kinds)
        rows = rows.filter(Exists(of_kind))
    if wanted.organization is not None:
        rows = rows.filter(organization=wanted.organization)
    if wanted.changed_since is not None:
        rows = rows.filter(changed_at__gte=wanted.changed_since)
    return rows


def public_services(wanted: PublicWanted, pattern: re.Pattern[str] | None) -> list[UUID]:
    """Ids of the entries that fit, by name. ``pattern``: what is sealed anywhere, or None."""
    rows = _asked(wanted)
    words = plain(wanted.text).split()[:WORDS]
    for word in words:
        rows = rows.filter(Q(search_text__contains=word) | Q(description__icontains=word))
    ordered = rows.order_by("name", "id")
    if not words:
        return list(ordered.values_list("id", flat=True))
    found = ordered.values_list("id", "name", "alternate_name", "organization__name", "description")
    return [id for id, *texts in found if _shows(words, texts, pattern)]


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
    order = {id: at for at, id in enumerate(public_services(wanted, pattern))}
    every = _links()
    pairs = {pair for pair in every if pair[0] in order}
    if postcode:
        near = _places(postcode, metres, {place for _, place in every})
        pairs = {pair for pair in pairs if pair[1] in near}
    return sorted(pairs, key=lambda p: (order[p[0]], str(p[1])))


def _links() -> list[tuple[UUID, UUID]]:
    """Every place of every public entry. Compared in memory: told by thousands of ids in one query,
    or by joining four tables, the same takes a hundred times as long."""
    rows = ServiceAtLocation.objects.filter(service__visibility="public")
    return list(rows.values_list("service_id", "location_id"))


def _places(postcode: str, metres: int | None, public: set[UUID]) -> set[UUID]:
    """Places that are shown, of some public entry, in that postcode or so near its middle."""
    shown = Location.objects.filter(confidential=False)
    here = shown.filter(postal_code__iexact=postcode)
    rows = [row for row in here.values_list("id", "latitude", "longitude") if row[0] in public]
    if metres is None:
        return {row[0] for row in rows}
    middle = _middle([(lat, lon) for _, lat, lon in rows if lat is not None and lon is not None])
    if middle is None:
        return set()
    least, most = square_around(middle, metres / 1000)
    around = shown.filter(latitude__range=(least[0], most[0]), longitude__isnull=False)
    if least[1] >= -180 and most[1] <= 180:  # over the line of the date only latitude helps
        around = around.filter(longitude__range=(least[1], most[1]))
    return {
        id
        for id, lat, lon in around.values_list("id", "latitude", "longitude")
        if id in public and kilometres(middle, (lat, lon)) * 1000 <= metres
    }


def _middle(points: list[Point]) -> Point | None:
    """Of the different points; None: there are none."""
    found = set(points)
    if not found:
        return None
    return sum(p[0] for p in found) / len(found), sum(p[1] for p in found) / len(found)


def changed_when(ids: list[UUID]) -> dict[UUID, dt.datetime]:
    """When what each of these public entries shows last changed; what is not public is left out."""
    rows = _public().filter(id__in=ids) if len(ids) < MANY else _public()
    return dict(rows.values_list("id", "changed_at"))
