"""The actions of one scope, compiled: in which order they are asked, and what closes which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Sequence as Listed
from graphlib import CycleError, TopologicalSorter
from operator import itemgetter
from typing import Any, NamedTuple

from cauce.content.errors import BadInputs
from cauce.content.model import Scope
from cauce.rules.pathway.group import Group, grouped
from cauce.rules.pathway.model import EditionLike, Obligation
from cauce.rules.pathway.step import Step

bad_input = BadInputs(__file__)


class Sequence(NamedTuple):
    """``steps``: each after those that come first. ``closing``: the actions that an act closes.

    ``groups``: the same actions as they are decided; ``in_order`` puts what was found there into the
    order of the Protocol. ``dates``: the facts that clocks run from.
    """

    steps: tuple[Step, ...]
    closing: Mapping[str, tuple[str, ...]]
    groups: tuple[Group, ...]
    by_id: Mapping[str, Step]
    dates: frozenset[str]
    in_order: Callable[[Listed[Obligation]], tuple[Obligation, ...]]


def sequence(edition: EditionLike, scope: Scope, fallback: str) -> Sequence:
    """The actions of that scope. Raises BadInput or Unknown, with the cure, on broken content."""
    actions = [action for action in edition.actions.values() if action.scope == scope]
    actions.sort(key=lambda action: (action.order, action.id))
    steps = {action.id: Step(edition, action, index, fallback) for index, action in enumerate(actions)}
    closing: dict[str, list[str]] = {}
    for step in steps.values():
        step.after = tuple(action for action in step.action.after if action in steps)
        for act in step.closers:
            closing.setdefault(act, []).append(step.id)
    graph = {action: step.after for action, step in steps.items()}
    try:
        in_order = tuple(steps[action] for action in TopologicalSorter(graph).static_order())
    except CycleError as problem:
        loop = " → ".join(problem.args[1])
        raise bad_input("the_actions_wait_for_each_other", loop=loop) from None
    closed_by = {act: tuple(closed) for act, closed in closing.items()}
    groups = grouped(in_order, edition.facts)
    dates = frozenset(period.start for step in in_order for period in step.periods if period.fact)
    places = [step.place for step in steps.values()]
    return Sequence(in_order, closed_by, groups, steps, dates, _picker(places))


def _picker(places: list[int]) -> Callable[[Listed[Any]], tuple[Any, ...]]:
    """What takes these places out of a list, in that order."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda found: tuple([found[place] for place in places])
