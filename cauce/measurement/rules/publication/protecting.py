"""Which cells are hidden at first sight, and which with them so that they cannot be subtracted?

What stays open to a patient attacker is asked afterwards, cell by cell, by a linear programme
(``cauce.measurement.hiding.bounds``), and more is hidden until nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cauce.rules.hiding import LEAST

from .table import Count, Relation, System, parts_of_name

Reason = Literal["few", "dominant", "rare", "with_others"]


@dataclass(frozen=True, slots=True)
class Limits:
    """``threshold``: a figure is shown from so many people on. ``share``: of a hundred, how many may
    share one case group, employer or post. ``width``: how wide, at the least, what can be worked out
    of a hidden cell must stay."""

    threshold: int = LEAST
    share: int = 75
    width: int = 5


def first_hidden(
    system: System,
    limits: Limits,
    *,
    local: Iterable[str] = (),
    rare: Mapping[str, Iterable[str]] | None = None,
) -> dict[str, Reason]:
    """Cells that are hidden for what they are. ``local``: dimensions that say where; ``rare``: values
    that single somebody out beside any of those, or beside a second one."""
    places = frozenset(local)
    values = {dim: frozenset(some) for dim, some in (rare or {}).items()}
    found: dict[str, Reason] = {}
    for name, count in system.cells.items():
        if (why := why_hidden(count, limits)) is not None:
            found[name] = why
        elif _is_rare(parts_of_name(name), places, values):
            found[name] = "rare"
    return found


def why_hidden(count: Count, limits: Limits) -> Reason | None:
    """Why a figure is hidden for what it is. None: it may be shown."""
    # Nobody and few look the same: that nobody is there would tell on everybody who is elsewhere.
    if count.contributors < limits.threshold or count.value < limits.threshold:
        return "few"
    if count.largest * 100 > count.contributors * limits.share:
        return "dominant"
    return None


def _is_rare(of: Mapping[str, str], places: frozenset[str], values: Mapping[str, frozenset[str]]) -> bool:
    return bool(places & of.keys()) and any(of.get(dim) in some for dim, some in values.items() if dim in of)


def hide_with(
    system: System,
    hidden: dict[str, Reason],
    fixed: frozenset[str] = frozenset(),
    untold: frozenset[str] = frozenset(),
) -> None:
    """Where one cell alone is hidden in a line, hide the smallest one beside it too, until none is.

    ``fixed``: cells that are public already, or known to nobody: they stay as they are. ``untold``: those of
    them that nobody is told: beside one of these no hidden cell is alone.
    """
    again = True
    while again:
        again = False
        for relation in system.relations:
            line = (relation.total, *relation.parts)
            if relation.sums and sum(one in hidden for one in line) == 1 and untold.isdisjoint(line):
                chosen = beside(system, relation, hidden, fixed)
                if chosen is not None:
                    hidden[chosen] = "with_others"
                    again = True


def beside(
    system: System, relation: Relation, hidden: Mapping[str, Reason], fixed: frozenset[str]
) -> str | None:
    """The cell of a line that costs the reader least: a part before the total, the smallest first.

    None: nothing of it can still be hidden.
    """
    for names in (relation.parts, (relation.total,)):
        free = [one for one in names if one not in hidden and one not in fixed]
        if free:
            return min(free, key=lambda one: (system.cells[one].value, one))
    return None
