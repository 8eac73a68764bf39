"""The units of a definition, kept: figures read them, and find anew only whoever changed since.

What is kept is what a count of all facts found at an instant. A unit of whom a fact, a correction, a profile
or a merge came since is dropped and found again from all its facts: so the figures are those of a recount.
The loop renews what is kept once a week.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

from django.db.models import Max, Min, Q, QuerySet
from django.db.models.functions import Lower

from cauce.content.model_indicators import Indicator
from cauce.staff.offices import access as offices

from ..models import Fact, KeptUnits, Merge, Profile
from ..models.fact import VOIDED
from ..rules.indicators.model import PROFILE, Asked, Beside, Key
from ..rules.indicators.units import (
    Columns,
    Unit,
    first_of,
    follows,
    has_units,
    joined,
    kinds_of_units,
    numbered,
    reach_of,
    steps_of,
    units_of,
)
from . import reading
from .packing import FORM, Unpacked, packed

ADDED = frozenset({"obligation"})  # of these there are sums, by month (``kept_sums``)
MOST = 20_000  # keys of whom something is known since; beyond, all are found anew
COURSES = tuple(name for name in Unit._fields if name != "key")
DAY = dt.timedelta(days=1)


def units(one: Indicator, asked: Asked, known: dt.datetime) -> dict[str, Columns]:
    """The units of a definition as they were known at an instant, by each of its steps that is asked."""
    profiled = reading.asks_profile(asked.by)
    reach = reach_of(one, asked)
    return {
        step: reading.once(
            ("units", one.id, one.version, step, reach, known, asked.posts, profiled),
            lambda step=step: _units(one, step, reach, known, asked.posts, profiled=profiled),
        )
        for step in steps_of(one, asked.by)
    }


def _units(
    one: Indicator,
    step: str,
    reach: dt.date,
    known: dt.datetime,
    posts: frozenset[str] | None,
    *,
    profiled: bool,
) -> Columns:
    kept = kept_of(one, step, known) if posts is None else None
    found = None if kept is None else _since(kept, one, known, reach, profiled=profiled)
    if found is not None:
        return found
    beside = Beside(reading.profiles(known) if profiled else {}, reading.same(known))
    rows = reading.rows(kinds_of_units(one, step), reach, known, posts)
    return units_of(one, step, rows, beside, profiled=profiled)


def kept_of(one: Indicator, step: str, known: dt.datetime) -> KeptUnits | None:
    """What is kept of a definition and can be read as of that instant. None: nothing."""
    if not follows(one):
        return None
    rows = KeptUnits.objects.filter(indicator=one.id, step=step, definition=digest(one), known__lte=known)
    return rows.defer("keys", "courses", "profile").first()


def digest(one: Indicator) -> str:
    """Of everything in a definition, and of the form in which its units are kept."""
    return hashlib.sha256(f"{FORM}\n{one.model_dump_json()}".encode()).hexdigest()


@dataclass(slots=True)
class Touched:
    """Who changed since: keys of persons and of things, each with its period. ``alone``: there is a fact that
    has neither."""

    subjects: set[Key] = field(default_factory=set)
    items: set[Key] = field(default_factory=set)
    alone: bool = False

    def add(self, period: int, subject: str, item: str) -> None:
        if subject:
            self.subjects.add((period, subject))
        if item:
            self.items.add((period, item))

    def has(self, period: int, key: str) -> bool:
        return ((period, key) in self.subjects or (period, key) in self.items) if key else self.alone

    @property
    def facts(self) -> Q:
        """Theirs, and perhaps some of others."""
        return reading.of_keys(self.subjects, {key for _, key in self.items})

    def __bool__(self) -> bool:
        return bool(self.subjects or self.items or self.alone)

    def __len__(self) -> int:
        return len(self.subjects) + len(self.items)


def _since(
    kept: KeptUnits,
    one: Indicator,
    known: dt.datetime,
    reach: dt.date,
    *,
    profiled: bool,
    keyed: bool = False,
) -> Columns | None:
    """What is kept, with those found anew of whom something is known since. None: too many. ``keyed``: with
    the key of each."""
    touched = _touched(kept, one, known, reach)
    if touched is None:
        return None
    names = ["courses", *(["profile"] if profiled else []), *(["keys"] if touched or keyed else [])]
    (bodies,) = KeptUnits.objects.filter(pk=kept.pk).values_list(*names)
    columns = Unpacked(*map(bytes, bodies))
    if not touched:
        return columns
    which = touched.facts
    if touched.alone:
        nobody = {"person": Q(subject=""), "case": Q(subject="", item="")}.get(one.unit, Q(item=""))
        which |= nobody & Q(kind__in=sorted(first_of(one)))
    kinds = kinds_of_units(one, kept.step)
    rows = reading.standing(_until(reach, known).filter(which), known)
    beside = Beside(reading.profiles(known, touched.subjects) if profiled else {}, reading.same(known))
    again = units_of(one, kept.step, (row for row in rows if row.kind in kinds), beside, profiled=profiled)
    stays = [not touched.has(*key) for key in zip(columns["period"], columns["key"], strict=True)]
    comes = [touched.has(*key) for key in zip(again["period"], again["key"], strict=True)]
    return joined(_where(columns, stays), _where(again, comes))


def _where(columns: Columns, keep: list[bool]) -> Columns:
    return {name: list(compress(values, keep)) for name, values in columns.items()}


def _until(reach: dt.date, known: dt.datetime) -> QuerySet[Fact]:
    """Facts of whatever kind: asked by kind, a database reads all of it, where few are looked for by key."""
    return Fact.objects.filter(happened_on__lt=reach, known_at__lte=known)


def came_since(kept: KeptUnits, kinds: Iterable[str], known: dt.datetime) -> QuerySet[Fact]:
    """Facts of these kinds that are not in what is kept."""
    # Not by the index of kinds, which a database would read whole: they are the last ones there are.
    last = Fact.objects.filter(id__gt=kept.facts, known_at__lte=known)
    return last.alias(of=Lower("kind")).filter(of__in=sorted(kinds))


def _touched(kept: KeptUnits, one: Indicator, known: dt.datetime, reach: dt.date) -> Touched | None:
    """None: more than a database takes in one question."""
    found, of_person = Touched(), one.unit == "person"
    kinds, first = {*kinds_of_units(one, kept.step), VOIDED}, first_of(one)
    columns = ("kind", "period", "subject", "item")
    since = came_since(kept, kinds, known).order_by().values_list(*columns)
    for kind, period, subject, item in since.iterator(chunk_size=reading.AT_ONCE):
        found.add(period, subject, "" if of_person else item)
        found.alone |= kind in first and not _own(one, subject, item)
    if any(name in PROFILE for name in one.breakdowns):
        told = Profile.objects.filter(id__gt=kept.profiles, known_at__lte=known).order_by()
        found.subjects.update(told.values_list("period", "subject"))
    # A day more, because what one process writes another may not see yet.
    near = kept.known - DAY
    new = Q(id__gt=kept.merges) | Q(known_at__gt=near) | Q(undone_at__gt=near)
    for period, *both in Merge.objects.filter(new).values_list("period", "from_key", "to_key"):
        found.subjects.update((period, key) for key in both)
    same, size = reading.same(known), -1
    while size < len(found) <= MOST:  # and whoever has a fact with one of them
        size = len(found)
        found.subjects |= reading.mates_of(found.subjects, same)
        if size and not of_person:
            theirs = _until(reach, known).filter(found.facts).order_by()
            for kind, *keys in theirs.values_list(*columns):
                if kind in kinds:
                    found.add(*keys)
    return found if len(found) <= MOST else None


def _own(one: Indicator, subject: str, item: str) -> str:
    """The key by which a fact is one of a unit; '': it stands alone."""
    if one.unit == "person":
        return subject
    return item or (subject if one.unit == "case" or one.waits else "")


def keepable(one: Indicator) -> bool:
    """Whether what is found of it can be read again for any later day."""
    return has_units(one) and follows(one) or one.unit in ADDED


def every_step(one: Indicator) -> tuple[str, ...]:
    """Every step whose units are kept apart."""
    return steps_of(one, ("step",))


def made(one: Indicator, step: str, at: dt.datetime) -> KeptUnits:
    """The units of a definition as a row that is not saved: renewed from what is kept, or found anew."""
    last, kept = offices.day_at(None, at), kept_of(one, step, at)
    facts = mark_of_facts(kept, last, at)
    profiles = _mark(
        Profile.objects.all(), Profile.objects.filter(known_at__gt=at), 0 if kept is None else kept.profiles
    )
    columns: Columns | None = None
    if kept is not None:
        columns = _since(kept, one, at, last + DAY, profiled=True, keyed=True)
    if columns is None:
        rows = reading.standing(reading.facts(kinds_of_units(one, step), last + DAY, at), at)
        columns = units_of(one, step, rows, Beside(reading.profiles(at), reading.same(at)))
    if "person" in columns:
        columns = numbered(dict(columns), columns["person"])
    return KeptUnits(
        indicator=one.id,
        step=step,
        definition=digest(one),
        units=len(columns["day"]),
        known=at,
        facts=facts,
        profiles=profiles,
        merges=Merge.objects.aggregate(last=Max("id"))["last"] or 0,
        keys=packed(columns, ["key"]),
        courses=packed(columns, COURSES),
        profile=packed(columns, PROFILE),
    )


def mark_of_facts(kept: KeptUnits | None, last: dt.date, at: dt.datetime) -> int:
    """Up to which number every fact was known at an instant and happened by that day."""
    ahead = Fact.objects.filter(Q(known_at__gt=at) | Q(happened_on__gt=last))
    return _mark(Fact.objects.all(), ahead, 0 if kept is None else kept.facts)


def _mark(rows: QuerySet[Any], ahead: QuerySet[Any], since: int) -> int:
    """The last number up to which every row counts already: none of them lies ahead. ``since``: up to there
    it is known."""
    first = ahead.filter(id__gt=since).aggregate(first=Min("id"))["first"]
    if first is not None:
        return int(first) - 1
    return int(rows.aggregate(last=Max("id"))["last"] or 0)
