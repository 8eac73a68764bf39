"""Facts as the rules read them: rows, profiles and who is the same person, as known at an instant."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from cauce.measurement.rules.indicators import Asked, Row
from cauce.measurement.rules.indicators.breaking import TIME
from cauce.measurement.rules.indicators.model import PROFILE, Kept, Key

from ..models import Fact, Merge, Profile
from ..models.fact import VOIDED

COLUMNS = ("period", "kind", "subject", "item", "group", "post", "channel", "code", "happened_on", "number")
DAY = COLUMNS.index("happened_on")
AT_ONCE = 20_000


_kept: ContextVar[dict[Any, Any] | None] = ContextVar("cauce_facts_kept", default=None)
_for_all: ContextVar[dict[Any, Any] | None] = ContextVar("cauce_facts_for_all", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Inside, what is asked again of the same facts is read once: the tree of an indicator asks twenty times.

    For one indicator after the other: what is read is held until the end.
    """
    with _holding(_kept):
        yield


@contextmanager
def read_for_all() -> Iterator[None]:
    """Inside, what every indicator asks alike is read once for all of them: who is the same person, what was
    voided, of which kinds there is any fact. It is small, so it may be held through all the tables."""
    with _holding(_for_all):
        yield


@contextmanager
def _holding(held: ContextVar[dict[Any, Any] | None]) -> Iterator[None]:
    token = held.set({})
    try:
        yield
    finally:
        held.reset(token)


def _once(key: Any, read: Callable[[], Any], *, alike: bool = False) -> Any:
    """What was read before; ``alike``: every indicator asks the same."""
    kept = _kept.get()
    if alike and (of_all := _for_all.get()) is not None:
        kept = of_all
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    return kept[key]


def rows(
    kinds: Iterable[str], until: dt.date, known: dt.datetime, posts: frozenset[str] | None = None
) -> Iterable[Row]:
    """Facts of these kinds before a day, as they were known then, in the order they were written; without
    those that a correction took back by then. ``posts``: all of whoever these posts know, wherever it was."""
    kept, named = _kept.get(), frozenset(kinds)
    if kept is None:
        return _rows(named, until, known, posts)
    last, found = kept.get((named, known, posts), (None, Kept(())))
    if last is None or last < until:
        found = Kept(_rows(named, until, known, posts))
        kept[named, known, posts] = until, found
        last = until
    return found if last == until else (row for row in found if row.day < until)


def _there(kinds: Iterable[str]) -> list[str]:
    """Of these kinds those of which there is any fact, where that is known without a question for each."""
    asked = frozenset(kinds)
    if _for_all.get() is not None:
        found = Fact.objects.order_by().values_list("kind", flat=True).distinct()
        asked &= _once("kinds", lambda: frozenset(found), alike=True)
    return sorted(asked)


def _of_posts(held: QuerySet[Fact], posts: frozenset[str], known: dt.datetime) -> QuerySet[Fact]:
    """The facts of whoever has one at these posts: of the same person at other posts as well."""
    there = list(held.filter(post__in=sorted(posts)).order_by().values_list("period", "subject", "item"))
    subjects = {(period, subject) for period, subject, _ in there if subject}
    items = {item for *_, item in there if item}
    together: dict[Key, set[Key]] = {}
    for (period, one), last in same(known).items():
        together.setdefault((period, last), {(period, last)}).add((period, one))
    for mates in together.values():
        if not mates.isdisjoint(subjects):
            subjects |= mates
    if len(subjects) + len(items) > AT_ONCE:  # more than a database takes in one question
        return held
    theirs = Q(subject__in=sorted({key for _, key in subjects})) | Q(item__in=sorted(items))
    return held.filter(Q(post__in=sorted(posts)) | theirs)


