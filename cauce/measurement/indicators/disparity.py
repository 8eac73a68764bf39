"""Do passive cues lead to people of one group more than they should? Counts in, words for alarm out.

Small cells are hidden (``rules.hiding``), and others with them, so that the total gives none back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cauce.rules.adherence import Rate, wilson
from cauce.rules.hiding import hidden_of


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
    names = [name for name, _ in ordered]
    hidden = hidden_of({name: talks for name, (talks, _) in ordered}, [names], small)
    unsure = hidden_of({name: sure for name, (_, sure) in ordered}, [names], small, hidden)
    talks_of_all = sum(talks for talks, _ in counts.values())
    sure_of_all = sum(sure for _, sure in counts.values())
    found = []
    for name, (talks, sure) in ordered:
        if name in hidden:
            found.append(Group(name, None, None, None))
            continue
        few = name in unsure
        alert = is_astray((talks, sure), (talks_of_all, sure_of_all), small)
        found.append(Group(name, talks, None if few else sure, None if few else wilson(sure, talks), alert))
    return tuple(found)


def is_astray(mine: tuple[int, int], every: tuple[int, int], small: int) -> bool:
    """Whether of (talks, confirmed) of one group clearly fewer were confirmed than of everybody else."""
    own, rest = wilson(mine[1], mine[0]), wilson(every[1] - mine[1], every[0] - mine[0])
    if own is None or rest is None or rest.total <= small:
        return False
    return own.high < rest.low
