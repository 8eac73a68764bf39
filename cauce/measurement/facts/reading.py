"""Facts as the rules read them: rows, profiles and who is the same person, as known at an instant."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from cauce.measurement.rules.indicators import Asked, Row
from cauce.measurement.rules.indicators.breaking import TIME
from cauce.measurement.rules.indicators.model import PROFILE, Key

from ..models import Fact, Merge, Profile
from ..models.fact import VOIDED
from .straight import AT_ONCE, day, straight

COLUMNS = ("period", "kind", "subject", "item", "group", "post", "channel", "code", "happened_on", "number")
DAY = COLUMNS.index("happened_on")

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


def once(key: Any, read: Callable[[], Any], *, alike: bool = False) -> Any:
    """What ``read`` gives; inside ``read_once`` it is asked for each key once.

    ``alike``: every indicator asks the same, so that inside ``read_for_all`` it is asked once for all.
    """
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
        return _of(named, until, known, posts)
    last, found = kept.get((named, known, posts), (None, []))
    if last is None or last < until:
        last, found = until, list(_of(named, until, known, posts))
        kept[named, known, posts] = last, found
    return found if last == until else (row for row in found if row.day < until)


def _of(
    kinds: frozenset[str], until: dt.date, known: dt.datetime, posts: frozenset[str] | None
) -> Iterator[Row]:
    if not _there(kinds):
        return iter(())
    held = facts(kinds, until, known)
    return standing(held if posts is None else _of_posts(held, posts, known), known)


def facts(kinds: Iterable[str], until: dt.date, known: dt.datetime) -> QuerySet[Fact]:
    """Facts of these kinds before a day that were known by then, with those that corrections took back."""
    return Fact.objects.filter(kind__in=sorted(kinds), happened_on__lt=until, known_at__lte=known)


def _there(kinds: Iterable[str]) -> bool:
    """Whether there may be a fact of these kinds; inside ``read_for_all`` one question tells of all kinds."""
    if _for_all.get() is None:
        return True
    found = Fact.objects.order_by().values_list("kind", flat=True).distinct()
    return not frozenset(kinds).isdisjoint(once("kinds", lambda: frozenset(found), alike=True))


def _of_posts(held: QuerySet[Fact], posts: frozenset[str], known: dt.datetime) -> QuerySet[Fact]:
    """The facts of whoever has one at these posts: of the same person at other posts as well."""
    there = list(held.filter(post__in=sorted(posts)).order_by().values_list("period", "subject", "item"))
    subjects = {(period, subject) for period, subject, _ in there if subject}
    subjects |= mates_of(subjects, same(known))
    items = {item for *_, item in there if item}
    if len(subjects) + len(items) > AT_ONCE:  # more than a database takes in one question
        return held
    return held.filter(Q(post__in=sorted(posts)) | of_keys(subjects, items))


def of_keys(subjects: Iterable[Key], items: Iterable[str]) -> Q:
    """The facts of these, and perhaps of others: a key may stand in two periods."""
    return Q(subject__in=sorted({key for _, key in subjects})) | Q(item__in=sorted(set(items)))


def mates_of(subjects: Set[Key], same: Mapping[Key, str]) -> set[Key]:
    """Every subject that is the same person as one of these."""
    together: dict[Key, set[Key]] = {}
    for (period, one), last in same.items():
        together.setdefault((period, last), {(period, last)}).add((period, one))
    found = (mates for mates in together.values() if not mates.isdisjoint(subjects))
    return set().union(*found)


def standing(held: QuerySet[Fact], known: dt.datetime) -> Iterator[Row]:
    """Those of some facts that stand, in the order they were written: none that was taken back, none of a
    case that was opened by mistake. What takes a fact back must be among them."""
    back = Counter(map(Row._make, held.filter(corrects=True).values_list(*COLUMNS)))
    found = held.filter(corrects=False).order_by("id").values_list(*COLUMNS)
    days: dict[Any, dt.date] = {}
    row = Row._make
    gone = _voided(known)
    for line in straight(found):
        if gone and ((line[0], line[2]) in gone or (line[0], line[3]) in gone):
            continue
        on = days.get(line[DAY])
        if on is None:
            on = days[line[DAY]] = day(line[DAY])
        one = row((*line[:DAY], on, line[-1]))
        if back and back[one] > 0:
            back[one] -= 1
            continue
        yield one


def _voided(known: dt.datetime) -> frozenset[Key]:
    """Subjects and contacts of cases that were known to be opened by mistake."""
    return once(("voided", known), lambda: _found_voided(known), alike=True)


def _found_voided(known: dt.datetime) -> frozenset[Key]:
    found = Fact.objects.filter(kind=VOIDED, known_at__lte=known).values_list("period", "subject", "item")
    return frozenset((period, key) for period, *keys in found for key in keys if key)


def sums(kinds: Iterable[str], asked: Asked, known: dt.datetime) -> Iterator[Row]:
    """Tallies of what is asked, added up."""
    if not _there(kinds):
        return iter(())
    held = facts(kinds, asked.until, known).filter(happened_on__gte=asked.since)
    if asked.posts is not None:
        held = held.filter(post__in=sorted(asked.posts))
    return added_up(held, asked.since, asked.by)


def added_up(held: QuerySet[Fact], since: dt.date, by: Sequence[str]) -> Iterator[Row]:
    """Tallies from a day on added up by post and action in the database, by month where times are told apart:
    a post has some for every action of every day."""
    names = ["kind", "post", *(["code"] if "action" in by else [])]
    if any(name in TIME for name in by):
        held = held.annotate(month=TruncMonth("happened_on"))
        names.append("month")
    for line in held.order_by().values(*names).annotate(sum=Sum("number")):
        on = max(line.get("month") or since, since)
        yield Row(0, line["kind"], "", "", "", line["post"], "", line.get("code", ""), on, line["sum"])


def asks_profile(by: Sequence[str]) -> bool:
    return any(name in PROFILE for name in by)


def profiles(known: dt.datetime, of: Set[Key] | None = None) -> dict[Key, tuple[str, ...]]:
    """The latest profile of each subject that was known then. ``of`` None: of all."""
    if of is not None:
        held = Profile.objects.filter(subject__in=sorted({key for _, key in of}))
        return {key: said for key, said in _profiles(held, known).items() if key in of}
    return once(("profiles", known), lambda: _profiles(Profile.objects.all(), known))


def _profiles(held: QuerySet[Profile], known: dt.datetime) -> dict[Key, tuple[str, ...]]:
    found = (
        held.filter(known_at__lte=known).order_by("known_at", "id").values_list("period", "subject", *PROFILE)
    )
    return {(row[0], row[1]): row[2:] for row in found.iterator(chunk_size=AT_ONCE)}


def same(known: dt.datetime) -> dict[Key, str]:
    """Which subject stands for each that was merged by then; chains are followed to their end."""
    return once(("same", known), lambda: _same(known), alike=True)


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
    return once(("invented", known), found.exists, alike=True)


def any_corrected(since: dt.date, until: dt.date, known: dt.datetime) -> bool:
    """Whether something that was counted in a stretch of time was put right by then."""
    held = Fact.objects.filter(corrects=True, happened_on__gte=since, happened_on__lt=until)
    return held.filter(known_at__lte=known).exists()
