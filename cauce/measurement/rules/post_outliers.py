"""Is a post unlike the network in a step, or is it chance? And from whom could it learn the step?

Every post is set beside the share of all, with exact binomial tails; of so many comparisons the few
that chance alone makes are taken out. Nobody is put before anybody: there is no first and no last.

Sources: D. J. Spiegelhalter, Stat. Med. 24 (2005) 1185-1202 (limits, winsorised overdispersion);
Y. Benjamini, Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300, and for steps of the same cases,
which lean the same way, Y. Benjamini, D. Yekutieli, Ann. Stat. 29 (2001) 1165-1188.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import NormalDist
from typing import Literal

FALSE_SHARE = 0.05  # of the differences that are told, how many may be chance
FEWEST_POSTS = 10  # with fewer, how far posts differ beyond chance cannot be told
WINSOR = 0.1  # the share on each side that is drawn in before the spread is told

Side = Literal["below", "like", "above", "few"]
Key = tuple[str, str]  # post, action


@dataclass(frozen=True, slots=True)
class Standing:
    """One post in one step: ``met`` of ``cases``, the share of all, and how rare that would be by
    chance. ``side`` is "like" unless the difference stands after all the comparisons made, and "few"
    where there are too few cases to compare. ``word``: "all" or "none" where the others are nine or fewer and
    ``met`` is the number that says least; '': ``met`` is the number."""

    post: str
    action: str
    met: int
    cases: int
    rate: float
    chance: float
    side: Side
    word: str = ""

    def told_in(self, word: str, side: Side) -> Standing:
        return replace(self, word=word, side=side)

    @property
    def share(self) -> float:
        return self.met / self.cases


@lru_cache(maxsize=65536)
def tails(met: int, cases: int, rate: float) -> tuple[float, float]:
    """How likely so few, or fewer, and so many, or more, would be if each were met at that rate."""
    if rate <= 0 or rate >= 1:
        sure = cases if rate >= 1 else 0
        return float(met >= sure), float(met <= sure)
    few = met < rate * cases
    inside = range(met + 1) if few else range(met, cases + 1)
    near = min(1.0, math.fsum(_likely(one, cases, rate) for one in inside))
    far = min(1.0, 1 - near + _likely(met, cases, rate))
    return (near, far) if few else (far, near)


def _likely(met: int, cases: int, rate: float) -> float:
    ways = math.lgamma(cases + 1) - math.lgamma(met + 1) - math.lgamma(cases - met + 1)
    return math.exp(ways + met * math.log(rate) + (cases - met) * math.log1p(-rate))


def spread(points: Sequence[tuple[int, int]]) -> float | None:
    """How far posts differ beyond chance: 1 is chance alone, 4 is twice as far apart as chance puts them.

    ``points``: met and cases of each post. None: fewer than ten posts, or all met or all not.
    """
    total = sum(cases for _, cases in points)
    rate = sum(met for met, _ in points) / total if total else 0.0
    if len(points) < FEWEST_POSTS or rate in (0.0, 1.0):
        return None
    scores = sorted(_score(met, cases, rate) for met, cases in points)
    cut = math.floor(WINSOR * len(scores))
    least, most = scores[cut], scores[-1 - cut]
    return max(1.0, math.fsum(min(max(s, least), most) ** 2 for s in scores) / len(scores))


def _score(met: int, cases: int, rate: float) -> float:
    """The exact tail, half of its own chance taken, as a normal score."""
    below, above = tails(met, cases, rate)
    middle = (below + 1 - above) / 2
    return NormalDist().inv_cdf(min(max(middle, 1e-12), 1 - 1e-12))


def standings(
    counts: Mapping[str, Mapping[str, tuple[int, int]]],
    least: int = 1,
    rates: Mapping[str, float] | None = None,
) -> dict[Key, Standing]:
    """Every post in every step, by (post, action). ``counts``: action → post → met, cases; ``rates``: the
    share of all in each step, None: of those that are counted.

    All comparisons are made at once, of posts with at least ``least`` cases: of those told as below
    or above at most one in twenty is expected to be chance (Benjamini and Hochberg).
    """
    found: list[tuple[str, str, int, int, float, float]] = []
    for action, posts in counts.items():
        total = sum(cases for _, cases in posts.values())
        rate = sum(met for met, _ in posts.values()) / total if total else 0.0
        rate = rate if rates is None else rates[action]
        for post, (met, cases) in posts.items():
            if cases:
                chance = min(1.0, 2 * min(tails(met, cases, rate)))
                found.append((post, action, met, cases, rate, chance))
    worst = threshold([chance for *_, cases, _, chance in found if cases >= least])
    return {
        (post, action): Standing(
            post,
            action,
            met,
            cases,
            rate,
            chance,
            _side(met, cases, rate, chance <= worst) if cases >= least else "few",
        )
        for post, action, met, cases, rate, chance in found
    }


def _side(met: int, cases: int, rate: float, differs: bool) -> Side:
    if not differs:
        return "like"
    return "below" if met < rate * cases else "above"


def threshold(chances: Sequence[float], share: float = FALSE_SHARE) -> float:
    """The largest chance that is still told as a difference; below zero: none is."""
    ordered = sorted(chances)
    for place in range(len(ordered), 0, -1):
        if ordered[place - 1] <= share * place / len(ordered):
            return ordered[place - 1]
    return -1.0


def teachers(
    one: Standing, all_standings: Mapping[Key, Standing], *, apart: float, most: int = 3
) -> tuple[str, ...]:
    """Whom a post could ask about a step; empty: it is not below, or the numbers do not permit it.

    A post that is asked stands above the limits, and at least ``apart`` from the one that asks. Of many,
    those of a size most like the one that asks, in the order of their codes: never the best.
    """
    if one.side != "below":
        return ()
    able = [
        other
        for other in all_standings.values()
        if other.action == one.action and other.side == "above" and other.share - one.share >= apart
    ]
    able.sort(key=lambda other: (abs(math.log(other.cases / one.cases)), other.post))
    return tuple(sorted(other.post for other in able[:most]))
