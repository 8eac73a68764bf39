"""One post beside the network, or the whole network: everything the pages of likeness show.

What a post could learn from another is told only where the numbers permit it: clearly below in a
step, another clearly above, each with enough cases and far enough apart. Nobody is ranked.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from cauce.content.loader import parameter_on
from cauce.measurement.boards.likeness import Alike
from cauce.measurement.facts.departures import Departure, departures_by_post
from cauce.measurement.rules.post_outliers import Key, Standing, teachers
from cauce.protocol.editions.access import annex_numbers, current_edition
from cauce.staff.obligations.models import Obligation

from . import minutes as working
from . import order, rows, spaces, times
from .steps import Steps, of_own, steps

PERIOD = dt.timedelta(days=365)


Reasons = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A step in which a post could ask others. ``mine`` and ``theirs``: reasons to depart from it, by
    code, None: few or none; ``owed``: steps of readiness past due here and, on average, there; ``annex``:
    whether each adds steps of its own."""

    standing: Standing
    ask: tuple[str, ...]
    mine: Reasons | None
    theirs: Reasons | None
    owed: tuple[int, float]
    annex: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Beside:
    """The likeness of posts at an instant. Of one post, its own part is under its code."""

    since: dt.datetime
    at: dt.datetime
    steps: Steps
    departures: dict[str, list[Departure]]
    waits: dict[str, dict[str, list[tuple[float, bool]]]]  # stage → post → hours, ended
    went: dict[str, order.Went]
    went_all: order.Went
    stations: list[str]
    rows: rows.Rows
    minutes: working.Minutes
    gap: int  # minutes after which nothing is known of the work
    lessons: dict[str, list[Lesson]]
    network: Any = None  # what the last closing tells of all posts: ``likeness_table.Likeness``
    shares: dict[str, tuple[int, int]] = field(default_factory=dict)  # post or ``ALL`` → followed and due
    year: str = ""  # of ``shares``
    alike: Alike = Alike()  # of all posts, as the last closing tells them: the number that every page says

    def spaces_of(self, post: str | None = None) -> list[spaces.Space]:
        return spaces.spaces(self.rows, None if post is None else {post})


def beside(at: dt.datetime, day: dt.date) -> Beside:
    """Everything of the twelve months before ``at``; ``day``: for the parameters in force."""
    since = at - PERIOD
    edition = current_edition()

    def number(id: str) -> int:
        return int(parameter_on(edition, id, day).value)

    read = rows.read(since, at)
    found, left = steps(at, number("alike-least")), departures_by_post(since, until=at)
    went, went_all, stations = order.went(read)
    gap = number("work-gap")
    return Beside(
        since=since,
        at=at,
        steps=found,
        departures=left,
        waits=times.waits(read),
        went=went,
        went_all=went_all,
        stations=stations,
        rows=read,
        minutes=working.minutes(read, dt.timedelta(minutes=gap)),
        gap=gap,
        lessons=lessons_of(
            found.standings, at, number("alike-apart") / 100, lambda posts, action: _why(left, posts, action)
        ),
    )


def own(post: str, at: dt.datetime, day: dt.date) -> Beside:
    """One post by itself over the same months, for whoever reads of the others what is closed."""
    since, gap = at - PERIOD, int(parameter_on(current_edition(), "work-gap", day).value)
    read = rows.read(since, at, post)
    went, went_all, stations = order.went(read)
    return Beside(
        since=since,
        at=at,
        steps=of_own(post, at),
        departures=departures_by_post(since, post, until=at),
        waits=times.waits(read),
        went=went,
        went_all=went_all,
        stations=stations,
        rows=read,
        minutes=working.minutes(read, dt.timedelta(minutes=gap), post),
        gap=gap,
        lessons={},
    )


def lessons_of(
    standings: dict[Key, Standing],
    at: dt.datetime,
    apart: float,
    why: Callable[[Iterable[str], str], Reasons | None],
) -> dict[str, list[Lesson]]:
    """What each post could ask of others. ``why``: the reasons that these posts gave to leave out a step."""
    told: dict[str, list[Lesson]] = {}
    owed, annexes = _owed(at), annex_numbers()
    for (post, action), one in standings.items():
        ask = teachers(one, standings, apart=apart)
        if ask:
            told.setdefault(post, []).append(
                Lesson(
                    one,
                    ask,
                    why([post], action),
                    why(ask, action),
                    (owed.get(post, 0), sum(owed.get(o, 0) for o in ask) / len(ask)),
                    (post in annexes, any(other in annexes for other in ask)),
                )
            )
    return told


def _why(left: dict[str, list[Departure]], posts: Iterable[str], action: str) -> Reasons:
    counts: Counter[str] = Counter()
    for post in posts:
        for one in left.get(post, []):
            if one.action == action:
                counts.update(dict(one.reasons))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _owed(at: dt.datetime) -> dict[str, int]:
    """How many steps of readiness are past due at each post."""
    late: Any = Obligation.objects.filter(subject_kind="post", state__in=("open", "blocked"), due_at__lt=at)
    return dict(late.order_by().values_list("post_id").annotate(Count("id")))


def nothing_yet(at: dt.datetime, gap: int) -> Beside:
    """For whoever sees the network alone: of no post anything but what the closing tells."""
    since = at - PERIOD
    none, empty = rows.Rows(since, at, {}, []), working.Minutes({}, frozenset())
    return Beside(since, at, Steps({}, {}, {}), {}, {}, {}, order.Went(), [], none, empty, gap, {})
