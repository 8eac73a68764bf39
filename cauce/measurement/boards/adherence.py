"""How closely the Protocol is followed: the one number that every page repeats, of one post and of all.

It is the share of all steps that were due (``rules.adherence.DUE``) that were done or offered in time. What
nobody did or answered is due all the same: silence is in the denominator. A post reads its own as it is now;
of all posts together, and of another one, everybody reads what the last closing tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cauce.rules.adherence import DUE, FOLLOWED, Adherence, Rate, wilson

from ..hiding.closing import Closed
from ..hiding.tree import ALL
from .steps_table import rate_of

PHASES = ("P1", "P2", "P3", "P4")


@dataclass(frozen=True, slots=True)
class Part:
    """A post beside the network in one phase, over the steps that are told of the network; ``phase`` '': in
    everything that was due. ``own`` None: nothing was due. ``network``: from 0 to 1; None: it is not told."""

    phase: str
    own: Rate | None
    network: float | None


def of_post(closed: Closed, post: str) -> tuple[int, int] | None:
    """Followed and due of a post, as the closing of "posts" tells it. None: hidden, or nothing was due."""
    due, followed = closed.number(post, "due"), closed.number(post, "followed")
    return None if not due or followed is None else (min(followed, due), due)


def of_network(closed: Closed, own: str | None = None) -> Rate | None:
    """The share of all posts together, as the closing of "posts" tells it. None: nothing was due, it is
    hidden, or the post ``own`` holds nearly all of it."""
    found = of_post(closed, ALL)
    alone = any(own in closed.alone.get((ALL, name), ()) for name in ("due", "followed", "missed"))
    return None if found is None or (own and alone) else wilson(*found)


def parts_of(
    overall: Adherence, by_action: Iterable[Adherence], posts: Closed, steps: Closed, own: str
) -> list[Part]:
    """A post as it is now beside the network as it was closed: in everything, then phase by phase."""
    network = of_network(posts, own)
    found = [Part("", overall.rate, network.value if network else None)]
    mine = list(by_action)
    for phase in PHASES:
        there = [one for one in mine if one.action and one.action[:2] == phase]
        told = [one for one in there if one.rate and rate_of(steps, one.action or "", own) is not None]
        if not told:
            continue
        due, met = (
            sum(steps.number(one.action or "", ALL, side) or 0 for one in told) for side in ("due", "met")
        )
        rate = wilson(*(sum(one.counts[kind] for one in told for kind in kinds) for kinds in (FOLLOWED, DUE)))
        found.append(Part(phase, rate, min(met / due, 1.0) if due else None))
    return found
