"""Which step follows which: the graph behind a drawing, and the moments it falls into. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cauce.content.model import Action

Kind = Literal["after", "clock"]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """``after``: one waits for the other. ``clock``: the period of one begins when the other is done."""

    source: str
    target: str
    kind: Kind


def edges(actions: Mapping[str, Action], among: Iterable[str]) -> list[Edge]:
    """The edges between the actions named, never more than one for a pair, and never a circle."""
    here = list(among)
    meets: dict[str, list[str]] = {}
    for id in here:
        for act in actions[id].done_by:
            meets.setdefault(act, []).append(id)
    found = {(one, id): "after" for id in here for one in actions[id].after if one in here}
    for id in here:
        for within in actions[id].within:
            # An act that several steps share begins the period of none of them for certain.
            sources = meets.get(within.start.removeprefix("last:"), [])
            if len(sources) == 1 and sources[0] != id:
                found.setdefault((sources[0], id), "clock")
    kept: list[Edge] = []
    # What must come before is drawn whatever happens; a clock only where it closes no circle.
    for (source, target), kind in sorted(found.items(), key=lambda one: (one[1], one[0])):
        if kind == "after" or not _leads(kept, target, source):
            kept.append(Edge(source, target, kind))  # type: ignore[arg-type]
    return sorted(kept)


def _leads(edges: Sequence[Edge], start: str, end: str) -> bool:
    """Whether there is a way from one to the other."""
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        ahead = [edge.target for edge in edges if edge.source == here and edge.target not in seen]
        seen.update(ahead)
        waiting.extend(ahead)
    return False


def moments(ids: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The moment of each: one more than the latest of those it follows (longest path)."""
    at = dict.fromkeys(ids, 0)
    for _ in ids:  # a longest way is never longer than there are steps
        changed = False
        for edge in edges:
            if at[edge.target] < at[edge.source] + 1:
                at[edge.target], changed = at[edge.source] + 1, True
        if not changed:
            break
    return at


def linked(ids: Sequence[str], edges: Sequence[Edge]) -> tuple[list[str], list[str]]:
    """Those that an edge touches, and those that wait for nobody; each in the order given."""
    touched = {one for edge in edges for one in (edge.source, edge.target)}
    return [id for id in ids if id in touched], [id for id in ids if id not in touched]
