"""The optimal alignment of what was done with what the Protocol allows, when it is a partial order.

An alignment puts a case beside the run of the Protocol that is most like it: a step is in both, or
only the Protocol has it (skipped), or only the case has it at that place (moved, or besides). Each
step that is not in both costs one. The runs are the orderings of the required steps that respect
what comes before what, so that the steps in both are the largest set of them no two of which were
done the wrong way round. «Done the wrong way round» is itself a partial order (by time, and against
the Protocol), and the largest set without a pair of it is an antichain: Dilworth's theorem turns it
into a matching, which is exact and takes no search.

Sources: A. Adriansyah, Aligning observed and modeled behavior (Eindhoven, 2014), for alignments and
their fitness; R. P. Dilworth, Ann. Math. 51 (1950) 161-166; D. R. Fulkerson, Proc. AMS 7 (1956)
701-702, for the matching; D. Kőnig (1931), for the set that it gives.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a case went beside the Protocol, each in the order of the ids of the actions.

    ``in_order``: done in their turn. ``early`` and ``late``: done, but before, or after, the turn
    that the others leave them. ``skipped``: required and never done. ``besides``: done and not
    required. ``fitness``: 1 when nothing differs, 0 when nothing agrees.
    """

    in_order: tuple[str, ...]
    early: tuple[str, ...]
    late: tuple[str, ...]
    skipped: tuple[str, ...]
    besides: tuple[str, ...]
    cost: int
    fitness: float


def align(
    done: Mapping[str, Any], required: Collection[str], before: Mapping[str, frozenset[str]]
) -> Alignment:
    """The best alignment of one case.

    ``done``: each action that was done and when it was first done (anything that has an order); two
    at the same instant are in no wrong order. ``required``: what the Protocol asked of this case.
    ``before``: as ``earlier`` gives it. Of alignments that cost the same, the one that blames what
    was done too soon rather than what it should have waited for.
    """
    both = sorted(action for action in required if action in done)
    wrong = {
        one: [o for o in both if done[one] < done[o] and o in before.get(one, frozenset())] for one in both
    }
    kept = set(both) if not any(wrong.values()) else _largest(both, wrong)
    moved = [one for one in both if one not in kept]
    early = tuple(one for one in moved if any(other in kept for other in wrong[one]))
    late = tuple(one for one in moved if one not in early)
    skipped = tuple(sorted(action for action in required if action not in done))
    besides = tuple(sorted(action for action in done if action not in required))
    cost = 2 * len(moved) + len(skipped) + len(besides)
    most = len(done) + len(required)
    return Alignment(
        in_order=tuple(one for one in both if one in kept),
        early=early,
        late=late,
        skipped=skipped,
        besides=besides,
        cost=cost,
        fitness=1 - cost / most if most else 1.0,
    )


def _largest(nodes: Collection[str], wrong: Mapping[str, Collection[str]]) -> set[str]:
    """The largest set of nodes with no pair in ``wrong``, which is transitive."""
    matched: dict[str, str] = {}  # the later of a pair → the earlier

    def place(one: str, seen: set[str]) -> bool:
        for other in wrong[one]:
            if other in seen:
                continue
            seen.add(other)
            if other not in matched or place(matched[other], seen):
                matched[other] = one
                return True
        return False

    for one in nodes:
        place(one, set())
    # Kőnig: what is reached from the unmatched, over pairs one way and over the matching back.
    free = [one for one in nodes if one not in matched.values()]
    as_first, as_second = set(free), set()
    while free:
        for other in wrong[free.pop()]:
            if other not in as_second:
                as_second.add(other)
                # A pair that could still be matched would make the matching larger: there is none.
                if matched[other] not in as_first:
                    as_first.add(matched[other])
                    free.append(matched[other])
    return {one for one in nodes if one in as_first and one not in as_second}
