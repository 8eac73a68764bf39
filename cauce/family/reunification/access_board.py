"""Families by where they wait: a post its own, headquarters counts alone, the loop what is late."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may, record_read
from cauce.family.reunification.rules.kinship import Change
from cauce.family.reunification.rules.reunion import (
    STEPS,
    TOGETHER,
    Reunited,
    Standing,
    family_standing,
    reunited,
)
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope
from cauce.staff.offices import access as offices

from .access import living, of_post_rows, readings, rows_of_families
from .facts import Family, Member, arrivals_of, begun, families
from .models import Blocker, Reunification

YEARS = 4  # that headquarters sees


@dataclass(frozen=True)
class Line:
    """One family on the board: where it waits, and the oldest thing that holds it up (None: nothing)."""

    family: Family
    standing: Standing
    late: bool
    oldest: Blocker | None
    oldest_days: int
    birthday: Change | None  # the first that would change something


@dataclass(frozen=True)
class Board:
    """The families of a post, those that wait longest first, and what was reunited so far."""

    lines: tuple[Line, ...]
    all_time: Reunited
    this_year: Reunited


@dataclass(frozen=True)
class Waits:
    """After how many days something is recalled, from the content."""

    step: int
    blocker: int
    birthday: int


def waits(on: dt.date) -> Waits:
    edition = current_edition()
    return Waits(
        *(
            int(parameter_on(edition, f"reunion-{name}", on).value)
            for name in ("step-wait", "blocker-wait", "birthday-warning")
        )
    )


def birthdays(family: Family, on: dt.date, within: int) -> list[tuple[str, Any]]:
    """(relative, change) of each coming birthday that would change something, soonest first."""
    found = [
        (id, change)
        for id, reading in readings(family, on).items()
        for change in reading.changes
        if change.on is not None and (change.on - on).days <= within
    ]
    return sorted(found, key=lambda pair: pair[1].on)


def _line(family: Family, on: dt.date, limits: Waits) -> Line:
    here = family_standing(family.travellers(on), family.begun, on)
    oldest = min((one for one, _ in family.open_blockers), key=lambda one: one.opened_on, default=None)
    coming = birthdays(family, on, limits.birthday)
    first = coming[0][1] if coming else None
    return Line(
        family,
        here,
        here.step != TOGETHER and here.days > limits.step,
        oldest,
        (on - oldest.opened_on).days if oldest else 0,
        first,
    )


def board(actor: Actor, post_code: str, at: dt.datetime) -> Board:
    """Every family of a post by where it waits; one entry for the list. Raises ``Absent``."""
    check_may(actor, "reunion.work", Scope(post=post_code))
    on = at.astimezone(offices.zone(post_code)).date()
    with transaction.atomic():
        record_read(actor, "reunion.list", about=("post", post_code), post=post_code)
        limits = waits(on)
        lines = [_line(family, on, limits) for family in families(of_post_rows(post_code))]
    order = (*STEPS, TOGETHER)
    lines.sort(key=lambda one: (order.index(one.standing.step), -one.standing.days))
    everything = arrivals_of(rows_of_families().filter(case__post_id=post_code))
    return Board(tuple(lines), reunited(everything), reunited(everything, since=dt.date(on.year, 1, 1)))


def counted(at: dt.datetime) -> tuple[dict[int, Reunited], dict[str, int]]:
    """Cases and persons reunited by year, and families by step. For the closing of the network."""
    on = at.date()
    # What is counted has no name: a record that was erased since still counts.
    rows = list(
        Reunification.objects.everywhere("numbers").select_related("case").prefetch_related("relatives")
    )
    arrivals = arrivals_of(rows)
    years = {
        year: reunited(arrivals, dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
        for year in range(on.year, on.year - YEARS, -1)
    }
    steps = Counter(_step(row, on) for row in rows if row.state == "open")
    return years, {name: steps.get(name, 0) for name in (*STEPS, TOGETHER)}


def _step(row: Reunification, on: dt.date) -> str:
    """Where a family waits, from days and codes alone."""
    travellers = [Member(one, {}).traveller(on) for one in row.relatives.all()]
    return family_standing(travellers, begun(row), on).step


@dataclass(frozen=True)
class Reminder:
    """Something that waited too long, with the key by which it is said once."""

    reunion: Reunification
    why: str
    key: str


def to_remind(at: dt.datetime) -> list[Reminder]:
    """Steps and obstacles that wait for longer than the content says, and birthdays that come."""
    limits, found = waits(at.date()), []
    rows = living(rows_of_families()).filter(state="open", case__status__in=("active", "follow_up"))
    for family in families(rows):
        found += _reminders(family, at.astimezone(offices.zone(family.row.case.post_id)).date(), limits)
    return found


def _reminders(family: Family, on: dt.date, limits: Waits) -> Iterable[Reminder]:
    row, line = family.row, _line(family, on, limits)
    if line.late:
        since = line.standing.since.isoformat()
        yield Reminder(row, "step", f"family_step:{row.id}:{line.standing.step}:{since}")
    for one, _ in family.open_blockers:
        if (on - one.opened_on).days > limits.blocker:
            yield Reminder(row, "blocker", f"family_blocker:{one.id}")
    for id, change in birthdays(family, on, limits.birthday):
        yield Reminder(row, "birthday", f"family_age:{id}:{change.on.isoformat()}")


def to_forget() -> list[Reunification]:
    """Families whose person said no to keeping, and that still hold something sealed."""
    return list(rows_of_families().filter(case__keeping="refused", sealed__isnull=False))
