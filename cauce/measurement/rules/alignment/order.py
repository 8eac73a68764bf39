"""Which actions come before which: what ``after`` says, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

At = TypeVar("At", bound=Any)  # anything that has an order


def earlier(after: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """For each action, every one that must come before it, directly or through others.

    ``after``: for each action, those that it names. An action that is only named has nothing before
    it. The order of an edition has no circle: ``cauce check`` refuses one.
    """
    found: dict[str, frozenset[str]] = {}

    def before(action: str) -> frozenset[str]:
        if action not in found:
            named = after.get(action, ())
            found[action] = frozenset(named).union(*(before(one) for one in named))
        return found[action]

    for action in after:
        before(action)
        for named in after[action]:
            before(named)
    return found


def turns(occurrences: Mapping[str, list[At]], before: Mapping[str, frozenset[str]]) -> dict[str, At]:
    """When each action was done: the first time in its turn, else the first time of all.

    What recurs is often done before its turn and again in it; the second time is the one that counts.
    ``occurrences``: for each action that was done, its instants, the earliest first.
    """
    found: dict[str, At] = {}
    for action in sorted(occurrences, key=lambda one: (len(before.get(one, ())), one)):
        awaited = [found[one] for one in before.get(action, ()) if one in found]
        since = max(awaited, default=None)
        times = occurrences[action]
        in_turn = (at for at in times if since is None or not at < since)
        found[action] = next(in_turn, times[0])
    return found
