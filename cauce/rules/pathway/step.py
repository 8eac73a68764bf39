"""One action, compiled: whether it applies for these facts, and what these acts did to it."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.content.conditions import Condition, FactValue, Verdict
from cauce.content.errors import unknown
from cauce.content.model import Action
from cauce.rules.pathway.clock import Counting, Countings, Period, choose
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
from cauce.rules.pathway.sight import BLURRED, Facts

# Remembered answers of one action. Cases look alike: a few hundred combinations cover a network;
# the bound only keeps a hostile input from filling the memory.
REMEMBERED = 4096

# The same of one answer with the dates and numbers that it tells: ages, mostly.
TOLD = 128

_OTHERWISE = frozenset({DECLINED, DEPARTED})


@dataclass(frozen=True, slots=True, eq=False)
class Applies:
    """What the facts alone say of an action; shared by every case with the same facts.

    ``value`` None: not known. ``counting`` None: no deadline, or its clock never runs (the action does
    not apply). ``at_rest`` is the whole obligation while no clock runs and no act has touched it.
    """

    step: Step
    value: bool | None
    reason: Reason
    missing: tuple[str, ...]
    counting: Counting | None
    start: str | None  # of its clock
    sources: tuple[str, ...]
    state: State  # while no clock runs and no act has touched it
    at_rest: Obligation
    after: tuple[str, ...]  # those that it waits for while they were never done
    tellings: Tellings | None  # None: the reason tells no date and no number
    blocked: Blocked

    def told(self, facts: Facts) -> Applies:
        """The same with the dates and numbers of this case in its reason."""
        tellings = self.tellings
        return self if tellings is None else tellings[tuple(map(facts.get, tellings.names))]

    def telling(self, told: FactValues) -> Applies:
        """The same with these values in its reason."""
        reason = self.reason
        assert isinstance(reason, Holds | Fails)
        action, at_rest = self.step.id, self.at_rest
        reason = Fails(action, told) if isinstance(reason, Fails) else Holds(action, reason.row, told)
        at_rest = at_rest._replace(reasons=(reason, *at_rest.reasons[1:]))
        return Applies(
            step=self.step,
            value=self.value,
            reason=reason,
            missing=self.missing,
            counting=self.counting,
            start=self.start,
            sources=self.sources,
            state=self.state,
            at_rest=at_rest,
            after=self.after,
            tellings=None,
            blocked=Blocked(at_rest),
        )


class Tellings(dict[tuple[FactValue | None, ...], Applies]):
    """One answer, by the values of the facts that its reason tells."""

    __slots__ = ("answer", "names")
    answer: Applies

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def __missing__(self, values: tuple[FactValue | None, ...]) -> Applies:
        if len(self) >= TOLD:
            self.clear()
        found = self[values] = self.answer.telling(tuple(zip(self.names, values, strict=True)))
        return found


class Blocked(dict[tuple[str, ...], Obligation]):
    """What stands at rest, by the actions that come first and still wait."""

    __slots__ = ("at_rest",)

    def __init__(self, at_rest: Obligation) -> None:
        self.at_rest = at_rest

    def __missing__(self, actions: tuple[str, ...]) -> Obligation:
        reasons = (*self.at_rest.reasons, BlockedBy(actions))
        found = self[actions] = self.at_rest._replace(state="blocked", reasons=reasons)
        return found


# What was done about one action: the first and the last act that did it, and the last that closed it
# otherwise (None: no such act).
History = tuple[Act | None, Act | None, Act | None]


class Step:
    """An action ready to be planned."""

    __slots__ = (
        "_alike",
        "_condition",
        "_known",
        "_refusals",
        "_sources",
        "action",
        "after",
        "blurred",
        "closers",
        "done_by",
        "id",
        "names",
        "order",
        "periods",
        "place",
        "recurs",
        "urgent",
    )

    def __init__(self, edition: EditionLike, action: Action, fallback: str, alike: Countings) -> None:
        self.action, self.id, self.order, self._alike = action, action.id, action.order, alike
        self.recurs, self.urgent = action.recurs, action.urgent
        self._condition = Condition(action.when, edition.facts, f"{action.id}.when")
        self.periods = tuple(Period(edition, within, f"{action.id}.within") for within in action.within)
        names = [*self._condition.names, *(n for p in self.periods for n in p.condition.names)]
        self.names = tuple(dict.fromkeys(names))
        self.blurred = frozenset([name for name in self.names if edition.facts[name].type in BLURRED])
        for name in (*action.done_by, *action.declined_by):
            if name.removeprefix("act:") not in edition.acts:
                raise unknown("actos", "acts", name, edition.acts, action.id)
        self.done_by = frozenset(name.removeprefix("act:") for name in action.done_by)
        self._refusals = frozenset(name.removeprefix("act:") for name in action.declined_by)
        self.closers = tuple(sorted(self.done_by | self._refusals))
        self.after: tuple[str, ...] = ()  # set by the planner: those of the same scope
        self.place = 0  # set by the groups
        self._sources = tuple(action.legal) or (fallback,)
        self._known: dict[object, Applies] = {}

    def decide(self, seen: Facts) -> Applies:
        """What the facts say of this action, as conditions see them (``Sight.see``).

        Facts that decide nothing here leave the answer that there is: a condition of nine facts has
        thousands of combinations and few answers.
        """
        verdict = self._condition.decide(seen)
        named = self._named(verdict, seen)
        period, could_change = choose(() if verdict.value is False else self.periods, seen)
        told = tuple([(name, seen[name]) for name in named])
        key = (verdict.value, id(verdict.holding), verdict.missing, told, id(period), could_change)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            counting = None if period is None else period.counting(could_change, self._alike)
            found = self._known[key] = self._applies(verdict, told, counting)
        return found

    def _applies(self, verdict: Verdict, told: FactValues, counting: Counting | None) -> Applies:
        reason, sources, asks = self._reason(verdict, told), self._sources, verdict.missing
        state: State = "open" if verdict.value else "to_find_out" if verdict.value is None else "not_required"
        waiting: tuple[Reason, ...] = (reason,)
        if counting is not None:
            period, unknown = counting.period, counting.unknown
            sources = tuple(dict.fromkeys((*sources, *period.sources)))
            waiting = (reason, Clock(period.parameter, None, period.unit, period.start, None, unknown))
            if period.fact:  # what could choose another date is asked with the date itself
                asks = tuple(dict.fromkeys((*asks, *unknown, period.start)))
        tellings = None
        if any(value is not None and name in self.blurred for name, value in told):
            tellings = Tellings(tuple([name for name, _ in told]))
        at_rest = Obligation(self.id, state, None, None, waiting, sources, asks, self.urgent, self.order)
        found = Applies(
            step=self,
            value=verdict.value,
            reason=reason,
            missing=verdict.missing,
            counting=counting,
            start=None if counting is None else counting.start,
            sources=sources,
            state=state,
            at_rest=at_rest,
            after=self.after if verdict.value and not self.urgent else (),
            tellings=tellings,
            blocked=Blocked(at_rest),
        )
        if tellings is not None:
            tellings.answer = found
        return found

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

    def does(self, act: str) -> bool | None:
        """Whether that act does this action (True) or closes it otherwise; None: neither."""
        if act in self.done_by:
            return True
        return False if act in self._refusals or act in _OTHERWISE else None


def with_one_more(history: History, act: Act, does: bool) -> History:
    """What was done about an action, and an act more that does it or closes it otherwise."""
    first, done, closed = history
    if not does:
        return first, done, _later(closed, act)
    return act if first is None or _later(first, act) is first else first, _later(done, act), closed


def _later(one: Act | None, other: Act) -> Act:
    """The later act; of two at one instant, always the same one, in whatever order they came."""
    if one is None:
        return other
    after = (other.at, other.name, other.action or "") > (one.at, one.name, one.action or "")
    return other if after else one
