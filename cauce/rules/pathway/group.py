"""Actions decided together: those that read few facts between them have one remembered answer.

Most actions read one to three facts, and many of them the same ones. A group is asked once for all its
actions, and what it says tells apart those that stand as they are from those that each case looks at.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from cauce.content.model import Fact
from cauce.rules.pathway.model import Obligation
from cauce.rules.pathway.step import REMEMBERED, Applies, Facts, Step

# Combinations of values that the facts of one group may take: few enough that cases share them.
_COMBINATIONS = 256


class Live(NamedTuple):
    """An action that a case may change though nothing was done about it: its clock may run, it may
    wait for another, or its reason tells a date. ``start`` None: no clock."""

    place: int
    step: Step
    applies: Applies
    start: str | None


class Decided(NamedTuple):
    """What the facts say of every action of a group; shared by every case with the same facts."""

    at_rest: tuple[Obligation, ...]
    clocks: tuple[Live, ...]
    starts: tuple[str, ...]  # of each of the clocks, what it is counted from
    held: tuple[Live, ...]  # those that may wait, or whose reason tells a date, with a clock or without
    waits: tuple[str, ...]  # those that apply, or may, and that another action comes after


class Group(dict[object, Decided]):
    """What the facts say of some actions, by the values of those that they read between them."""

    __slots__ = ("_awaited", "_names", "_steps", "key")

    def __init__(self, names: tuple[str, ...], steps: Sequence[Step], awaited: frozenset[str]) -> None:
        self._names, self._steps, self._awaited = names, steps, awaited
        self.key: Callable[[Facts], Any] = itemgetter(*names) if names else lambda facts: ()

    def __missing__(self, key: Any) -> Decided:
        if len(self) >= REMEMBERED:
            self.clear()
        values = (key,) if len(self._names) == 1 else key
        seen = dict(zip(self._names, values, strict=True))
        said = [(step, step.answers[step.key(seen)]) for step in self._steps]
        live = [
            Live(step.place, step, one, None if one.period is None else one.period.start)
            for step, one in said
        ]
        clocks = tuple(one for one in live if one.start is not None)
        found = self[key] = Decided(
            at_rest=tuple(applies.at_rest for _, applies in said),
            clocks=clocks,
            starts=tuple(one.start for one in clocks if one.start is not None),
            held=tuple(one for one in live if one.applies.dated or one.applies.after),
            waits=tuple(
                one.id for one, applies in said if applies.value is not False and one.id in self._awaited
            ),
        )
        return found


def grouped(steps: Iterable[Step], facts: Mapping[str, Fact]) -> tuple[Group, ...]:
    """The groups of these actions; each ``step.place`` is set to where it stands in them.

    An action joins the group whose combinations it multiplies least, while they stay few; one that
    reads more (any age is a value) stands with those that read exactly the same.
    """
    steps = tuple(steps)
    awaited = frozenset(action for step in steps for action in step.after)
    alike: dict[frozenset[str], list[Step]] = {}
    for step in steps:
        alike.setdefault(frozenset(step.names), []).append(step)
    groups: list[tuple[set[str], list[Step]]] = []
    for names, same in sorted(alike.items(), key=lambda one: (-_combinations(one[0], facts), sorted(one[0]))):
        few = [
            (_combinations(read | names, facts) / _combinations(read, facts), number)
            for number, (read, _) in enumerate(groups)
            if _combinations(read | names, facts) <= _COMBINATIONS
        ]
        if few:
            read, joined = groups[min(few)[1]]
            read |= names
            joined += same
        else:
            groups.append((set(names), list(same)))
    for place, step in enumerate(step for _, joined in groups for step in joined):
        step.place = place
    return tuple(Group(tuple(sorted(read)), tuple(joined), awaited) for read, joined in groups)


def _combinations(names: Iterable[str], facts: Mapping[str, Fact]) -> float:
    """How many answers these facts have between them, «not known» among them."""
    return math.prod(_values(facts[name]) for name in names)


def _values(fact: Fact) -> float:
    match fact.type:
        case "boolean":
            return 3
        case "choice":
            return len(fact.values) + 1
        case "date" | "instant":
            return 2  # known or not: see DATED
    return math.inf
