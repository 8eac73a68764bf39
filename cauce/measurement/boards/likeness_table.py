"""How long steps took, in which order, where and with how much work: the table that the network closes.

Each number stands with its complement (who got there and who waits, in order and not), so that no share tells
of the few. What is no number of cases, such as a median, is told beside one that is, and stands with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cauce.protocol.editions.access import current_edition
from cauce.rules.medians import Middle
from cauce.staff.offices import access as offices

from ..facts.departures import Departure
from ..hiding.closing import Closed
from ..hiding.tree import ALL, CellKey, Line, Table
from .post_comparison import spaces, times
from .post_comparison.order import Went
from .post_comparison.own import Own, Work, work
from .sensitive import of_some

UNTOLD = "untold"  # a reason that stands in the sealed note of the case alone
PASSED = ("in_order", "early", "late", "skipped")  # how a case passes a step


@dataclass
class _Making:
    """A table that is filled part by part."""

    cells: dict[CellKey, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    never: set[CellKey] = field(default_factory=set)
    along: dict[CellKey, Any] = field(default_factory=dict)
    own: dict[CellKey, Mapping[str, int]] = field(default_factory=dict)

    def whole(self, head: CellKey, total: str, parts: Mapping[str, int], rest: str = "") -> None:
        """A number and its parts; ``rest``: the part that no page tells."""
        self.cells[(*head, total)] = sum(parts.values())
        self.cells |= {(*head, name): number for name, number in parts.items()}
        self.lines.append(Line((*head, total), tuple((*head, name) for name in parts)))
        if rest:
            self.never.add((*head, rest))

    def of_posts(self, head: CellKey, name: str, posts: list[str]) -> None:
        """The number of all posts is the sum of theirs."""
        parts = {post: self.cells[(*head, post, name)] for post in posts}
        self.lines.append(Line((*head, ALL, name), tuple((*head, post, name) for post in posts)))
        self.own[(*head, ALL, name)] = parts


def table_of(at: dt.datetime) -> Table:
    """The cases of the twelve months before an instant, as they are."""
    found, made = work(at, offices.day_at(None, at)), _Making()
    each = found.each([one.code for one in offices.posts()])
    of_few = {id for id, action in current_edition().actions.items() if of_some(action)}
    _waits(found, each, made)
    _order(found, made)
    _stations(found, made, of_few)
    _spaces(found, made)
    _left(found, made, of_few)
    _minutes(found, each, made)
    return Table(
        made.cells,
        tuple(made.lines),
        never=frozenset(made.never),
        along=made.along,
        own=made.own,
        grows=frozenset(made.cells),  # of twelve months; in the first of them nothing goes away
        beside={"gap": found.gap},
        kept=each,
    )


def _waits(found: Work, each: dict[str, Own], made: _Making) -> None:
    for stage, by_post in found.waits.items():
        posts = sorted(by_post)
        for post in (*posts, ALL):
            middle = times.middles(by_post) if post == ALL else each[post].waits[stage]
            head = "wait", stage, post
            arrived = middle.count - middle.going_on
            made.whole(head, "cases", {"going": middle.going_on, "there": arrived}, "there")
            made.along[(*head, "cases")] = _told(middle)
        for name in ("cases", "going", "there"):
            made.of_posts(("wait", stage), name, posts)


def _order(found: Work, made: _Making) -> None:
    posts = sorted(found.went)
    for post, one in (found.went | {ALL: found.went_all}).items():
        head = "order", post
        made.whole(head, "cases", {"whole": one.whole, "other": one.cases - one.whole}, "other")
        made.cells[(*head, "turn")] = sum(one.early.values()) + sum(one.late.values())
        made.cells[(*head, "skipped")] = sum(one.skipped.values())
        if one.mean_fitness is not None:
            made.along[(*head, "whole")] = round(one.mean_fitness, 2)
    for name in ("cases", "whole", "other"):
        made.of_posts(("order",), name, posts)


def _stations(found: Work, made: _Making, of_few: set[str]) -> None:
    for step in found.stations:
        if step in of_few or found.went_all.rate(step) is None:
            continue
        made.whole(("station", step), "total", _ways(found.went_all, step))
        for name in ("total", *PASSED):
            made.own["station", step, name] = {
                post: sum(_ways(one, step).values()) if name == "total" else _ways(one, step)[name]
                for post, one in found.went.items()
            }


def _ways(one: Went, step: str) -> dict[str, int]:
    return {name: getattr(one, name)[step] for name in PASSED}


def _spaces(found: Work, made: _Making) -> None:
    for one in spaces.spaces(found.rows):
        head = "space", one.space
        if one.passed is not None:
            in_time, talked = one.in_time or 0, one.talked or 0
            made.whole(head, "passed", {"in_time": in_time, "later": one.passed - in_time}, "later")
            made.whole(head, "passed", {"talked": talked, "did_not": one.passed - talked}, "did_not")
        due = one.rate.total if one.rate else 0
        made.whole(head, "cases", {"due": due, "not_due": one.cases - due}, "not_due")
        rest = due - one.screened - one.declined
        asked = {"screened": one.screened, "declined": one.declined, "not_yet": rest}
        made.whole(head, "due", asked, "not_yet")


def _left(found: Work, made: _Making, of_few: set[str]) -> None:
    """Steps that were left out with a reason, and how often each was given, by post and of all."""
    steps: dict[str, dict[str, Departure]] = {}
    for post, every in found.departures.items():
        for one in every:
            if one.action not in of_few:
                steps.setdefault(one.action, {})[post] = one
    for action, posts in steps.items():
        known = sorted({reason for one in posts.values() for reason, _ in one.reasons})
        for post, one in posts.items():
            told = dict(one.reasons)
            reasons = {reason: told.get(reason, 0) for reason in known}
            reasons[UNTOLD] = max(one.number - sum(reasons.values()), 0)
            made.whole(("left", action, post), "number", reasons, UNTOLD)
        for name in ("number", UNTOLD, *known):
            made.cells["left", action, ALL, name] = sum(made.cells["left", action, p, name] for p in posts)
            made.of_posts(("left", action), name, sorted(posts))
        parts = tuple(("left", action, ALL, name) for name in (*known, UNTOLD))
        made.lines.append(Line(("left", action, ALL, "number"), parts))
        made.never.add(("left", action, ALL, UNTOLD))


def _minutes(found: Work, each: dict[str, Own], made: _Making) -> None:
    posts = sorted(found.minutes.by_post)
    for post in (*posts, ALL):
        middle = found.minutes.middle() if post == ALL else each[post].minutes
        key = "minutes", post, "cases"
        made.cells[key] = sum(len(found.minutes.by_post[one]) for one in ([post] if post != ALL else posts))
        if middle.median is not None:
            made.along[key] = _told(middle)
    made.of_posts(("minutes",), "cases", posts)


def _told(middle: Middle) -> list[float | None]:
    return [None if one is None else round(one, 2) for one in (middle.median, middle.low, middle.high)]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The table as the last closing tells it, to who leads ``own``, or (None) to whoever works no case."""

    closed: Closed = field(default_factory=Closed)
    own: str | None = None

    def number(self, *key: str) -> int | None:
        """None: hidden, or nothing of it; or this post holds nearly all of it."""
        return None if self._is_alone(key) else self.closed.number(*key)

    def middle(self, *key: str) -> Middle | None:
        """The median that stands beside a number. None: it is not told."""
        number, found = self.number(*key), self.closed.along.get(key)
        return None if number is None or found is None else Middle(*found, number)

    def beside(self, *key: str) -> float | None:
        """Another number that stands beside one."""
        return None if self.number(*key) is None else self.closed.along.get(key)

    def parts(self, *head: str) -> list[str]:
        """What follows in the keys that begin so, each once."""
        size = len(head)
        there = (key[size] for key in self.closed.told if key[:size] == head and len(key) > size)
        return list(dict.fromkeys(there))

    def share(self, part: CellKey, whole: CellKey) -> float | None:
        """Of what is told, from 0 to 1. None: either is hidden."""
        some, of = self.number(*part), self.number(*whole)
        return None if some is None or not of else min(some / of, 1.0)

    def _is_alone(self, key: CellKey) -> bool:
        return self.own is not None and self.own in self.closed.alone.get(key, ())
