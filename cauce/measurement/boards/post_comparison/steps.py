"""How closely each post follows each step of work with people, beside all posts. Two queries.

Only steps of cases and encounters are compared, and only those due at three posts or more: what a
post prepares is in its readiness, and what one post alone adds has nobody to be like.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.measurement.facts.model import Counts, none_yet
from cauce.measurement.facts.obligations import Table, less, tables
from cauce.measurement.rules.post_outliers import Key, Standing, spread, standings
from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import DUE, FOLLOWED, Kind, adherence_of

FEWEST = 3  # posts at which a step was due


@dataclass(frozen=True, slots=True)
class Steps:
    """``posts``: action → where it was due; ``spread``: None where it is not known."""

    posts: dict[str, list[str]]
    standings: dict[Key, Standing]
    spread: dict[str, float | None]

    def of_post(self, post: str) -> list[Standing]:
        """A post in every step that was due there, in the order of the Protocol."""
        return [self.standings[post, one] for one in self.posts if (post, one) in self.standings]

    def of_step(self, action: str) -> list[Standing]:
        """Every post in one step, by code."""
        here = sorted(self.posts.get(action, ()))
        return [self.standings[post, action] for post in here if (post, action) in self.standings]


def steps(at: dt.datetime, least: int) -> Steps:
    """Every step of the edition in force, in its order, as it stands at an instant.

    ``least``: cases with which a post is compared.
    """
    met = {
        action: {post: followed_of(one) for post, one in posts.items()}
        for action, posts in counted(at).items()
        if len(posts) >= FEWEST
    }
    return Steps(
        {action: list(posts) for action, posts in met.items()},
        standings(met, least),
        {a: spread(list(posts.values())) for a, posts in met.items()},
    )


def counted(at: dt.datetime, only: str | None = None) -> dict[str, dict[str, Counts]]:
    """How each step ended at each post where it was due, or at one post: action → post → counts, in the
    order of the Protocol. Two queries."""
    every, imported = tables(at, None if only is None else [only])
    return {action: found for action in _compared() if (found := _counted(action, every, imported))}


def followed_of(counts: Counts) -> tuple[int, int]:
    """How often a step was followed, and how often it was due."""
    return _sum(counts, FOLLOWED), _sum(counts, DUE)


def _compared() -> list[str]:
    actions = current_edition().actions.values()
    return [
        one.id
        for one in sorted(actions, key=lambda one: (one.id[:2], one.order, one.id))
        if one.scope in ("case", "encounter")
    ]


def _counted(action: str, every: Table, imported: Table) -> dict[str, Counts]:
    """The counts of a step at each post where it was due."""
    found = {}
    for post, here in every.items():
        if action not in here:
            continue
        mine = less(here[action], imported.get(post, {}).get(action, none_yet()))
        if adherence_of(action, mine).rate is not None:
            found[post] = mine
    return found


def _sum(counts: Counts, kinds: tuple[Kind, ...]) -> int:
    return sum(counts[kind] for kind in kinds)
