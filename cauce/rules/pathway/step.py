"""One action, compiled: whether it applies for these facts, and what these acts did to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cauce.rules.content.conditions import Condition, FactValue
from cauce.rules.content.model import Action
from cauce.rules.errors import unknown
from cauce.rules.pathway.clock import Period, choose
from cauce.rules.pathway.model import (
    DECLINED,
    DEPARTED,
    Act,
    Always,
    BlockedBy,
    Clock,
    EditionLike,
    Fails,
    Holds,
    Missing,
    Obligation,
    Reason,
    State,
)

# Remembered answers of one action. Cases look alike: a few hundred combinations cover a network;
# the bound only keeps a hostile input from filling the memory.
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Applies:
    """What the facts alone say of an action; shared by every case with the same facts.

    ``value`` None: not known. ``period`` None: no deadline. ``at_rest`` is the whole obligation
    while no clock runs and no act has touched it.
    """

    value: bool | None
    reason: Reason
    missing: tuple[str, ...]
    period: Period | None
    unknown: tuple[str, ...]  # facts that could choose another period
    sources: tuple[str, ...]
    waiting: tuple[Reason, ...]  # the reasons while the clock has not started
    asks: tuple[str, ...]  # the missing facts while the clock has not started
    at_rest: Obligation


@dataclass(frozen=True, slots=True)
class History:
    """What was done about one action: the first and the last act that did it, and the last that
    closed it otherwise (None: no such act)."""

    first: Act | None
    done: Act | None
    closed: Act | None


class Step:
    """An action ready to be planned."""

    __slots__ = (
        "_blocked",
        "_condition",
        "_memory",
        "_names",
        "_periods",
        "_refusals",
        "_sources",
        "action",
        "after",
        "closers",
        "done_by",
        "id",
        "index",
        "recurs",
        "urgent",
    )

    def __init__(self, edition: EditionLike, action: Action, index: int, fallback: str) -> None:
        self.action, self.id, self.index = action, action.id, index
        self.recurs, self.urgent = action.recurs, action.urgent
        self._condition = Condition(action.when, edition.facts, f"{action.id}.when")
        self._periods = tuple(
            Period(edition, within, f"{action.id}.within") for within in action.within
        )
        names = [*self._condition.names, *(n for p in self._periods for n in p.condition.names)]
        self._names = tuple(dict.fromkeys(names))
        for name in (*action.done_by, *action.declined_by):
            if name.removeprefix("act:") not in edition.acts:
                raise unknown("actos", "acts", name, edition.acts, action.id)
        self.done_by = frozenset(name.removeprefix("act:") for name in action.done_by)
        self._refusals = frozenset(name.removeprefix("act:") for name in action.declined_by)
        self.closers = tuple(sorted(self.done_by | self._refusals))
        self.after: tuple[str, ...] = ()  # set by the planner: those of the same scope
        self._sources = tuple(action.legal) or (fallback,)
        self._memory: dict[tuple[FactValue | None, ...], Applies] = {}
        self._blocked: dict[tuple[str, ...], BlockedBy] = {}

    def applies(self, facts: Mapping[str, FactValue | None]) -> Applies:
        """What the facts say of this action (facts already checked at the door)."""
        key = tuple(map(facts.get, self._names))
        found = self._memory.get(key)
        if found is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            found = self._memory[key] = self._decide(dict(zip(self._names, key, strict=True)))
        return found

    def _decide(self, facts: dict[str, FactValue | None]) -> Applies:
        verdict = self._condition.decide(facts)
        reason: Reason
        if verdict.value is None:
            reason = Missing(verdict.missing)
        elif verdict.value is False:
            reason = Fails(self.id, tuple((n, facts[n]) for n in self._condition.against(facts)))
        elif verdict.holding is None:
            reason = Always()
        else:
            row = self._condition.rows.index(verdict.holding)
            reason = Holds(self.id, row, tuple((n, facts[n]) for n in verdict.holding))
        period, could_change = choose(self._periods, facts)
        sources, asks = self._sources, verdict.missing
        waiting: tuple[Reason, ...] = (reason,)
        if period is not None and verdict.value is not False:
            sources = tuple(dict.fromkeys((*sources, *period.sources)))
            clock = Clock(period.parameter, None, period.unit, period.start, None, could_change)
            waiting = (reason, clock)
            if period.fact:
                asks = tuple(dict.fromkeys((*asks, period.start)))
        return Applies(
            value=verdict.value,
            reason=reason,
            missing=verdict.missing,
            period=period,
            unknown=could_change,
            sources=sources,
            waiting=waiting,
            asks=asks,
            at_rest=self._at_rest(verdict.value, waiting, sources, asks),
        )

    def _at_rest(
        self,
        value: bool | None,
        reasons: tuple[Reason, ...],
        sources: tuple[str, ...],
        asks: tuple[str, ...],
    ) -> Obligation:
        urgent, order = self.urgent, self.action.order
        if value is False:
            return Obligation(
                self.id, "not_required", None, None, reasons, sources, (), urgent, order
            )
        state: State = "open" if value else "to_find_out"
        return Obligation(self.id, state, None, None, reasons, sources, asks, urgent, order)

    def blocked_by(self, waits: set[str]) -> BlockedBy | None:
        """The actions that come first and still wait; None: nothing does."""
        actions = tuple(action for action in self.after if action in waits)
        if not actions:
            return None
        found = self._blocked.get(actions)
        if found is None:
            found = self._blocked[actions] = BlockedBy(actions)
        return found

    def history(
        self, untied: Mapping[str, list[Act]], tied: Mapping[str, list[Act]]
    ) -> History | None:
        """What was done about this action; None: nothing yet."""
        acts: list[Act] = []
        for name in self.closers:
            if name in untied:
                acts += untied[name]
        if self.id in tied:
            acts += tied[self.id]
        if not acts:
            return None
        first = done = closed = None
        for act in acts:
            if act.name in self.done_by:
                done = _later(done, act)
                first = act if first is None or _later(first, act) is first else first
            elif act.name in self._refusals or act.name in (DECLINED, DEPARTED):
                closed = _later(closed, act)
        return History(first, done, closed) if done or closed else None


def _later(one: Act | None, other: Act) -> Act:
    """The later act; of two at one instant, always the same one, in whatever order they came."""
    if one is None or (other.at, other.name, other.action or "") > (
        one.at,
        one.name,
        one.action or "",
    ):
        return other
    return one
