"""Posts as whoever works no case there sees them: nothing of few people, nothing of a step of some alone.

Every number that leaves a post for another or for the network passes ``showing.coarse``: in fives, and
hidden up to nine with another beside it. Steps that only some people come to (health, orientation, age,
status, what one needs or wishes) are told of no post: that it came due tells of who came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cauce.content.model import Action
from cauce.measurement.rules.post_outliers import Standing
from cauce.rules.adherence import DUE, FOLLOWED, Rate, wilson

from ..facts.model import PostNumbers
from ..hiding.showing import BEYOND, coarse, fives
from .post_comparison.comparison import Beside
from .post_comparison.order import Went

OF_SOME = "person.", "need.", "wish.", "violence.", "detention.", "labour.", "danger.family"
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
        return None if not self.due or self.followed is None else self.followed / self.due


@dataclass(frozen=True, slots=True)
class Network:
    """All posts as outlines, in the order asked, and what they hold together."""

    posts: tuple[Outline, ...]
    open: int
    overdue: int
    unanswered: int
    overall: Rate | None  # of what was due in all posts together; None: nothing was


def network(found: Sequence[PostNumbers]) -> Network:
    """Of all posts at once: of some of them alone too little would be hidden."""
    return Network(
        tuple(_outlines(found)),
        sum(one.cases.open for one in found),
        sum(one.overdue for one in found),
        sum(one.referrals.waiting for one in found),
        wilson(sum(_sum(one, FOLLOWED) for one in found), sum(_sum(one, DUE) for one in found)),
    )


def _outlines(found: Sequence[PostNumbers]) -> list[Outline]:

    def column(read: Callable[[PostNumbers], int]) -> dict[str, Number]:
        return coarse({one.post: read(one) for one in found})

    cases, overdue = column(lambda one: one.cases.open), column(lambda one: one.overdue)
    signing, unanswered = (
        column(lambda one: one.signatures.waiting),
        column(lambda one: one.referrals.waiting),
    )
    seen, due = column(lambda one: one.encounters.raised), column(lambda one: _sum(one, DUE))
    followed = {one.post: None if due[one.post] is None else fives(_sum(one, FOLLOWED)) for one in found}
    return [
        Outline(
            one.post,
            cases[one.post],
            overdue[one.post],
            signing[one.post],
            unanswered[one.post],
            seen[one.post],
            due[one.post],
            followed[one.post],
            one.encounters.median if seen[one.post] else None,
        )
        for one in found
    ]


def _sum(one: PostNumbers, kinds: Sequence[str]) -> int:
    return sum(number for kind, number in one.overall.counts.items() if kind in kinds)


def of_some(action: Action) -> bool:
    """Whether a step is one that only some people come to, by a trait, a need or a wish of theirs."""
    return action.branch is not None or any(name.startswith(OF_SOME) for row in action.when for name in row)


def likeness(found: Beside, actions: dict[str, Action], own: str | None) -> Beside:
    """The likeness of posts for whoever works at ``own``, whose part stays whole; None: at none."""
    hidden = {id for id, action in actions.items() if of_some(action)}
    standings = {
        key: one
        for action in found.steps.counts
        for key, one in _standings(found, action, own, action in hidden).items()
    }
    counts = {
        action: here
        for action, posts in found.steps.counts.items()
        if (here := {post: kinds for post, kinds in posts.items() if (post, action) in standings})
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
            spread={action: one for action, one in found.steps.spread.items() if action in counts},
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


def _standings(found: Beside, action: str, own: str | None, of_few: bool) -> dict[tuple[str, str], Standing]:
    """One step at each post that may be told, in fives but for one's own; that too only where enough
    others stand behind the share of all."""
    here = {
        post: found.steps.standings[post, action]
        for post in found.steps.counts[action]
        if (post, action) in found.steps.standings
    }
    others = {post: one for post, one in here.items() if post != own}
    told: dict[tuple[str, str], Standing] = {}
    if own in here and sum(one.cases for one in others.values()) > BEYOND:
        told[own, action] = here[own]
    if of_few:
        return told
    cases = coarse({post: one.cases for post, one in others.items()})
    for post, one in others.items():
        if (number := cases[post]) is not None:
            told[post, action] = replace(one, cases=number, met=fives(one.met))
    return told


def _went(went: dict[str, Went], own: str | None) -> dict[str, Went]:
    """Posts whose cases are too few are left out; what is told of the others is rounded where it is shown."""
    cases = coarse({post: one.cases for post, one in went.items()})
    return {post: one for post, one in went.items() if post == own or cases[post] is not None}
