"""A table of the network, with parts and totals, as it is told at a closing: hidden, rounded, attacked.

Cells are told in fives, and from ten people on. What stood at the closing before stands on until the true
number is ``MOVED`` away from it: so two closings that differ by a few people differ in nothing, and where
they differ at least ten came or left. Then a linear programme (``bounds``) attacks what is left, as somebody
who knows all of this and which cells are small; while any of few people could be known within two, more is
hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cauce.measurement.rules.publication.protecting import Reason, hide_with
from cauce.measurement.rules.publication.table import Count, Relation, System
from cauce.rules.hiding import BASE, BEYOND, LEAST, fives

from .protect_table import hide_more, weak_of

if TYPE_CHECKING:
    from .bounds import Attack

CellKey = tuple[str, ...]
ALL = "*"  # stands in a key for «all of them»
HALF = BASE // 2  # how far the true number may lie from one that was just rounded
WIDE = 5  # how wide the bounds of a small cell stay: nobody knows it within two
EXACT = 1
MOVED = LEAST + HALF  # from a number that may lie HALF away: then ten at least came or left in between
STANDS = MOVED - 1  # how far the true number may lie from one that stands since an earlier closing


@dataclass(frozen=True, slots=True)
class Line:
    """A total and the parts that make it; all of them are cells of the table."""

    total: CellKey
    parts: tuple[CellKey, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """True numbers, which do not leave. ``people``: how many stand behind a cell, where it counts something
    else; ``never``: cells that are not told, and could be worked out. ``lasting``: of a time that is over:
    what was hidden of it stays hidden. ``beside``: what is stored with it and tells of nobody.

    ``along``: what is told beside a cell, such as a median, where the cell is told; it stands as long as its
    number. ``instead``: the word for a cell that is hidden, where the other one is told: which side of a
    share is few, as whoever reads is taken to know anyway. ``own``: how much of a sum is of each post: one
    that knows its own part is told no sum of which the others hold few. ``grows``: cells of which nothing
    goes away: whoever reads two closings knows that the later one is no smaller. ``kept``: what each post is
    told of itself, whole; nobody else is told it."""

    cells: Mapping[CellKey, int]
    lines: tuple[Line, ...] = ()
    people: Mapping[CellKey, int] = field(default_factory=dict)
    never: frozenset[CellKey] = frozenset()
    lasting: frozenset[CellKey] = frozenset()
    beside: Mapping[str, Any] = field(default_factory=dict)
    along: Mapping[CellKey, Any] = field(default_factory=dict)
    instead: Mapping[CellKey, tuple[CellKey, str]] = field(default_factory=dict)
    own: Mapping[CellKey, Mapping[str, int]] = field(default_factory=dict)
    grows: frozenset[CellKey] = frozenset()
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """What is told of a cell, and how far the true number may lie from it. ``number`` None: hidden, and then
    ``far`` is how many they may be; 0: any number."""

    number: int | None
    far: int = 0


Told = dict[CellKey, Figure]
Known = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Before:
    """What the closing before told. ``true``: the numbers it was made of, where they can be counted again:
    then what came between the two is attacked as well. None: they cannot; what only grows is attacked all the
    same, by what was told."""

    told: Told
    true: Table | None = None


def tell(table: Table, before: Before | None = None) -> Told:
    """What is told of each cell. ``before`` None: nothing was closed yet."""
    if before is not None and before.true is not None:
        return _tell(table, before)
    # What hangs together in no line is attacked apart: many small programmes instead of one that takes hours.
    found: Told = {}
    for part in hanging_together(table):
        found |= _tell(part, before)
    return {key: found[key] for key in table.cells}


def hanging_together(table: Table) -> list[Table]:
    """The table in parts of which no line leads to another; all cells that stand in no line are one part."""
    head: dict[CellKey, CellKey] = {}

    def root(key: CellKey) -> CellKey:
        while (above := head.get(key, key)) != key:
            head[key] = head.get(above, above)
            key = above
        return key

    for line in table.lines:
        for key in line.parts:
            head[root(key)] = root(line.total)
    lined = {key for line in table.lines for key in (line.total, *line.parts)}
    cells: dict[CellKey | None, dict[CellKey, int]] = {}
    for key, number in table.cells.items():
        cells.setdefault(root(key) if key in lined else None, {})[key] = number
    lines: dict[CellKey, list[Line]] = {}
    for line in table.lines:
        lines.setdefault(root(line.total), []).append(line)
    return [
        replace(table, cells=part, lines=tuple(lines.get(at, ())) if at is not None else ())
        for at, part in cells.items()
    ]


def _tell(table: Table, before: Before | None) -> Told:
    was = before.told if before else {}
    system, hidden = _system(table, "now"), dict[str, Reason]()
    for key in table.cells:
        stays = key in table.lasting and key in was and was[key].number is None
        if stays or table.people.get(key, table.cells[key]) < LEAST:
            hidden[_name("now", key)] = "few"
    # Many may stand in a cell that is not told: it may be worked out, and needs no other hidden beside it.
    unseen = frozenset(_name("now", key) for key in table.never if key in table.cells) - hidden.keys()
    hide_with(system, hidden, unseen, unseen)
    figures = {key: told_as(number, was.get(key)) for key, number in table.cells.items()}
    _attack(table, system, hidden, unseen, figures, before)
    away = hidden.keys() | unseen
    few = {key for key, number in table.cells.items() if number < LEAST}
    return {
        key: Figure(None, BEYOND if key in few else 0) if _name("now", key) in away else figures[key]
        for key in table.cells
    }


def told_as(number: int, was: Figure | None) -> Figure:
    """The figure of a number: that of before, until the true one moved away from it."""
    if was is not None and was.number is not None and abs(number - was.number) < MOVED:
        return Figure(was.number, STANDS)
    return Figure(fives(number), HALF)


def _system(table: Table, when: str) -> System:
    return System(
        {
            _name(when, key): Count(number, table.people.get(key, number), 0)
            for key, number in table.cells.items()
        },
        [
            Relation(_name(when, one.total), tuple(_name(when, part) for part in one.parts))
            for one in table.lines
        ],
    )


def _attack(
    table: Table,
    system: System,
    hidden: dict[str, Reason],
    unseen: frozenset[str],
    figures: Mapping[CellKey, Figure],
    before: Before | None,
) -> None:
    """Hide more until no cell of few people can be known within two, and none that is hidden exactly."""
    links = _links(table, before)
    alone = not system.relations and not links and not (before and before.true)
    if alone or len(hidden) + len(unseen) == len(system.cells):  # nothing to add up, or nothing is told
        return
    from .bounds import FAR, Attack  # NumPy and HiGHS: only where figures are attacked

    away = hidden.keys() | unseen
    told = {k: Figure(None) if _name("now", k) in away else figure for k, figure in figures.items()}
    known = _known(table, told, "now", FAR)
    every, needs = System(dict(system.cells), list(system.relations)), dict[str, float]()
    if before is not None and before.true is not None:
        known |= _known(before.true, before.told, "was", FAR)
        needs = _join(every, table, before.true)
    attack = Attack(every, known)
    if links and before is not None:
        grown = System(dict(system.cells), list(system.relations))
        grown_known = known | _grow(grown, table, before, links, FAR)
        state = _possible(Attack(grown, grown_known), system)
        if state is not None:  # otherwise something did go away, and she who takes it for granted errs
            attack = Attack(grown, grown_known)
            attack.lowest, attack.highest = state.copy(), state.copy()
            needs = dict.fromkeys((_name("gain", key) for key in links), float(WIDE))
            needs |= {_name("was", key): float(WIDE) for key in links if before.told[key].far == BEYOND}
    while True:
        few = {name: WIDE if system.cells[name].contributors < LEAST else EXACT for name in hidden}
        weak = {_name("now", _key(name)) for name in weak_of(attack, few | needs)} & system.cells.keys()
        if not weak:
            return
        hidden |= dict.fromkeys(weak & unseen, "with_others")
        more = hide_more(system, sorted(weak), hidden, unseen, unseen) or _smallest(system, hidden, unseen)
        if not more:
            return  # nothing of this table is told any more
        for name in more:
            attack.forget(name)


def _known(table: Table, told: Mapping[CellKey, Figure], when: str, far: float) -> Known:
    """The least and the most of each cell for whoever reads, and knows which of the hidden are small."""
    found: Known = {}
    for key, number in table.cells.items():
        one = told.get(key, Figure(None))
        if one.number is None:
            found[_name(when, key)] = (0.0, float(BEYOND) if number < LEAST else far)
        else:
            least = max(one.number - one.far, min(LEAST, number))
            found[_name(when, key)] = (float(least), float(one.number + one.far))
    return found


def _join(every: System, table: Table, true: Table) -> dict[str, float]:
    """Take in what was there before, and what came between. How wide each of few people must stay."""
    was, needs = _system(true, "was"), dict[str, float]()
    every.cells |= was.cells
    every.relations += was.relations
    for key in table.cells.keys() & true.cells.keys():
        gain = table.cells[key] - true.cells[key]
        if gain < 0:
            continue
        name = _name("gain", key)
        every.cells[name] = Count(gain, gain, 0)
        every.relations.append(Relation(_name("now", key), (_name("was", key), name)))
        if 0 < gain < LEAST:
            needs[name] = WIDE
        if 0 < true.people.get(key, true.cells[key]) < LEAST:
            needs[_name("was", key)] = WIDE
    return needs


def _links(table: Table, before: Before | None) -> list[CellKey]:
    """The cells that only grow and were there before."""
    if before is None or before.true is not None:
        return []
    return [key for key in table.cells if key in table.grows and key in before.told]


def _grow(every: System, table: Table, before: Before, links: list[CellKey], far: float) -> Known:
    """Take in what was told before, and that nothing of these cells went away. What is known of both."""
    known: Known = {}
    for key, one in before.told.items():
        if key not in table.cells:
            continue
        name = _name("was", key)
        every.cells[name] = Count(0, 0, 0)
        if one.number is None:
            known[name] = (0.0, float(one.far or far))
        else:
            known[name] = (float(max(one.number - one.far, LEAST)), float(one.number + one.far))
    for line in table.lines:
        if line.total in before.told:  # what was not there yet was nobody
            parts = tuple(_name("was", part) for part in line.parts if part in before.told)
            every.relations.append(Relation(_name("was", line.total), parts))
    for key in links:
        name = _name("gain", key)
        every.cells[name], known[name] = Count(0, 0, 0), (0.0, far)
        every.relations.append(Relation(_name("now", key), (_name("was", key), name)))
    return known


def _possible(attack: Attack, system: System) -> Any:
    """A state of both weeks with the numbers of this one as they are. None: there is none."""
    kept = attack.limits.copy()
    for name, count in system.cells.items():
        attack.limits[attack.place[name]] = (float(count.value), float(count.value))
    try:
        return attack.solve(attack.lowest * 0)
    except RuntimeError:
        return None
    finally:
        attack.limits = kept


def _smallest(system: System, hidden: dict[str, Reason], unseen: frozenset[str]) -> list[str]:
    """Where nothing beside a weak cell is left to hide: the smallest that is told, wherever it stands."""
    free = [name for name in system.cells if name not in hidden and name not in unseen]
    if not free:
        return []
    chosen = min(free, key=lambda name: (system.cells[name].value, name))
    hidden[chosen] = "with_others"
    return [chosen]


def _name(when: str, key: CellKey) -> str:
    return "|".join((when, *key))


def _key(name: str) -> CellKey:
    return tuple(name.split("|")[1:])
