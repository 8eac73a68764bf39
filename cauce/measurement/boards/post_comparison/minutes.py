"""How many minutes a case takes in the program, so that following the Protocol is not only more work.

From the journal: the time from an act or a read of a case to whatever the same person did next counts
for that case, if it is short; a longer gap is no work that is known of. So it is a least: what is done
away from the screen is not in it. Nobody's minutes are kept: only those of a case, then of a post where
several people work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cauce.custody.journal.models import Entry
from cauce.measurement.facts.straight import instant, straight
from cauce.rules.medians import Middle, middle_of

from .rows import Rows

Instant = tuple[str, dt.datetime, str, str]  # who, when, about what kind, about which
NOBODY = ("system", "")
NOTHING = dt.timedelta(0)
FEWEST_PEOPLE = 3  # with fewer at a post its minutes would be somebody's own


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of each case by post. ``few``: posts where so few people work that nothing is shown."""

    by_post: dict[str, list[float]]
    few: frozenset[str]

    def middle(self, post: str | None = None) -> Middle:
        """The median of a case at a post, empty where it is not shown; None: of all posts."""
        if post is None:
            return middle_of([one for found in self.by_post.values() for one in found])
        return middle_of([] if post in self.few else self.by_post.get(post, []))


def spent(instants: Iterable[Instant], gap: dt.timedelta) -> dict[str, tuple[float, set[str]]]:
    """Minutes by case, and who worked on it. ``instants``: of each person together, in order of time."""
    found: dict[str, tuple[float, set[str]]] = {}
    before: Instant | None = None
    for one in instants:
        if before is not None and before[2] == "case":
            length = one[1] - before[1] if one[0] == before[0] else gap
            _add(found, before, length if length < gap else NOTHING)
        before = one
    if before is not None and before[2] == "case":
        _add(found, before, NOTHING)
    return found


def _add(found: dict[str, tuple[float, set[str]]], one: Instant, length: dt.timedelta) -> None:
    so_far, people = found.get(one[3], (0.0, set()))
    people.add(one[0])
    found[one[3]] = (so_far + length.total_seconds() / 60, people)


def minutes(rows: Rows, gap: dt.timedelta, only: str | None = None) -> Minutes:
    """Minutes of each case of the period by post; a case with none that is known of counts as none.

    One query, of the acts and reads since the period began. ``only``: the rows are of that post alone, and
    nobody is read who did nothing there.
    """
    found = spent(_instants(rows.since, rows.at, only), gap)
    by_post: dict[str, list[float]] = {}
    people: dict[str, set[str]] = {}
    for id, one in rows.cases.items():
        length, who = found.get(str(id), (0.0, set()))
        by_post.setdefault(one.post, []).append(length)
        people.setdefault(one.post, set()).update(who)
    few = frozenset(post for post, who in people.items() if len(who) < FEWEST_PEOPLE)
    return Minutes(by_post, few)


def _instants(since: dt.datetime, at: dt.datetime, only: str | None) -> Iterator[Instant]:
    rows = Entry.objects.filter(kind__in=("act", "read"), at__gte=since, at__lte=at)
    if only is not None:
        rows = rows.filter(actor__in=rows.filter(chain=only).order_by().values("actor").distinct())
    rows = rows.exclude(actor__in=NOBODY).order_by("actor", "at", "id")
    for actor, when, *about in straight(rows.values_list("actor", "at", "about_kind", "about_id")):
        yield actor, instant(when), *about
