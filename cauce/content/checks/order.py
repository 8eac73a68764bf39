"""Can every action be reached, does none wait for itself, and is each said whole?"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from cauce.content.checks.conditions import can_apply
from cauce.content.checks.report import Finding
from cauce.content.checks.world import World


def check_no_cycle(world: World) -> Iterator[Finding]:
    entries = {entry.value.id: entry for entry in world.of("pathways")}
    graph = {id: [a for a in entry.value.after if a in entries] for id, entry in entries.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as problem:
        loop = list(reversed(problem.args[1]))
        first = min(loop)
        shown = " → ".join(loop)
        yield entries[first].finding("cycle", ("after",), shown=shown)


def check_every_action_is_reachable(world: World) -> Iterator[Finding]:
    """An action after one that can never apply would wait for ever."""
    facts = world.values("facts")
    dead = {e.value.id for e in world.of("pathways") if not can_apply(e, facts)}
    for entry in world.of("pathways"):
        for i, before in enumerate(entry.value.after):
            if before in dead:
                yield entry.finding("unreachable", ("after", i), before=before)


def check_every_action_says_by_when(world: World) -> Iterator[Finding]:
    """A deadline, or the reason why there is none; both would say two things."""
    for entry in world.of("pathways"):
        action = entry.value
        if not action.within and action.no_deadline is None:
            yield entry.finding("no_deadline_no_reason", ("done_by",), id=action.id)
        if action.within and action.no_deadline is not None:
            yield entry.finding("deadline_and_reason", ("no_deadline",), id=action.id)


def check_every_action_says_what_if_not(world: World) -> Iterator[Finding]:
    """What is done with a person may be declined: an act closes it, or a sentence says what then."""
    for entry in world.of("pathways"):
        action = entry.value
        with_somebody = action.scope in ("case", "encounter")
        if with_somebody and not action.declined_by and action.if_no is None:
            yield entry.finding("no_answer_to_a_no", ("done_by",), id=action.id)


def check_who_else_acts(world: World) -> Iterator[Finding]:
    known = world.catalogue("roles")
    for entry in world.of("pathways"):
        for i, role in enumerate(entry.value.also):
            if role not in known or role == entry.value.role or role in entry.value.also[:i]:
                yield entry.finding("wrong_also", ("also", i), role=role)
