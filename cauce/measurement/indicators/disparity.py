"""Do passive cues lead to people of one group more than they should? Counts in, words for alarm out.

Small cells are hidden, and where one alone is hidden the next smallest goes with it, so that the
total does not give it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cauce.rules.adherence import Rate, wilson


@dataclass(frozen=True, slots=True)
class Group:
    """Talks accepted after a cue in one group, and how many were confirmed. None: hidden."""

    value: str
    talks: int | None
    confirmed: int | None
    rate: Rate | None  # None: hidden
    alert: bool = False  # confirmed clearly less often than everybody else: the cue points astray


def groups_of(counts: Mapping[str, tuple[int, int]], small: int) -> tuple[Group, ...]:
    """Each group with its (talks, confirmed), by number of talks; up to ``small`` of either is hidden.

    An alert needs both the group and the rest shown, and intervals (Wilson, 95 %) that do not touch.
    """
    ordered = sorted(counts.items(), key=lambda one: (-one[1][0], one[0]))
    hidden = _hidden({name: talks for name, (talks, _) in ordered}, set(), small)
    unsure = _hidden({name: sure for name, (_, sure) in ordered}, hidden, small)
    talks_of_all = sum(talks for talks, _ in counts.values())
    sure_of_all = sum(sure for _, sure in counts.values())
    found = []
    for name, (talks, sure) in ordered:
        if name in hidden:
            found.append(Group(name, None, None, None))
            continue
        mine, rest = wilson(sure, talks), wilson(sure_of_all - sure, talks_of_all - talks)
        apart = mine is not None and rest is not None and rest.total > small
        alert = apart and mine is not None and rest is not None and mine.high < rest.low
        few = name in unsure
        found.append(Group(name, talks, None if few else sure, None if few else mine, alert))
    return tuple(found)


def _hidden(numbers: Mapping[str, int], also: set[str], small: int) -> set[str]:
    """The groups up to ``small``, those of ``also``, and of the others the smallest that it takes until what
    is hidden comes to more than ``small``: how many there are in all may be read from another table."""
    hidden = also | {name for name, number in numbers.items() if 0 < number <= small}
    others = sorted((number, name) for name, number in numbers.items() if number > small)
    others = [one for one in others if one[1] not in hidden]
    while hidden and others and (len(hidden) == 1 or 0 < sum(numbers[name] for name in hidden) <= small):
        hidden.add(others.pop(0)[1])
    return hidden
