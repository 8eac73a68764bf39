"""The tallies of a definition, kept as sums of whole months: figures add to them what came since.

A tally carries its number, and a correction of it one that is added or taken off: so nothing has to be found
again, and the sums that are kept with those that came since are what a recount says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from cauce.content.model_indicators import Indicator
from cauce.staff.offices import access as offices

from ..models import Fact, KeptUnits
from ..rules.indicators import Asked, Row, kinds_of
from . import reading
from .keeping import came_since, digest, kept_of, mark_of_facts
from .packing import Unpacked, packed

BY = ("action", "month")  # as finely as they are kept
COLUMNS = ("kind", "post", "code", "day", "number")


def tallies(one: Indicator, asked: Asked, known: dt.datetime) -> Iterable[Row]:
    """The tallies of what is asked as they were known at an instant, added up."""
    kinds, (first, last) = kinds_of(one, asked.by), _whole_months(asked)
    kept = kept_of(one, "", known) if asked.posts is None and first < last else None
    return reading.sums(kinds, asked, known) if kept is None else _read(kept, kinds, asked, known)


def _whole_months(asked: Asked) -> tuple[dt.date, dt.date]:
    """From the first day of the first whole month to the day after the last one."""
    before = asked.since - dt.timedelta(days=1)
    return _first_after(before), asked.until.replace(day=1)


def _first_after(day: dt.date) -> dt.date:
    """The first day of the month that begins after a day."""
    return dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _read(kept: KeptUnits, kinds: frozenset[str], asked: Asked, known: dt.datetime) -> Iterator[Row]:
    first, last = _whole_months(asked)
    for since, until in ((asked.since, first), (last, asked.until)):
        if since < until:
            yield from reading.sums(kinds, Asked(since, until, asked.by), known)
    new = came_since(kept, kinds, known).filter(happened_on__gte=first, happened_on__lt=last)
    yield from reading.added_up(new, first, asked.by)
    body = KeptUnits.objects.values_list("courses", flat=True).get(pk=kept.pk)
    columns = Unpacked(bytes(body))
    days = {day: dt.date.fromordinal(day) for day in set(columns["day"])}
    for kind, post, code, day, number in zip(*(columns[name] for name in COLUMNS), strict=True):
        if first <= days[day] < last:
            yield Row(0, kind, "", "", "", post, "", code, days[day], number)


def made(one: Indicator, at: dt.datetime) -> KeptUnits:
    """The sums of a definition as a row that is not saved: those that are kept and what came since."""
    last, kept = offices.day_at(None, at), kept_of(one, "", at)
    mark, kinds = mark_of_facts(kept, last, at), kinds_of(one, BY)
    new = Fact.objects.filter(kind__in=sorted(kinds)) if kept is None else came_since(kept, kinds, at)
    found: dict[tuple[str, str, str, int], int] = {}
    if kept is not None:
        columns = Unpacked(bytes(kept.courses))
        found = dict(
            zip(zip(*(columns[name] for name in COLUMNS[:-1]), strict=True), columns["number"], strict=True)
        )
    for row in reading.added_up(new.filter(id__lte=mark), dt.date.min, BY):
        key = row.kind, row.post, row.code, row.day.toordinal()
        found[key] = found.get(key, 0) + row.number
    rows = [(*key, number) for key, number in sorted(found.items()) if number]
    return KeptUnits(
        indicator=one.id,
        step="",
        definition=digest(one),
        units=len(rows),
        known=at,
        facts=mark,
        profiles=0,
        merges=0,
        keys=b"",
        courses=packed({name: [row[at] for row in rows] for at, name in enumerate(COLUMNS)}, COLUMNS),
        profile=b"",
    )
