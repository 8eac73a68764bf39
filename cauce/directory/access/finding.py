"""Find a provider by need, place, language, whom it serves, freshness and words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cauce.content.plain import plain
from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at

from ..freshness import freshness, oldest_current
from ..models import Language, Service, ServiceAtLocation, ServiceKind
from ..nearness import Point, distance
from ..records import Serves
from ..tongues import language_code
from .entries import LISTED, complete, may_see
from .views import EntryView, entry_view

MOST = 100
FLAGS = ("minors", "families", "labour", "sexual", "any_status")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty field asks for nothing. ``near`` is latitude and longitude;
    ``within``: no farther from it than so many kilometres, what has no known place left out."""

    kinds: tuple[str, ...] = ()
    state: str = ""
    city: str = ""
    near: Point | None = None
    within: int | None = None
    language: str = ""
    serves: Serves | None = None
    only_current: bool = False
    text: str = ""
    limit: int = 30


@dataclass(frozen=True, slots=True)
class Found:
    """The best rows, and how many there are in all."""

    rows: tuple[EntryView, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Ranked:
    id: UUID
    order: tuple[Any, ...]
    distance_km: int | None
    approximate: bool


def find(actor: Actor, wanted: Wanted, on: dt.date | None = None) -> Found:
    """Ranked entries: what is known to fit before what may fit, fresh before old, near before far.

    Entries known not to fit are left out; those of which it is not known stay, saying so. The
    number of queries does not grow with the directory. Raises ``Absent`` without the permission.
    """
    check_may(actor, "directory.find")
    day = on or day_at(None, timezone.now())
    candidates = _candidates(actor, wanted, day)
    ranked = _ranked(candidates, wanted, day)
    best = ranked[: max(1, min(wanted.limit, MOST))]
    chosen = complete(Service.objects.filter(id__in=[r.id for r in best]), LISTED)
    rows = {row.id: row for row in chosen}
    views = tuple(
        entry_view(rows[r.id], day, whole=False, distance_km=r.distance_km, approximate=r.approximate)
        for r in best
    )
    return Found(views, len(ranked))


def _candidates(actor: Actor, wanted: Wanted, day: dt.date) -> QuerySet[Service]:
    rows = Service.objects.filter(visibility__in=may_see(actor)).exclude(status__in=("inactive", "defunct"))
    mine = {"service": OuterRef("pk")}
    if wanted.kinds:
        rows = rows.filter(Exists(ServiceKind.objects.filter(**mine, kind__in=wanted.kinds)))
    if wanted.state:
        here = Q(location__state__iexact=wanted.state)
        if wanted.city:
            # A place that tells only its state must not be found by its city.
            here &= Q(location__city__iexact=wanted.city)
            here &= Q(location__confidential=False) | Q(location__coarse="city")
        rows = rows.filter(Exists(ServiceAtLocation.objects.filter(here, **mine)))
    if wanted.language:
        code = language_code(wanted.language, wanted.language)
        named = Q(name__icontains=wanted.language) | (Q(code=code) if code else Q())
        # Sources hang a language on the service or on the place where it is given.
        there = ServiceAtLocation.objects.filter(
            location__in=Language.objects.filter(named).values("location_id"), **mine
        )
        rows = rows.filter(Exists(Language.objects.filter(named, **mine)) | Exists(there))
    if wanted.only_current:
        since = oldest_current(day)
        rows = rows.filter(Q(assured_date__gte=since) | Q(verified_on__gte=since))
    for word in plain(wanted.text).split()[:6]:
        rows = rows.filter(search_text__contains=word)
    return _fitting(rows, wanted.serves)


def _fitting(rows: QuerySet[Service], serves: Serves | None) -> QuerySet[Service]:
    """Without the entries known not to take this person in."""
    if serves is None:
        return rows
    if serves.sex in ("women", "men"):
        rows = rows.filter(sex__in=("", "any", serves.sex))
    for name in FLAGS:
        if getattr(serves, name):
            rows = rows.exclude(**{name: False})
    return rows


def _ranked(rows: QuerySet[Service], wanted: Wanted, day: dt.date) -> list[_Ranked]:
    spots = _spots(rows) if wanted.near else {}
    since = oldest_current(day)
    asked = [name for name in FLAGS if wanted.serves and getattr(wanted.serves, name)]
    by_sex = bool(wanted.serves and wanted.serves.sex in ("women", "men"))
    found = []
    columns = ("id", "name", "assured_date", "verified_on", "sex", *asked)
    for id, name, assured, verified, sex, *flags in rows.values_list(*columns):
        doubts = sum(flag is None for flag in flags) + (by_sex and not sex)
        checked = freshness(assured, verified, "", day, since)
        near, sealed = _nearest(wanted.near, spots.get(id, ()))
        if wanted.within is not None and (near is None or near > wanted.within):
            continue
        far = near if near is not None else 10**6
        found.append(_Ranked(id, (doubts, checked.rank, far, name, str(id)), near, sealed))
    return sorted(found, key=lambda ranked: ranked.order)


def _spots(rows: QuerySet[Service]) -> dict[UUID, list[tuple[Point, bool]]]:
    links = ServiceAtLocation.objects.filter(
        service__in=rows.values("id"), location__latitude__isnull=False
    ).values_list("service_id", "location__latitude", "location__longitude", "location__confidential")
    found: dict[UUID, list[tuple[Point, bool]]] = defaultdict(list)
    for service, latitude, longitude, sealed in links:
        found[service].append(((latitude, longitude), sealed))
    return found


def _nearest(here: Point | None, spots: Any) -> tuple[int | None, bool]:
    """Kilometres to the nearest place and whether they are approximate; None: not known."""
    if here is None or not spots:
        return None, False
    return min((distance(here, spot, sealed), sealed) for spot, sealed in spots)
