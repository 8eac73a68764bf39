"""Actions decided together: those that read few facts between them have one remembered answer.

Most actions read one to three facts, and many of them the same ones. A group is asked once for all its
actions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from cauce.content.conditions import FactValue
from cauce.rules.pathway.model import Obligation
from cauce.rules.pathway.sight import Facts
from cauce.rules.pathway.step import Applies, Step

# Combinations of values that the facts of one group may take: few enough that cases share them.
_COMBINATIONS = 256
# Those of actions that read exactly the same facts, a megabyte at most: one that has more is asked anew for
# each case, and has few answers.
_MANY = 16 * _COMBINATIONS


class Said(NamedTuple):
    """What the actions of one group say, and the places of those that a case may change."""

    answers: tuple[Applies, ...]
    at_rest: tuple[Obligation, ...]  # as they stand while no clock runs and nothing was done
    moving: tuple[int, ...]  # a clock of theirs may run, or they wait for another
    telling: tuple[int, ...]  # their reason tells a date or a number


class Group(dict[object, Said]):
    """What each of these actions says, by the values of the facts that they read between them."""

    __slots__ = ("_known", "_names", "key", "steps")

    def __init__(self, names: Sequence[str], steps: Sequence[Step]) -> None:
        self._names, self.steps = tuple(names), tuple(steps)
        self._known: dict[tuple[Applies, ...], Said] = {}  # many values say the same
        # Of several names a tuple of values, as ``say`` expects of one and of none too.
        self.key: Callable[[Facts], Any] = itemgetter(*names) if len(names) > 1 else self._few

    def _few(self, seen: Facts) -> tuple[FactValue | None, ...]:
        return tuple([seen[name] for name in self._names])

    def say(self, key: Any) -> tuple[Applies, ...]:
        """What the actions say for that key."""
        seen = dict(zip(self._names, key, strict=True))
        return tuple([step.decide(seen) for step in self.steps])

    def __missing__(self, key: Any) -> Said:
        answers = self.say(key)
        found = self._known.get(answers)
        if found is None:
            moving = [one.step.place for one in answers if one.counting is not None or one.after]
            telling = [one.step.place for one in answers if one.tellings is not None]
            found = self._known[answers] = Said(
                answers, tuple([one.at_rest for one in answers]), tuple(moving), tuple(telling)
            )
        self[key] = found
        return found


class Alone(Group):
    """A group of one action that is decided for each case; it is kept by its answer."""

    __slots__ = ()

    def __init__(self, step: Step) -> None:
        super().__init__(step.names, (step,))
        self.key = step.decide

    def say(self, key: Any) -> tuple[Applies, ...]:
        return (key,)


def grouped(steps: Iterable[Step], values: Callable[[str], int]) -> tuple[Group, ...]:
    """The groups of these actions; each ``step.place`` is set to where it stands in them.

    An action joins the group whose combinations it multiplies least, while they stay few; one that
    reads more stands with those that read exactly the same. ``values``: how many a fact may take.
    """
    alone: list[Step] = []
    alike: dict[frozenset[str], list[Step]] = {}
    for step in steps:
        if _combinations(step.names, values) > _MANY:
            alone.append(step)
        else:
            alike.setdefault(frozenset(step.names), []).append(step)
    groups: list[tuple[set[str], list[Step]]] = []
    widest_first = sorted(alike, key=lambda names: (-_combinations(names, values), sorted(names)))
    for names, same in ((names, alike[names]) for names in widest_first):
        few = [
            (_combinations(read | names, values) / _combinations(read, values), number)
            for number, (read, _) in enumerate(groups)
            if _combinations(read | names, values) <= _COMBINATIONS
        ]
        if few:
            read, joined = groups[min(few)[1]]
            read |= names
            joined += same
        else:
            groups.append((set(names), list(same)))
    found = [Group(sorted(read), joined) for read, joined in groups] + [Alone(step) for step in alone]
    for place, step in enumerate(step for group in found for step in group.steps):
        step.place = place
    return tuple(found)


def _combinations(names: Iterable[str], values: Callable[[str], int]) -> int:
    """How many answers these facts have between them, «not known» among them."""
    return math.prod(map(values, names))
