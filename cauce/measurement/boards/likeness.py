"""How alike do posts act? One number for all pages, and what it counts: comparisons of a post in a step.

A post acts as the network does where it stands within what chance leaves and most of the network does the
step. A step that hardly anybody does is alike in nothing: it stands apart, and stays in the denominator. What
cannot be compared (few cases, or hidden) is said beside the number and is no part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from ..rules.post_outliers import Key, Standing

MOST = 0.5  # of the cases of all posts: below it hardly anybody does the step
Kind = Literal["like", "below", "above", "undone", "few"]
KINDS: tuple[Kind, ...] = get_args(Kind)  # in the order of the fields of ``Alike``
COMPARED: tuple[Kind, ...] = ("like", "below", "above", "undone")


def kind_of(one: Standing) -> Kind:
    """How a post acts in a step beside all of them."""
    if one.side != "like":
        return one.side
    return "like" if one.rate >= MOST else "undone"


@dataclass(frozen=True, slots=True)
class Alike:
    """Comparisons by kind. ``share`` None: nothing could be compared."""

    like: int = 0
    below: int = 0
    above: int = 0
    undone: int = 0
    few: int = 0

    @property
    def compared(self) -> int:
        return self.like + self.below + self.above + self.undone

    @property
    def differ(self) -> int:
        return self.below + self.above

    @property
    def share(self) -> float | None:
        return self.like / self.compared if self.compared else None

    @property
    def order(self) -> tuple[float, int]:
        """Where it stands among others, the least alike first; what is not compared comes last."""
        return (2.0 if self.share is None else self.share, -self.compared)


def alike(kinds: Iterable[Kind]) -> Alike:
    counts = Counter(kinds)
    return Alike(*(counts[kind] for kind in KINDS))


def matrix(standings: Mapping[Key, Standing]) -> dict[str, dict[str, Kind]]:
    """Action → post → kind; the actions in which posts are least alike first."""
    found: dict[str, dict[str, Kind]] = {}
    for (post, action), one in standings.items():
        found.setdefault(action, {})[post] = kind_of(one)
    order = {action: alike(kinds.values()).order for action, kinds in found.items()}
    return {action: found[action] for action in sorted(found, key=lambda one: (order[one], one))}
