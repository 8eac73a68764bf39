"""Can every action be reached, and does none wait for itself?"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from cauce.rules.content.checks.conditions import can_apply
from cauce.rules.content.checks.report import Finding
from cauce.rules.content.checks.world import World


def check_no_cycle(world: World) -> Iterator[Finding]:
    entries = {entry.value.id: entry for entry in world.of("pathways")}
    graph = {id: [a for a in entry.value.after if a in entries] for id, entry in entries.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as problem:
        loop = list(reversed(problem.args[1]))
        first = min(loop)
        shown = " → ".join(loop)
        yield entries[first].finding(
            "cycle", ("after",),
            f"las acciones se esperan unas a otras: {shown}.",
            f"the actions wait for each other: {shown}.",
            "Quite una de ellas de «after».", "Remove one of them from 'after'.",
        )  # fmt: skip


def check_every_action_is_reachable(world: World) -> Iterator[Finding]:
    """An action after one that can never apply would wait for ever."""
    facts = world.values("facts")
    dead = {e.value.id for e in world.of("pathways") if not can_apply(e, facts)}
    for entry in world.of("pathways"):
        for i, before in enumerate(entry.value.after):
            if before in dead:
                yield entry.finding(
                    "unreachable", ("after", i),
                    f"espera a {before}, que no puede aplicarse nunca.",
                    f"waits for {before}, which can never apply.",
                    f"Corrija la condición de {before} o quítela de «after».",
                    f"Correct the condition of {before}, or remove it from 'after'.",
                )  # fmt: skip
