"""Who answers tonight? Turns of a post, what they leave open, and whom an unanswered call goes to next.

A turn is written in the clock of the post and kept as two instants: a night of 23 or 25 hours needs
no thought, and two turns that meet on the wall clock meet. PROPOSED: calls from the call centre go to the
on-duty line of the competent post.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInputs
from cauce.content.model import Text
from cauce.rules.dates import local_instant

bad_input = BadInputs(__file__)

# In this order, until somebody acknowledges. The last is never empty of sense: it is the whole network.
RUNGS = ("first", "second", "head_of_post", "neighbour", "headquarters")
RUNG_NAMES = {
    "first": Text(es="Primera persona de guardia", en="First person on duty"),
    "second": Text(es="Segunda persona de guardia", en="Second person on duty"),
    "head_of_post": Text(es="Titular del consulado", en="Head of post"),
    "protection": Text(es="Protección del consulado", en="Protection at the post"),
    "neighbour": Text(es="Consulado vecino que firma", en="Neighbouring post that signs"),
    "headquarters": Text(es="Oficinas centrales", en="Headquarters"),
}
LONGEST = dt.timedelta(days=7)  # of one turn: a longer one is a mistake in a date
MOST_TURNS = 400  # made at once: a year of nights and some more
Every = Literal["once", "day", "week"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn. ``second`` "": nobody."""

    start: dt.datetime
    end: dt.datetime
    first: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A stretch without anybody («hole») or with two first persons («overlap»)."""

    kind: Literal["hole", "overlap"]
    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True, slots=True)
class Rung:
    """Whom a call goes to at one step: never empty."""

    name: str
    people: tuple[str, ...]


def instant(local: dt.datetime, place: ZoneInfo) -> dt.datetime:
    """A wall-clock time of a post as an instant, also on the two nights when the clock changes.

    Two turns that meet on the wall meet here as well, whatever the clock does at that hour.
    """
    return local_instant(local.date(), local.time(), place).astimezone(dt.UTC)


def turns_of(
    start: dt.datetime, end: dt.datetime, every: Every, until: dt.date, place: ZoneInfo
) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
    """The instants of a turn and of those like it, up to the last that begins on ``until``.

    ``start`` and ``end`` are of the wall clock. Raises ``BadInput`` for a turn that ends before it
    begins, is longer than a week, overlaps the next of its own, or is repeated too often.
    """
    if end <= start or end - start > LONGEST:
        raise bad_input("the_turn_cannot_end_like_that", where="end")
    step = dt.timedelta(days={"once": 0, "day": 1, "week": 7}[every])
    if step and end - start > step:
        raise bad_input("each_turn_would_end_when_next", where="end")
    if step and until < start.date():
        raise bad_input("the_last_day_comes_after_the_first", where="until")
    count = (until - start.date()) // step + 1 if step else 1
    if count > MOST_TURNS:
        raise bad_input("it_would_be_count_turns", where="until", count=count, most_turns=MOST_TURNS)
    return tuple((instant(start + step * n, place), instant(end + step * n, place)) for n in range(count))


def troubles(turns: Iterable[Turn], since: dt.datetime, until: dt.datetime) -> tuple[Trouble, ...]:
    """Where, between two instants, nobody answers or two are first; in order of time."""
    edges = {since, until}
    rows = [one for one in turns if one.end > since and one.start < until]
    for one in rows:
        edges |= {edge for edge in (one.start, one.end) if since < edge < until}
    found: list[Trouble] = []
    marks = sorted(edges)
    for start, end in zip(marks, marks[1:], strict=False):
        here = sum(one.start <= start < one.end for one in rows)
        if here == 1:
            continue
        kind: Literal["hole", "overlap"] = "overlap" if here else "hole"
        if found and found[-1].kind == kind and found[-1].end == start:
            found[-1] = Trouble(kind, found[-1].start, end)
        else:
            found.append(Trouble(kind, start, end))
    return tuple(found)


def on_duty(turns: Iterable[Turn], at: dt.datetime) -> tuple[Turn, ...]:
    """The turns that hold at an instant, the one that began last first. Empty: a hole."""
    rows = [one for one in turns if one.start <= at < one.end]
    return tuple(sorted(rows, key=lambda one: (one.start, one.first), reverse=True))


def chain(
    here: Sequence[Turn],
    heads: Iterable[str],
    neighbours: Iterable[str],
    headquarters: Iterable[str],
    others: Iterable[str] = (),
) -> tuple[Rung, ...]:
    """Whom an urgent call goes to, one step after another. A step without anybody is left out.

    Nobody is asked twice by the same call. ``others``: whoever may answer at all, so that a network
    without headquarters on that day still has somebody. Empty only where no person works at all.
    """
    first = [one.first for one in here]
    second = [one.second for one in here if one.second]
    wanted = zip(RUNGS, (first, second, heads, neighbours, (*headquarters,)), strict=True)
    found: list[Rung] = []
    seen: set[str] = set()
    for name, people in wanted:
        new = tuple(one for one in dict.fromkeys(people) if one and one not in seen)
        seen.update(new)
        if new:
            found.append(Rung(name, new))
    left = tuple(one for one in dict.fromkeys(others) if one not in seen)
    if left and (not found or found[-1].name != "headquarters"):
        found.append(Rung("headquarters", left))
    return tuple(found)


def told_by(steps: int, minutes: int, opened_at: dt.datetime, at: dt.datetime) -> int:
    """How many steps must have been told at ``at``; the first is told when the call is written.

    After the last one everybody is told again at every interval, as one more step each.
    """
    if steps < 1:
        return 0
    return int((at - opened_at) / dt.timedelta(minutes=minutes)) + 1


def to_tell(steps: int, told: int, due: int) -> tuple[int, ...]:
    """The steps to be told now, of which ``due`` are due: what became due while nobody looked is told
    together, once.

    A number below ``steps`` is one step of the chain; ``steps`` stands for everybody again.
    """
    if due <= told:
        return ()
    fresh = tuple(range(told, min(due, steps)))
    return (*fresh, steps) if due > steps else fresh


def next_at(steps: int, minutes: int, opened_at: dt.datetime, at: dt.datetime) -> dt.datetime:
    """When the next step is due after what was told at ``at``: never more than the minutes away."""
    due = max(1, told_by(steps, minutes, opened_at, at))
    return opened_at + dt.timedelta(minutes=minutes) * due
