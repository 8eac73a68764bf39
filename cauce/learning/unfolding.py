"""A whole case as it unfolds: the moments decided as they are, and the one to be decided now. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cauce.content.model_training import Lesson, Moment


@dataclass(frozen=True, slots=True)
class Told:
    """One moment as it is shown. ``given`` empty: nothing was chosen yet."""

    moment: Moment
    given: frozenset[str]

    @property
    def settled(self) -> bool:
        """Whether what was chosen is what the edition asks, so that the story goes on."""
        return self.given == {one.id for one in self.moment.choices if one.right}


def unfold(lesson: Lesson, given: Mapping[str, Iterable[str]]) -> tuple[Told, ...]:
    """The moments up to the first that is not settled. The last one settled: the case is whole.

    A choice that does not exist is not a choice. Nothing is kept: the page brings what was chosen.
    """
    shown: list[Told] = []
    for moment in lesson.steps:
        known = {one.id for one in moment.choices}
        shown.append(Told(moment, frozenset(known.intersection(given.get(moment.id, ())))))
        if not shown[-1].settled:
            break
    return tuple(shown)


def is_whole(lesson: Lesson, shown: tuple[Told, ...]) -> bool:
    """Whether every moment of the case was decided as it is."""
    return len(shown) == len(lesson.steps) and all(one.settled for one in shown)
