"""Hide, round, attack, and hide more until the attack finds nothing: how a table becomes publishable.

Pure: it knows no database. What it gives back holds no hidden value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cauce.measurement.rules.publication.protecting import Limits, Reason, beside, first_hidden, hide_with
from cauce.measurement.rules.publication.rounding import rounded
from cauce.measurement.rules.publication.table import System

if TYPE_CHECKING:
    from .bounds import Attack

STANDARD = Limits()
NEVER_WITHIN = 2  # to an attacker who also knows which cells are small, none is known within one


@dataclass(frozen=True, slots=True)
class Public:
    """What is public already and stays. ``shown``: figures; ``hidden``: cells that were hidden in an
    edition; ``moved``: those of ``shown`` that a small correction left as they were; ``unknown``:
    cells that nobody published, and which this edition does not publish either."""

    shown: Mapping[str, int] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()

    @property
    def fixed(self) -> frozenset[str]:
        return frozenset(self.shown) | self.hidden | self.unknown


NOTHING = Public()


@dataclass(frozen=True, slots=True)
class Findings:
    """What the attack found. ``exact``: cells that could be worked out; ``narrow``: those whose bounds
    are closer than allowed. Both hold names of cells, never values."""

    checked: int
    exact: tuple[str, ...]
    narrow: tuple[str, ...]
    programmes: int
    rounds: int = 1

    @property
    def passed(self) -> bool:
        return not self.exact and not self.narrow


@dataclass(frozen=True, slots=True)
class Protected:
    """What may leave: a figure for each cell that is shown, and why the others are hidden."""

    shown: Mapping[str, int]
    hidden: Mapping[str, Reason]
    findings: Findings


def needed(value: int, limits: Limits) -> int:
    """How wide the bounds of a hidden figure must be, at the least: wider than itself and than five."""
    return max(limits.width, value) + 1


def protect(
    system: System,
    secret: bytes,
    limits: Limits = STANDARD,
    *,
    public: Public = NOTHING,
    local: Iterable[str] = (),
    rare: Mapping[str, Iterable[str]] | None = None,
    drawn_as: Callable[[str], str] = str,
) -> Protected:
    """Make all cells of one indicator publishable together. ``findings.passed`` False: they are not,
    and whoever asked must not publish them. ``drawn_as``: the name under which a cell is rounded,
    where another indicator counts the same people; its own otherwise."""
    hidden = first_hidden(system, limits, local=local, rare=rare)
    for name in public.fixed:
        hidden.pop(name, None)
    hidden |= dict.fromkeys(public.hidden, "with_others")
    hidden |= dict.fromkeys(public.unknown, "with_others")
    fixed = public.fixed
    hide_with(system, hidden, fixed)
    shown = {
        name: public.shown[name] if name in public.shown else rounded(count.value, drawn_as(name), secret)
        for name, count in system.cells.items()
        if name not in hidden
    }
    from .bounds import (  # NumPy and HiGHS: only where figures are attacked
        Attack,
        known_of,
    )

    attack = Attack(system, known_of(shown, limits, public.moved))
    guarded = [name for name in system.cells if name not in public.unknown]
    rounds = 0
    while True:
        rounds += 1
        needs = {n: needed(system.cells[n].value, limits) if n in hidden else 1 for n in guarded}
        more = hide_more(system, weak_of(attack, needs), hidden, fixed)
        for name in more:
            attack.forget(name)
            shown.pop(name, None)
        if not more:
            break
    ours = {name: why for name, why in hidden.items() if name not in public.unknown}
    findings = audit(system, shown, ours, limits, public=public, stranger=attack)
    return Protected(
        shown, ours, Findings(findings.checked, findings.exact, findings.narrow, findings.programmes, rounds)
    )


def weak_of(attack: Attack, needs: Mapping[str, float]) -> list[str]:
    """Cells whose bounds are closer than they need: hidden ones, and shown ones that would be exact."""
    return [
        name
        for name in attack.look_around(needs)
        if attack.seen_width(name) < needs[name] and attack.bounds(name).width < needs[name]
    ]


def hide_more(
    system: System,
    weak: Iterable[str],
    hidden: dict[str, Reason],
    fixed: frozenset[str] = frozenset(),
    untold: frozenset[str] = frozenset(),
) -> list[str]:
    """Hide one cell beside each weak one, then what those leave alone. Returns what was hidden."""
    before = set(hidden)
    for name in weak:
        if name not in hidden:
            if name not in fixed:
                hidden[name] = "with_others"
            continue
        lines = [one for one in system.relations if name == one.total or name in one.parts]
        found = (beside(system, one, hidden, fixed) for one in lines)
        free = [one for one in found if one is not None]
        if free:
            hidden[min(free, key=lambda one: (system.cells[one].value, one))] = "with_others"
    if len(hidden) > len(before):
        hide_with(system, hidden, fixed, untold)
    return sorted(set(hidden) - before)


def audit(
    system: System,
    shown: Mapping[str, int],
    hidden: Mapping[str, Reason],
    limits: Limits = STANDARD,
    *,
    public: Public = NOTHING,
    stranger: Attack | None = None,
) -> Findings:
    """Attack what would be published, every cell of it: once as somebody who knows the threshold,
    once as somebody who also knows which cells are small. To the first no hidden cell may be closer
    than ``needed``; to the second none may be known within one. ``stranger``: the first, when it
    began already with exactly this; None: it begins now."""
    from .bounds import Attack, known_of  # as in ``protect``

    known = known_of(shown, limits, public.moved)
    stranger = stranger or Attack(system, known)
    insider = Attack(
        system,
        known
        | {
            name: (0.0, float(limits.threshold - 1))
            for name, why in hidden.items()
            if why == "few" and system.cells[name].value < limits.threshold
        },
    )
    exact, narrow = [], []
    names = [name for name in system.cells if name in hidden or name in shown]
    for attack, least in ((stranger, math.inf), (insider, NEVER_WITHIN + 1)):
        needs = {
            name: 1 if name in shown else min(needed(system.cells[name].value, limits), least)
            for name in names
            if name not in public.shown
        }
        for name in attack.look_around(needs):
            if attack.seen_width(name) >= needs[name]:
                continue
            width = attack.bounds(name).width
            if width < 1:
                exact.append(name)
            elif width < needs[name]:
                narrow.append(name)
    return Findings(
        len(names),
        tuple(sorted(set(exact))),
        tuple(sorted(set(narrow) - set(exact))),
        stranger.solved + insider.solved,
    )
