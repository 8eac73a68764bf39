"""The Protocol as it really ran: how many cases went through each step in its turn.

Each case is put beside the order of the edition that it follows, by the best alignment there is.
What leaves this file are counts by post and step; no case can be told from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cauce.content.loader import Edition
from cauce.measurement.rules.alignment import align, earlier, turns
from cauce.protocol.editions.access import current_edition, edition_by_id
from cauce.rules.adherence import Rate, wilson
from cauce.rules.pathway import DECLINED, DEPARTED

from .rows import Known, Rows


@dataclass(frozen=True, slots=True)
class Order:
    """The order of one edition: who comes before whom, and which acts are a step's own."""

    before: dict[str, frozenset[str]]
    by_act: dict[str, tuple[str, ...]]

    @property
    def stations(self) -> list[str]:
        """The steps that wait for another, or that another waits for."""
        awaited = frozenset().union(*self.before.values()) if self.before else frozenset()
        return sorted(one for one, named in self.before.items() if named or one in awaited)


@dataclass(slots=True)
class Went:
    """How the cases of one post, or of all, went: cases by step and by how they passed it."""

    in_order: Counter[str] = field(default_factory=Counter)
    early: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    cases: int = 0
    whole: int = 0  # cases in which everything asked so far was done in its turn
    fitness: float = 0.0  # summed over cases

    def rate(self, step: str) -> Rate | None:
        """Of the cases that came to a step, those that passed it in its turn. None: none came."""
        others = self.early[step] + self.late[step] + self.skipped[step]
        return wilson(self.in_order[step], self.in_order[step] + others)

    @property
    def mean_fitness(self) -> float | None:
        """From 0 to 1. None: there is no case."""
        return self.fitness / self.cases if self.cases else None

    def add(self, part: Any) -> None:
        for name in ("in_order", "early", "late", "skipped"):
            getattr(self, name).update(getattr(part, name))
        self.cases += 1
        self.whole += not part.cost
        self.fitness += part.fitness


def order_of(edition: Edition) -> Order:
    """The order of the steps of a case in an edition."""
    actions = [one for one in edition.actions.values() if one.scope == "case"]
    known = {one.id for one in actions}
    by_act: dict[str, list[str]] = {}
    for one in actions:
        for name in (*one.done_by, *one.declined_by):
            by_act.setdefault(name.removeprefix("act:"), []).append(one.id)
    before = earlier({one.id: [a for a in one.after if a in known] for one in actions})
    return Order(before, {name: tuple(found) for name, found in by_act.items()})


def went(rows: Rows) -> tuple[dict[str, Went], Went, list[str]]:
    """By post, of all posts, and the steps that have an order in the edition in force."""
    orders: dict[str, Order] = {}
    kept: dict[Any, Any] = {}  # cases that went alike are put beside the order once
    posts: dict[str, Went] = {}
    network = Went()
    for one in rows.cases.values():
        if one.edition not in orders:
            orders[one.edition] = order_of(edition_by_id(one.edition))
        order = orders[one.edition]
        places, required = _told(one, order)
        key = (one.edition, tuple(places.items()), tuple(sorted(required)))
        if key not in kept:
            kept[key] = align(places, required, order.before)
        posts.setdefault(one.post, Went()).add(kept[key])
        network.add(kept[key])
    return posts, network, order_of(current_edition()).stations


def _told(one: Known, order: Order) -> tuple[dict[str, int], set[str]]:
    """When each step was done, as its place in the case, and the steps asked of it until now.

    A step left with a reason is neither asked nor out of turn: departures have a table of their own.
    """
    occurrences: dict[str, list[int]] = {}
    place, last = -1, None
    for name, action, at in one.acts:
        if at != last:
            place, last = place + 1, at
        if name == DEPARTED:
            continue
        steps = (action,) if name == DECLINED else order.by_act.get(name, ())
        for step in (action,) if action in steps else steps:
            occurrences.setdefault(step, []).append(place)
    for step in one.waived:
        occurrences.pop(step, None)
    done = turns(occurrences, order.before)
    places: Mapping[int, int] = {at: new for new, at in enumerate(sorted(set(done.values())))}
    told = {step: places[done[step]] for step in sorted(done)}
    return told, {*told, *(step for step in one.owed if step in order.before)} - {*one.waived}