def _rows(
    kinds: Iterable[str], until: dt.date, known: dt.datetime, posts: frozenset[str] | None
) -> Iterator[Row]:
    there = _there(kinds)
    if not there:
        return
    held = Fact.objects.filter(kind__in=there, happened_on__lt=until, known_at__lte=known)
    if posts is not None:
        held = _of_posts(held, posts, known)
    back = Counter(map(Row._make, held.filter(corrects=True).values_list(*COLUMNS)))
    found = held.filter(corrects=False).order_by("id").values_list(*COLUMNS)
    # Straight from the cursor: of a million rows Django's own conversion of days takes most.
    days: dict[Any, dt.date] = {}
    row = Row._make
    gone = _voided(known)
    with connection.cursor() as cursor:
        cursor.execute(*found.query.sql_with_params())
        while batch := cursor.fetchmany(AT_ONCE):
            for line in batch:
                if gone and ((line[0], line[2]) in gone or (line[0], line[3]) in gone):
                    continue
                day = days.get(line[DAY])
                if day is None:
                    day = days[line[DAY]] = _as_day(line[DAY])
                one = row((*line[:DAY], day, line[-1]))
                if back and back[one] > 0:
                    back[one] -= 1
                    continue
                yield one


def _voided(known: dt.datetime) -> frozenset[Key]:
    """Subjects and contacts of cases that were known to be opened by mistake."""
    return _once(("voided", known), lambda: _found_voided(known), alike=True)


def _found_voided(known: dt.datetime) -> frozenset[Key]:
    found = Fact.objects.filter(kind=VOIDED, known_at__lte=known).values_list("period", "subject", "item")
    return frozenset((period, key) for period, *keys in found for key in keys if key)


def _as_day(value: Any) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)


def sums(kinds: Iterable[str], asked: Asked, known: dt.datetime) -> Iterator[Row]:
    """Tallies added up by post and action in the database, by month where times are told apart: a
    post has some for every action of every day."""
    there = _there(kinds)
    if not there:
        return
    found = Fact.objects.filter(
        kind__in=there, happened_on__gte=asked.since, happened_on__lt=asked.until, known_at__lte=known
    ).order_by()
    if asked.posts is not None:
        found = found.filter(post__in=sorted(asked.posts))
    names = ["kind", "post", *(["code"] if "action" in asked.by else [])]
    if any(name in TIME for name in asked.by):
        found = found.annotate(month=TruncMonth("happened_on"))
        names.append("month")
    for line in found.values(*names).annotate(sum=Sum("number")):
        day = max(line.get("month") or asked.since, asked.since)
        yield Row(0, line["kind"], "", "", "", line["post"], "", line.get("code", ""), day, line["sum"])


def asks_profile(by: Sequence[str]) -> bool:
    return any(name in PROFILE for name in by)


def profiles(known: dt.datetime) -> dict[Key, tuple[str, ...]]:
    """The latest profile of each subject that was known then."""
    return _once(("profiles", known), lambda: _profiles(known))


def _profiles(known: dt.datetime) -> dict[Key, tuple[str, ...]]:
    found = (
        Profile.objects.filter(known_at__lte=known)
        .order_by("known_at", "id")
        .values_list("period", "subject", *PROFILE)
    )
    return {(row[0], row[1]): row[2:] for row in found.iterator(chunk_size=AT_ONCE)}


def same(known: dt.datetime) -> dict[Key, str]:
    """Which subject stands for each that was merged by then; chains are followed to their end."""
    return _once(("same", known), lambda: _same(known), alike=True)


def _same(known: dt.datetime) -> dict[Key, str]:
    to = {
        (period, one): other
        for period, one, other in Merge.objects.filter(known_at__lte=known)
        .exclude(undone_at__lte=known)
        .values_list("period", "from_key", "to_key")
    }
    found: dict[Key, str] = {}
    for period, one in to:
        seen, last = {one}, to[period, one]
        while (period, last) in to and last not in seen:
            seen.add(last)
            last = to[period, last]
        found[period, one] = last
    return found


def any_invented(known: dt.datetime) -> bool:
    """Whether rows of the demonstration are among what was known then."""
    found = Fact.objects.filter(invented=True, known_at__lte=known)
    return _once(("invented", known), found.exists, alike=True)


def any_corrected(since: dt.date, until: dt.date, known: dt.datetime) -> bool:
    """Whether something that was counted in a stretch of time was put right by then."""
    held = Fact.objects.filter(corrects=True, happened_on__gte=since, happened_on__lt=until)
    return held.filter(known_at__lte=known).exists()
