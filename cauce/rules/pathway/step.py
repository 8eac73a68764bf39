"""One action, compiled: whether it applies for these facts, and what these acts did to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence, Set
from operator import itemgetter
from typing import Any, NamedTuple

from cauce.content.conditions import Condition, FactValue, Verdict
from cauce.content.errors import unknown
from cauce.content.model import Action
from cauce.rules.pathway.clock import Period, choose
from cauce.rules.pathway.model import (
    DECLINED,
    DEPARTED,
    Act,
    Always,
    BlockedBy,
    Clock,
    EditionLike,
    FactValues,
    Fails,
    Holds,
    Missing,
    Obligation,
    Reason,
    State,
)

# Remembered answers of one action. Cases look alike: a few hundred combinations cover a network;
# the bound only keeps a hostile input from filling the memory.
REMEMBERED = 4096

# What a condition sees of any known date: no test tells one day from another, and so the thousand
# dates of a thousand cases have one remembered answer.
DATED = dt.date.max

Facts = Mapping[str, FactValue | None]
_OTHERWISE = frozenset({DECLINED, DEPARTED})


class Applies(NamedTuple):
    """What the facts alone say of an action; shared by every case with the same facts.

    ``value`` None: not known. ``period`` None: no deadline, or its clock never runs (the action does
    not apply). ``at_rest`` is the whole obligation while no clock runs and no act has touched it.
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
    after: tuple[str, ...]  # those that it waits for while they were never done
    dated: bool  # the reason names a date, which each case has to put there


class History(NamedTuple):
    """What was done about one action: the first and the last act that did it, and the last that
    closed it otherwise (None: no such act)."""

    first: Act | None
    done: Act | None
    closed: Act | None


class Answers(dict[object, Applies]):
    """What the facts say of one action, by the values of those that it reads; decided once for each."""

    __slots__ = ("_decide", "_names")

    def __init__(self, names: tuple[str, ...], decide: Callable[[Facts], Applies]) -> None:
        self._names, self._decide = names, decide

    def key_reader(self) -> Callable[[Facts], Any]:
        """What picks the key out of the facts of a case: the value of the one fact, or all of them."""
        return itemgetter(*self._names) if self._names else lambda facts: ()

    def __missing__(self, key: Any) -> Applies:
        if len(self) >= REMEMBERED:
            self.clear()
        values = (key,) if len(self._names) == 1 else key
        found = self[key] = self._decide(dict(zip(self._names, values, strict=True)))
        return found


