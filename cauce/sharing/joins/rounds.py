"""People whom two posts may know: put side by side while they want it, parted when they do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from cauce.custody.features import Each
from cauce.people.access_doubles import named_since
from cauce.people.access_marks import Due, due, meetings
from cauce.rules.permissions import SYSTEM
from cauce.sharing.joins import access
from cauce.sharing.joins.actions import compare, end_join, look_here, mark

OLDEST, UNDER_WAY = dt.timedelta(days=7), dt.timedelta(minutes=2)


def _one_by_one(rows: Iterable[Any], do: Callable[[Any], int]) -> int:
    return sum(do(row) for row in rows)


def _mark(lacks: Due, at: dt.datetime) -> int:
    mark(actor=SYSTEM, due=lacks, at=at)
    return 1


def joins_over(at: dt.datetime, each: Each) -> int:
    """How many joint files were parted."""

    def part(row: Any) -> int:
        end_join(actor=SYSTEM, join=row, at=at)
        return 1

    return each(access.no_longer(at), part)


def pairs_looked_at(at: dt.datetime, each: Each = _one_by_one) -> int:
    """How many pairs were put side by side.

    Nothing is opened or written where nothing changed since the last round.
    """
    wanted = access.wanted(at)
    lacks = due(wanted, at)
    if lacks:
        each([lacks], lambda one: _mark(one, at))
    met = meetings(SYSTEM, list(wanted))
    seen = access.proposed(key for one in met for key in (one.pair, one.versions))
    left = [one for one in met if one.pair not in seen and one.versions not in seen]
    cases = access.cases_wanted({id for one in left for id in (one.one, one.other)}, at)

    def look(one: Any) -> int:
        compare(actor=SYSTEM, met=one, cases=cases, at=at)
        return 1

    return each([one for one in left if one.one in cases and one.other in cases], look)


def doubles_looked_at(at: dt.datetime, each: Each = _one_by_one) -> int:
    """How many pairs of files of one post were put before whoever attends the earlier one.

    Only where somebody was named since the last round; what is older than a week was compared when it came,
    or before there was such a round.
    """
    done = access.looked_at(at - OLDEST)
    named = named_since(at - OLDEST)
    waits = []
    for post in sorted(named):
        # A little is looked at twice: a name may be written while a round is under way.
        since = done[post] - UNDER_WAY if post in done else at - OLDEST
        if fresh := frozenset(person for person, when in named[post].items() if when > since):
            waits.append((post, fresh))

    def look(one: tuple[str, frozenset[UUID]]) -> int:
        post, fresh = one
        return look_here(actor=SYSTEM, post=post, fresh=fresh, at=at)

    return each(waits, look)
