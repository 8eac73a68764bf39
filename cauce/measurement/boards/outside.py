"""Posts as whoever works no case there sees them: nothing of few people, nothing of a step of some alone.

What headquarters reads of a post is what the last closing tells (``hiding.closing``); what a post reads of
the others is in fives, and hidden up to nine with another beside it. Steps that only some people come to
(health, orientation, age, status, what one needs or wishes) are told of no post: that it came due tells of
who came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cauce.content.model import Action
from cauce.measurement.rules.post_outliers import Standing
from cauce.rules.adherence import Rate, wilson
from cauce.rules.hiding import BEYOND

from ..facts.model import none_yet
from ..hiding.closing import Closed
from ..hiding.showing import coarse
from ..hiding.tree import ALL
from .post_comparison.comparison import Beside
from .post_comparison.order import Went
from .sensitive import of_some
from .steps_table import standings_of

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
    due: Number
    followed: Number
    answer: dt.timedelta | None

    @property
    def share(self) -> float | None:
        """From 0 to 1, of what is told. None: hidden, or nothing was due."""
        return None if not self.due or self.followed is None else min(self.followed / self.due, 1.0)


@dataclass(frozen=True, slots=True)
class Network:
    """All posts as outlines, in the order asked, and what they hold together. ``at`` None: nothing was
    closed yet."""

    posts: tuple[Outline, ...]
    open: Number
    overdue: Number
    unanswered: Number
    overall: Rate | None  # of what was due in all posts together; None: nothing was, or it is hidden
    at: dt.datetime | None = None


def network(closed: Closed, posts: Sequence[str]) -> Network:
    """All posts as the last closing tells them."""
    due, followed = closed.number(ALL, "due"), closed.number(ALL, "followed")
    return Network(
        tuple(_outline(closed, post) for post in posts),
        closed.number(ALL, "open"),
        closed.number(ALL, "overdue"),
        closed.number(ALL, "unanswered"),
        None if not due or followed is None else wilson(min(followed, due), due),
        closed.at,
    )


def _outline(closed: Closed, post: str) -> Outline:
    seen = closed.number(post, "seen")
    answer = closed.beside.get("answers", {}).get(post)
    return Outline(
        post,
        *(closed.number(post, name) for name in ("open", "overdue", "signing", "unanswered")),
        seen,
        closed.number(post, "due"),
        closed.number(post, "followed"),
        None if seen is None or answer is None else dt.timedelta(seconds=answer),
    )


def likeness(found: Beside, actions: dict[str, Action], own: str | None, closed: Closed) -> Beside:
    """The likeness of posts for whoever works at ``own``, whose part stays whole; None: at none. How others
    follow each step is as ``closed`` tells."""
    hidden = {id for id, action in actions.items() if of_some(action)}
    standings = {
        key: one for action in actions for key, one in _standings(found, action, own, closed).items()
    }
    counts = {
        action: {post: found.steps.counts.get(action, {}).get(post, none_yet()) for post in here}
        for action in actions
        if (here := sorted(post for post, step in standings if step == action))
    }
    few = {
        post for post, n in coarse({p: len(m) for p, m in found.minutes.by_post.items()}).items() if n is None
    }
    return replace(
        found,
        steps=replace(
            found.steps,
            counts=counts,
            standings=standings,
            spread={action: closed.beside.get("spread", {}).get(action) for action in counts},
        ),
        departures={
            post: told
            for post, every in found.departures.items()
            if (told := [one for one in every if post == own or one.action not in hidden])
        },
        stations=found.stations if own else [one for one in found.stations if one not in hidden],
        went=_went(found.went, own),
        minutes=replace(found.minutes, few=found.minutes.few | (few - {own})),
        lessons={
            post: told
            for post, every in found.lessons.items()
            if (told := [one for one in every if one.standing.action not in hidden])
        },
    )


def _standings(
    found: Beside, action: str, own: str | None, closed: Closed
) -> dict[tuple[str, str], Standing]:
    """One step at each post that may be told; one's own as it is, where enough others stand behind the share
    of all."""
    others = {post: one for post, one in standings_of(closed, action).items() if post != own}
    told = {(post, action): one for post, one in others.items()}
    if own is not None and (mine := found.steps.standings.get((own, action))) is not None:
        behind = sum(
            one.cases for (post, step), one in found.steps.standings.items() if step == action and post != own
        )
        if behind > BEYOND:
            told[own, action] = mine
    return told


def _went(went: dict[str, Went], own: str | None) -> dict[str, Went]:
    """Posts whose cases are too few are left out; what is told of the others is rounded where it is shown."""
    cases = coarse({post: one.cases for post, one in went.items()})
    return {post: one for post, one in went.items() if post == own or cases[post] is not None}