class Step:
    """An action ready to be planned."""

    __slots__ = (
        "_blocked",
        "_condition",
        "_known",
        "_refusals",
        "_sources",
        "action",
        "after",
        "answers",
        "closers",
        "done_by",
        "id",
        "index",
        "key",
        "names",
        "order",
        "periods",
        "place",
        "recurs",
        "urgent",
    )

    def __init__(self, edition: EditionLike, action: Action, index: int, fallback: str) -> None:
        self.action, self.id, self.index, self.order = action, action.id, index, action.order
        self.recurs, self.urgent = action.recurs, action.urgent
        self._condition = Condition(action.when, edition.facts, f"{action.id}.when")
        self.periods = tuple(Period(edition, within, f"{action.id}.within") for within in action.within)
        names = [*self._condition.names, *(n for p in self.periods for n in p.condition.names)]
        self.names = tuple(dict.fromkeys(names))
        self.answers = Answers(self.names, self._decide)
        self.key = self.answers.key_reader()
        for name in (*action.done_by, *action.declined_by):
            if name.removeprefix("act:") not in edition.acts:
                raise unknown("actos", "acts", name, edition.acts, action.id)
        self.done_by = frozenset(name.removeprefix("act:") for name in action.done_by)
        self._refusals = frozenset(name.removeprefix("act:") for name in action.declined_by)
        self.closers = tuple(sorted(self.done_by | self._refusals))
        self.after: tuple[str, ...] = ()  # set by the planner: those of the same scope
        self.place = index  # set by the groups
        self._sources = tuple(action.legal) or (fallback,)
        self._known: dict[object, Applies] = {}
        self._blocked: dict[tuple[str, ...], BlockedBy] = {}

    def applies(self, seen: Facts, facts: Facts) -> Applies:
        """What the facts say of this action.

        ``facts`` were checked at the door; ``seen`` has every declared fact as conditions see it.
        """
        found = self.answers[self.key(seen)]
        return self.told(found, facts) if found.dated else found

    def _decide(self, seen: Facts) -> Applies:
        """Facts that decide nothing here leave the answer that there is: a condition of nine facts has
        thousands of combinations and few answers."""
        verdict = self._condition.decide(seen)
        named = self._named(verdict, seen)
        period, could_change = choose(() if verdict.value is False else self.periods, seen)
        told = tuple([seen[name] for name in named])
        key = (verdict.value, id(verdict.holding), verdict.missing, named, told, id(period), could_change)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            reason = self._reason(verdict, tuple(zip(named, told, strict=True)))
            found = self._known[key] = self._applies(verdict, reason, period, could_change, DATED in told)
        return found

    def _applies(
        self,
        verdict: Verdict,
        reason: Reason,
        period: Period | None,
        could_change: tuple[str, ...],
        dated: bool,
    ) -> Applies:
        sources, asks = self._sources, verdict.missing
        waiting: tuple[Reason, ...] = (reason,)
        if period is not None:
            sources = tuple(dict.fromkeys((*sources, *period.sources)))
            clock = Clock(period.parameter, None, period.unit, period.start, None, could_change)
            waiting = (reason, clock)
            if period.fact:  # what could choose another date is asked with the date itself
                asks = tuple(dict.fromkeys((*asks, *could_change, period.start)))
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
            after=self.after if verdict.value and not self.urgent else (),
            dated=dated,
        )

    def _named(self, verdict: Verdict, seen: Facts) -> tuple[str, ...]:
        """The facts whose values the reason tells."""
        if verdict.value is False:
            return self._condition.against(seen)
        return () if verdict.holding is None else tuple(verdict.holding)

    def _reason(self, verdict: Verdict, told: FactValues) -> Reason:
        """Why it applies or does not."""
        if verdict.value is None:
            return Missing(verdict.missing)
        if verdict.value is False:
            return Fails(self.id, told)
        if verdict.holding is None:
            return Always()
        return Holds(self.id, self._condition.rows.index(verdict.holding), told)

    def told(self, found: Applies, facts: Facts) -> Applies:
        """The same with the dates of this case in its reason."""
        reason = found.reason
        assert isinstance(reason, (Holds, Fails))
        told = tuple([(name, facts.get(name)) for name, _ in reason.facts])
        reason = Fails(self.id, told) if isinstance(reason, Fails) else Holds(self.id, reason.row, told)
        waiting = (reason, *found.waiting[1:])
        at_rest = self._at_rest(found.value, waiting, found.sources, found.asks)
        return found._replace(reason=reason, waiting=waiting, at_rest=at_rest)

    def _at_rest(
        self,
        value: bool | None,
        reasons: tuple[Reason, ...],
        sources: tuple[str, ...],
        asks: tuple[str, ...],
    ) -> Obligation:
        urgent, order = self.urgent, self.order
        if value is False:
            return Obligation(self.id, "not_required", None, None, reasons, sources, (), urgent, order)
        state: State = "open" if value else "to_find_out"
        return Obligation(self.id, state, None, None, reasons, sources, asks, urgent, order)

    def blocked_by(self, waits: Set[str]) -> BlockedBy | None:
        """The actions that come first and still wait; None: nothing does."""
        if waits.isdisjoint(self.after):
            return None
        actions = tuple([action for action in self.after if action in waits])
        found = self._blocked.get(actions)
        if found is None:
            found = self._blocked[actions] = BlockedBy(actions)
        return found

    def history(self, acts: Sequence[Act]) -> History | None:
        """What these acts did about this action; None: nothing yet."""
        first = done = closed = None
        for act in acts:
            name, _, _ = act
            if name in self.done_by:
                done = _later(done, act)
                first = act if first is None or _later(first, act) is first else first
            elif name in self._refusals or name in _OTHERWISE:
                closed = _later(closed, act)
        return History(first, done, closed) if done or closed else None


def _later(one: Act | None, other: Act) -> Act:
    """The later act; of two at one instant, always the same one, in whatever order they came."""
    if one is None:
        return other
    after = (other.at, other.name, other.action or "") > (one.at, one.name, one.action or "")
    return other if after else one
