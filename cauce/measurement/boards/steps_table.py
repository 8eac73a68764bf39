"""How each post follows each step, for the closing of the network: never a step that only some come to.

A step was due in so many cases; it was followed in some and not in others. Where either are few, that they
are is told in a word, and nothing closer: whoever reads knows at most that they are nine or fewer. All that
the pages say of a post in a step (its share, its side, from whom it could learn) follows from what is told
here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from cauce.content.loader import parameter_on
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import BEYOND, LEAST
from cauce.staff.offices import access as offices

from ..hiding.closing import Closed
from ..hiding.tree import ALL, CellKey, Line, Table
from ..rules.post_outliers import Key, Standing, standings
from .post_comparison.steps import steps
from .sensitive import of_some

SIDES = ("due", "met", "missed")
NEARLY_ALL: Literal["all"] = "all"
HARDLY_ANY: Literal["none"] = "none"


def least_of(at: dt.datetime) -> int:
    """Cases with which a post is compared."""
    return int(parameter_on(current_edition(), "alike-least", offices.day_at(None, at)).value)


def table_of(at: dt.datetime) -> Table:
    """Cases in which each step was due at each post, was followed, and was not; and of all posts together."""
    edition = current_edition()
    found = steps(at, least_of(at))
    cells: dict[CellKey, int] = {}
    lines: list[Line] = []
    instead: dict[CellKey, tuple[CellKey, str]] = {}
    own: dict[CellKey, dict[str, int]] = {}
    actions = [action for action in found.posts if not of_some(edition.actions[action])]
    for action in actions:
        posts = {one.post: (one.cases, one.met) for one in found.of_step(action)}
        every = (sum(cases for cases, _ in posts.values()), sum(met for _, met in posts.values()))
        for post, (cases, met) in (posts | {ALL: every}).items():
            due, followed, missed = ((action, post, side) for side in SIDES)
            cells |= {due: cases, followed: met, missed: cases - met}
            lines.append(Line(due, (followed, missed)))
            if cases - met < LEAST <= met:
                instead[followed] = due, NEARLY_ALL
            elif met < LEAST <= cases - met:
                instead[followed] = due, HARDLY_ANY
        for side in SIDES:
            parts = {post: cells[action, post, side] for post in posts}
            own[action, ALL, side] = parts
            lines.append(Line((action, ALL, side), tuple((action, post, side) for post in parts)))
    never = frozenset(key for key in cells if key[2] == "missed")
    spread = {a: None if (far := found.spread[a]) is None else round(far, 1) for a in actions}
    return Table(
        cells,
        tuple(lines),
        never=never,
        instead=instead,
        own=own,
        grows=frozenset(cells),
        beside={"spread": spread},
    )


def rate_of(closed: Closed, action: str, own: str | None = None) -> float | None:
    """The share of all posts in a step, from 0 to 1. None: it is not told, or not to who leads ``own``."""
    due, met = (closed.number(action, ALL, side) for side in ("due", "met"))
    alone = any(own in closed.alone.get((action, ALL, side), ()) for side in SIDES)
    return None if not due or met is None or alone else min(met / due, 1.0)


def standings_of(
    closed: Closed,
    actions: Iterable[str],
    least: int,
    own: str | None = None,
    mine: dict[str, tuple[int, int]] | None = None,
) -> dict[Key, Standing]:
    """Every post in every step, in the order of ``actions``, as the closing tells it; those that are hidden
    are not there. ``mine``: of the post ``own``, how often each step was followed and due, as it is, also
    where there is nothing to compare it with."""
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    words: dict[Key, str] = {}
    rates: dict[str, float] = {}
    posts: dict[str, set[str]] = {}
    for action, post, _ in closed.told:
        if post not in (ALL, own):
            posts.setdefault(action, set()).add(post)
    for action in actions:
        rate = rate_of(closed, action, own)
        if rate is None:
            continue
        rates[action], here = rate, {}
        for post in sorted(posts.get(action, ())):
            due, met = (closed.number(action, post, side) for side in ("due", "met"))
            word = closed.instead.get((action, post, "met"), "")
            if not due or (met is None and not word):
                continue
            words[post, action] = word
            here[post] = _least_astray(due, met, word), due
        if mine and own and action in mine:
            here[own] = mine[action]
        counts[action] = here
    found = standings(counts, least, rates)
    alone = {
        (own, action): Standing(own, action, met, cases, met / cases, 1.0, "few")
        for action, (met, cases) in (mine or {}).items()
        if own and cases and action not in rates
    }
    return alone | {key: _worded(one, words.get(key, "")) for key, one in found.items()}


def of_network(closed: Closed, actions: Iterable[str], least: int) -> dict[Key, Standing]:
    """The same of all posts for whoever works at none; worked out once for each closing, and not to be
    altered."""
    return _of_network(_Same(closed, tuple(actions), least))


class _Same:
    """A closing and what it is read with, equal to another that tells the same."""

    def __init__(self, closed: Closed, actions: tuple[str, ...], least: int) -> None:
        self.closed, self.actions, self.least = closed, actions, least
        told = tuple((key, figure.number) for key, figure in closed.told.items())
        self.key = told, tuple(sorted(closed.instead.items())), actions, least
        self.hash = hash(self.key)

    def __hash__(self) -> int:
        return self.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.key == other.key


@lru_cache(maxsize=4)
def _of_network(same: _Same) -> dict[Key, Standing]:
    return standings_of(same.closed, same.actions, same.least)


def _least_astray(due: int, met: int | None, word: str) -> int:
    """How often it was followed; where that is told in a word, the number that says least."""
    if met is not None:
        return min(met, due)
    return max(due - BEYOND, 0) if word == NEARLY_ALL else min(BEYOND, due)


def _worded(one: Standing, word: str) -> Standing:
    """What is told in a word lies on one side of its number: it never stands apart on the other."""
    astray = (word == NEARLY_ALL and one.side == "below") or (word == HARDLY_ANY and one.side == "above")
    return one.told_in(word, "like" if astray else one.side)
