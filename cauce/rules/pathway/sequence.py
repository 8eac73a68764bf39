"""The actions of one scope, compiled: in which order they are asked, and what closes which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Sequence as Listed
from graphlib import CycleError, TopologicalSorter
from operator import itemgetter
from typing import Any, NamedTuple

from cauce.content.errors import BadInputs
from cauce.content.model import Scope
from cauce.rules.pathway.clock import Countings
from cauce.rules.pathway.group import Group, grouped
from cauce.rules.pathway.model import Act, EditionLike, Obligation
from cauce.rules.pathway.step import Step

bad_input = BadInputs(__file__)


class Sequence(NamedTuple):
    """``steps``: each after those that come first. ``closing``: the actions that an act does (True) or
    closes otherwise.

    ``groups``: the same actions as they are decided, with their places among those; ``in_order`` puts
    what was found there into the order of the Protocol.
    """

    steps: tuple[Step, ...]
    closing: Mapping[str, tuple[tuple[Step, bool], ...]]
    groups: tuple[Group, ...]
    by_id: Mapping[str, Step]
    awaited: tuple[Step, ...]  # those that another comes after
    in_order: Callable[[Listed[Obligation]], tuple[Obligation, ...]]

    def tied(self, act: Act) -> tuple[tuple[Step, bool], ...]:
        """The action that the act names, as ``closing`` has it; empty: it is of another scope, or neither
        done nor closed by such an act."""
        step = self.by_id.get(act.action or "")
        does = None if step is None else step.does(act.name)
        return () if step is None or does is None else ((step, does),)


def sequence(edition: EditionLike, scope: Scope, fallback: str, values: Callable[[str], int]) -> Sequence:
    """The actions of that scope; ``values``: how many values conditions see of a fact.

    Raises BadInput or Unknown, with the cure, on broken content.
    """
    actions = [action for action in edition.actions.values() if action.scope == scope]
    actions.sort(key=lambda action: (action.order, action.id))
    alike: Countings = {}
    steps = {action.id: Step(edition, action, fallback, alike) for action in actions}
    closing: dict[str, list[tuple[Step, bool]]] = {}
    for step in steps.values():
        step.after = tuple(action for action in step.action.after if action in steps)
        for act in step.closers:
            closing.setdefault(act, []).append((step, act in step.done_by))
    graph = {action: step.after for action, step in steps.items()}
    try:
        in_order = tuple(steps[action] for action in TopologicalSorter(graph).static_order())
    except CycleError as problem:
        loop = " → ".join(problem.args[1])
        raise bad_input("the_actions_wait_for_each_other", loop=loop) from None
    groups = grouped(in_order, values)
    awaited = dict.fromkeys([action for step in in_order for action in step.after])
    return Sequence(
        steps=in_order,
        closing={act: tuple(closed) for act, closed in closing.items()},
        groups=groups,
        by_id=steps,
        awaited=tuple([steps[action] for action in awaited]),
        in_order=_picker([step.place for step in steps.values()]),
    )


def _picker(places: list[int]) -> Callable[[Listed[Any]], tuple[Any, ...]]:
    """What takes these places out of a list, in that order."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda found: tuple([found[place] for place in places])
