"""Services as the rules of matching read them, and the best of them as this reader may see them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cauce.content.plain import plain
from cauce.custody.journal.door import check_may
from cauce.rules.matching import Asked, Index, Match, Profile, Town, Verdict, measured_by
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at

from ..cautions import DO_NOT_REFER
from ..freshness import capacity_since, free_now, freshness, oldest_current
from ..models import Caution, Language, Service, ServiceAtLocation, ServiceKind
from ..nearness import distance
from ..offering import NETWORK
from .entries import LISTED, complete, may_see
from .views import EntryView, entry_view

Reported = Mapping[UUID, tuple[int, dt.datetime]]  # places free of a service, and when that was said


@dataclass(frozen=True, slots=True)
class Suggested:
    """One service for a case: why, and the entry as this reader may see it."""

    match: Match
    entry: EntryView


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The first of each verdict, and how many there are in all. Nobody is sent anywhere by it."""

    rows: tuple[Suggested, ...]
    totals: Mapping[Verdict, int]
    out: Mapping[str, int]  # how many each aspect leaves out, among those that give this help

    def of(self, verdict: Verdict) -> tuple[Suggested, ...]:
        return tuple(one for one in self.rows if one.match.verdict == verdict)


def suggest(
    actor: Actor,
    asked: Asked,
    *,
    most: int = 12,
    record: Mapping[UUID, int] | None = None,
    on: dt.date | None = None,
    reported: Reported | None = None,
) -> Suggestions:
    """Who may take somebody in, in order, with the reasons. Raises ``Absent`` without the permission.

    ``reported``: places free that came with an answer, and when: the newest that was said counts.
    ``record``: how a service received before (0 usually, 1 too few to say, 2 seldom). Only services
    that give what is needed, or do not say what they give; the number of queries does not grow.
    """
    check_may(actor, "directory.find")
    day = on or day_at(None, timezone.now())
    rows = _giving(actor, asked.kind)
    index = Index(profiles(rows, day, record or {}, reported or {}), measured_by(distance))
    found = index.match(asked, most)
    chosen = complete(Service.objects.filter(id__in=[m.profile.id for m in found.rows]), LISTED)
    entries = {str(row.id): row for row in chosen}
    rows_shown = tuple(
        Suggested(
            one,
            entry_view(
                entries[one.profile.id],
                day,
                whole=False,
                distance_km=one.near[0] if one.near else None,
                approximate=bool(one.near and one.near[1]),
            ),
        )
        for one in found.rows
    )
    return Suggestions(rows_shown, found.totals, index.out(asked))


def _giving(actor: Actor, kind: str) -> QuerySet[Service]:
    """Entries that this actor may see, that are not gone, and that give this or do not say what."""
    rows = Service.objects.filter(visibility__in=may_see(actor)).exclude(status__in=("inactive", "defunct"))
    if not kind:
        return rows
    kinds = ServiceKind.objects.filter(service=OuterRef("pk"))
    return rows.filter(Exists(kinds.filter(kind=kind)) | ~Exists(kinds))


def _newest(
    said: tuple[int | None, dt.datetime | None], reported: tuple[int, dt.datetime] | None
) -> tuple[int | None, dt.datetime | None]:
    """Of what the entry says of its places and what came with an answer."""
    if reported is None or (said[1] is not None and said[1] >= reported[1]):
        return said
    return reported


def profiles(
    rows: QuerySet[Service], day: dt.date, record: Mapping[UUID, int], reported: Reported
) -> list[Profile]:
    """Each service as the rules read it, in a fixed number of queries."""
    ids = rows.values("id")
    kinds = _sets(ServiceKind.objects.filter(service__in=ids).values_list("service_id", "kind"))
    tongues = _languages(ids)
    spots, towns = _places(ids)
    warned = set(
        Caution.objects.filter(kind=DO_NOT_REFER, ended_at=None, service__in=ids).values_list(
            "service_id", flat=True
        )
    )
    since, lately = oldest_current(day), capacity_since(day)
    return [
        Profile(
            str(row.id),
            row.name,
            kinds.get(row.id, NOTHING),
            row.sex,
            row.minors,
            row.families,
            row.labour,
            row.sexual,
            row.accessible,
            row.pregnant,
            row.minimum_age,
            row.maximum_age,
            tongues.get(row.id, NOTHING),
            tuple(spots.get(row.id, ())),
            towns.get(row.id, NOTHING_THERE),
            row.status == "temporarily closed",
            row.id in warned,
            free_now(*_newest((row.free, row.free_at), reported.get(row.id)), lately),
            freshness(row.assured_date, row.verified_on, "", day, since).rank,
            record.get(row.id, 1),
        )
        for row in rows.values_list(
            "id",
            "name",
            "sex",
            "minors",
            "families",
            "labour",
            "sexual",
            "accessible",
            "pregnant",
            "minimum_age",
            "maximum_age",
            "status",
            "free",
            "free_at",
            "assured_date",
            "verified_on",
            named=True,
        )
    ]


NOTHING: frozenset[str] = frozenset()
NOTHING_THERE: frozenset[Town] = frozenset()
Spot = tuple[tuple[float, float], bool]  # where, and whether the place is sealed


def _sets(pairs: Iterable[tuple[UUID, str]]) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for id, value in pairs:
        found[id].add(value)
    return {id: frozenset(values) for id, values in found.items()}


def _languages(ids: QuerySet[Any]) -> dict[UUID, frozenset[str]]:
    """By service: what the network wrote, or else what sources hang on it or on its places."""
    own = Language.objects.filter(service__in=ids).exclude(code="")
    told = _sets(own.filter(source=NETWORK).values_list("service_id", "code"))
    there = Language.objects.exclude(code="").filter(service=None, location__services__service__in=ids)
    brought = _sets(
        [
            *own.exclude(source=NETWORK).values_list("service_id", "code"),
            *there.values_list("location__services__service_id", "code"),
        ]
    )
    return brought | told


def _places(ids: QuerySet[Any]) -> tuple[dict[UUID, list[Spot]], dict[UUID, frozenset[Town]]]:
    """By service: the spots that can be measured, and the towns as far as each may be told."""
    links = ServiceAtLocation.objects.filter(service__in=ids).values_list(
        "service_id",
        "location__latitude",
        "location__longitude",
        "location__confidential",
        "location__coarse",
        "location__city",
        "location__state",
    )
    spots: dict[UUID, list[Spot]] = defaultdict(list)
    towns: dict[UUID, set[Town]] = defaultdict(set)
    for service, latitude, longitude, sealed, coarse, city, state in links:
        if latitude is not None:
            spots[service].append(((latitude, longitude), sealed))
        towns[service].add(("" if sealed and coarse != "city" else plain(city), state))
    return spots, {service: frozenset(found) for service, found in towns.items()}
