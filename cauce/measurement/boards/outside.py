"""Posts as whoever works no case there sees them: nothing of few people, nothing of a step of some alone.

What anybody reads of a post that is not hers, and of all posts together, is what the last closing tells
(``hiding.closing``). Steps that only some people come to (health, orientation, age, status, what one needs or
wishes) are told of no post: that it came due tells of who came.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cauce.content.loader import parameter_on
from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import Rate, wilson
from cauce.staff.offices import access as offices

from ..hiding.closing import Closed
from ..hiding.tree import ALL
from ..rules.post_outliers import Key
from .adherence import Share, Year
from .likeness import Alike, alike, kind_of
from .likeness_table import Likeness
from .post_comparison.comparison import Beside, Reasons, lessons_of
from .post_comparison.own import Own
from .post_comparison.steps import Steps, followed_of
from .steps_table import least_of, of_network, standings_of

Number = int | None  # None: hidden


@dataclass(frozen=True, slots=True)
class Outline:
    """One post as it is seen from beyond it. ``answer`` None: nobody was answered, or ``seen`` is hidden."""

    post: str
    open: Number
    overdue: Number
    signing: Number
    unanswered: Number
    seen: Number  # people passed on by the window
    followed: Share | None  # None: hidden, or nothing was due
    answer: dt.timedelta | None


@dataclass(frozen=True, slots=True)
class Network:
    """All posts as outlines, in the order asked, and what they hold together. ``at`` None: nothing was
    closed yet."""

    posts: tuple[Outline, ...]
    open: Number
    overdue: Number
    unanswered: Number
    overall: Rate | None  # of what was due in all posts together; None: nothing was, or it is hidden
    year: str  # in which it was due
    at: dt.datetime | None = None


def network(closed: Closed, followed: Year, posts: Sequence[str]) -> Network:
    """All posts as the last closing tells them."""
    every, each = followed.of(), followed.posts()
    return Network(
        tuple(_outline(closed, post, each.get(post)) for post in posts),
        closed.number(ALL, "open"),
        closed.number(ALL, "overdue"),
        closed.number(ALL, "unanswered"),
        wilson(*every) if every else None,
        followed.code,
        closed.at,
    )


def _outline(closed: Closed, post: str, share: Share | None) -> Outline:
    seen = closed.number(post, "seen")
    answer = closed.along.get((post, "seen"))
    return Outline(
        post,
        *(closed.number(post, name) for name in ("open", "overdue", "signing", "unanswered")),
        seen,
        share,
        None if seen is None or answer is None else dt.timedelta(seconds=answer),
    )


@dataclass(frozen=True, slots=True)
class Tables:
    """What the last closing tells: each step at each post, the rest of likeness, what was followed.
    ``own``: followed and due at the post of whoever reads, now; None: at none, or nothing was due."""

    steps: Closed
    likeness: Closed
    followed: Year
    own: Share | None = None


def likeness(own: Own | None, told: Tables, at: dt.datetime) -> Beside:
    """The likeness of posts for whoever works at one, whose part stays whole; None: at none. All that is said
    of others, and of all together, is as the last closing tells it."""
    steps, table, post = told.steps, told.likeness, own.post if own else None
    actions, day = current_edition().actions, offices.day_at(None, at)
    least = least_of(at)
    standings = every = of_network(steps, actions, least)
    if own is not None:
        shares = {action: one for action, counts in own.counts.items() if (one := followed_of(counts))[1]}
        # How a post stands is decided at the closing: where its own part is of later, that alters no verdict.
        standings = {
            key: replace(one, side=every[key].side if key in every and one.side != "few" else "few")
            for key, one in standings_of(steps, actions, least, post, shares).items()
        }
    here: dict[str, list[str]] = {}
    for code, action in standings:
        here.setdefault(action, []).append(code)
    posts = {action: here[action] for action in actions if action in here}
    apart = int(parameter_on(current_edition(), "alike-apart", day).value) / 100
    told_of = _reasons(table)

    def why(posts: Iterable[str], action: str) -> Reasons | None:
        if own is None or list(posts) != [post]:
            given = sum((told_of.get((one, action), Counter()) for one in posts), Counter())
            return tuple(sorted(given.items(), key=lambda pair: (-pair[1], pair[0]))) or None
        return tuple(pair for one in own.departures if one.action == action for pair in one.reasons)

    return Beside(
        at=own.at if own else table.at or at,
        own=own,
        steps=Steps(
            posts,
            standings,
            {action: steps.beside.get("spread", {}).get(action) for action in posts},
        ),
        lessons=lessons_of(standings, at, apart, why),
        network=Likeness(table, post),
        gap=own.gap if own else table.beside.get("gap", 0),
        shares=_shares(told, post),
        year=told.followed.code,
        alike=alike(map(kind_of, every.values())),
    )


def how_alike(steps: Closed, at: dt.datetime) -> Alike:
    """How alike all posts act: the one number, from what the closing tells of each step at each post."""
    every = of_network(steps, current_edition().actions, least_of(at))
    return alike(map(kind_of, every.values()))


def _shares(told: Tables, own: str | None) -> dict[str, Share]:
    """Followed and due of each post, and of all together, where that is told."""
    every = told.followed.beside(told.own or (0, 0))
    mine = {own: told.own} if own and told.own else {}
    return told.followed.posts() | ({ALL: every} if every else {}) | mine


def _reasons(table: Closed) -> dict[Key, Counter[str]]:
    """The reasons to leave out a step that ten or more cases of a post gave."""
    found: dict[Key, Counter[str]] = {}
    for (head, *key), figure in table.told.items():
        if head == "left" and figure.number and key[2] != "number":
            found.setdefault((key[1], key[0]), Counter())[key[2]] = figure.number
    return found
