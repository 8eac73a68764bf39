"""How one action stands in one case: the decision table from facts and acts to a state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Set
from itertools import compress
from typing import Any
from zoneinfo import ZoneInfo

from cauce.rules import dates
from cauce.rules.pathway.clock import Period
from cauce.rules.pathway.group import Live
from cauce.rules.pathway.model import (
    DEPARTED,
    Act,
    Clock,
    ClosedBy,
    Obligation,
    Passed,
    Reason,
    State,
)
from cauce.rules.pathway.sequence import Sequence
from cauce.rules.pathway.step import Applies, Facts, History, Step

CONTACT = "contact_started"  # since when the house can have done anything
Moment = dt.datetime | dt.date
_made = tuple.__new__  # of a named tuple, every value in its place: half the time of calling its class


# When a clock that started runs out (in UTC, and as the clocks there show it), and how it was counted.
Ending = tuple[dt.datetime, dt.datetime, Clock]


class Case:
    """What was done in one case, by name and by action; acts after ``at`` have not happened yet.

    ``facts`` were checked; ``seen`` has every declared one as conditions see it (``Planner.see``).
    ``closing``: the actions that each act does or closes.
    """

    __slots__ = (
        "_days",
        "acts",
        "at",
        "endings",
        "facts",
        "firsts",
        "lasts",
        "origins",
        "seen",
        "tz",
        "waits",
    )

    def __init__(
        self,
        facts: Facts,
        seen: Facts,
        acts: Iterable[Act],
        at: dt.datetime,
        tz: ZoneInfo,
        closing: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.facts, self.seen, self.tz = facts, seen, tz
        self.at = at.astimezone(dt.UTC)
        self.firsts: dict[str, dt.datetime] = {}
        self.lasts: dict[str, dt.datetime] = {}
        self.acts: dict[str, list[Act]] = {}  # by action
        self.waits: set[str] = set()  # actions never done, for those that come after them
        self.origins: dict[str, Mapping[str, Any]] = {
            "firsts": self.firsts,
            "lasts": self.lasts,
            "facts": facts,
        }
        self._days: dict[Moment, dt.date] = {}
        self.endings: dict[object, Ending] = {}
        for act in acts:
            name, when, action = act
            if when > self.at:
                continue
            for id in closing.get(name, ()) if action is None else (action,):
                if id in self.acts:
                    self.acts[id].append(act)
                else:
                    self.acts[id] = [act]
            if name not in self.firsts:
                self.firsts[name] = self.lasts[name] = when
            elif when < self.firsts[name]:
                self.firsts[name] = when
            elif when > self.lasts[name]:
                self.lasts[name] = when

    def started(self, dates: Set[str]) -> Set[str]:
        """The acts that were done, and those of these dates that were asked: what a clock may run from."""
        return self.firsts.keys() | (self.facts.keys() & dates)

    def start(self, period: Period | None) -> Moment | None:
        """When its clock started; None: no clock, no such act yet, or the fact is not known."""
        if period is None:
            return None
        return self.origins[period.origin].get(period.start)

    def ending(self, period: Period, start: Moment, unknown: tuple[str, ...]) -> Ending:
        """When it ends, counted once for all the actions whose clocks are the same."""
        key = (period.parameter, period.start, start, unknown)
        found = self.endings.get(key)
        if found is None:
            day = self._days.get(start)
            if day is None:
                day = self._days[start] = dates.local_day(start, self.tz)
            amount, unit = period.amount_on(day), period.unit
            utc, due = dates.end_of_period(start, day, amount, unit, self.tz)
            clock = _made(Clock, (period.parameter, amount, unit, period.start, start, unknown))
            found = self.endings[key] = utc, due, clock
        return found


def all_stand(sequence: Sequence, case: Case) -> tuple[Obligation, ...]:
    """Every action, in the order of the Protocol."""
    found: list[Obligation] = []
    clocks: list[Live] = []
    starts: list[str] = []
    held: list[Live] = []
    waits: list[str] = []
    seen = case.seen
    for group in sequence.groups:
        decided = group[group.key(seen)]
        found += decided.at_rest
        clocks += decided.clocks
        starts += decided.starts
        held += decided.held
        waits += decided.waits
    touched = _histories(sequence, case)
    case.waits = set(waits).difference(touched)
    started = case.started(sequence.dates)
    for place, step, applies, start in held:
        if start not in started and (applies.dated or not case.waits.isdisjoint(applies.after)):
            if step.id not in touched:
                found[place] = _pending(step, case, _told(step, applies, case), None, None)
    for place, step, applies, _ in compress(clocks, map(started.__contains__, starts)):
        if step.id not in touched:
            found[place] = _running(step, case, step.told(applies, case.facts) if applies.dated else applies)
    for step, history in touched.values():
        found[step.place] = _touched(step, step.applies(seen, case.facts), case, history)
    return sequence.in_order(found)


def _told(step: Step, applies: Applies, case: Case) -> Applies:
    """The same, with the dates of this case in its reason."""
    return step.told(applies, case.facts) if applies.dated else applies


def _histories(sequence: Sequence, case: Case) -> dict[str, tuple[Step, History]]:
    """The actions of the sequence about which something was done, by their ids."""
    touched = {}
    for id, acts in case.acts.items():
        step = sequence.by_id.get(id)  # None: an action of another scope
        history = None if step is None else step.history(acts)
        if step is not None and history is not None:
            touched[id] = step, history
    return touched


def _touched(step: Step, applies: Applies, case: Case, history: History) -> Obligation:
    """An action about which something was done."""
    start = case.start(applies.period)
    act, again = _outcome(step, applies, history, case, start)
    if act is None:
        return _pending(step, case, applies, history.done, again)
    return _closed(step, case, applies, act, history, start)


def _outcome(
    step: Step,
    applies: Applies,
    history: History,
    case: Case,
    start: Moment | None,
) -> tuple[Act | None, Moment | None]:
    """The act that leaves it closed; or None, and since when its clock runs again.

    What was done stays done, even when it is declined later. The clock runs again after each act of
    an action that recurs, and when what starts it (``last:``) has happened once more, or the date that
    it runs from was set anew (``known``). What no longer applies never comes back.
    """
    period = applies.period
    restart, again = None, None
    if period is not None and period.begins_anew:
        restart, again = _restart(period, case, start)
    first, done, closed = history
    if step.recurs:
        last = closed if done is None or (closed and closed.at > done.at) else done
        assert last is not None
        if restart is not None and restart > last.at:
            return None, restart
        if last is closed or period is None:
            return last, None
        return None, _later_start(last.at, start, case.tz) if period.fact else last.at
    if restart is None:
        return first or closed, None
    for act in (done, closed):
        if act is not None and act.at >= restart:
            return act, None
    return None, again


def _restart(period: Period, case: Case, start: Moment | None) -> tuple[dt.datetime | None, Moment | None]:
    """What was done before this instant is asked again, and since when its clock runs; None: nothing is."""
    if period.known is not None:
        return case.lasts.get(period.known), start
    restart = case.lasts.get(period.start)
    return restart, restart


def _later_start(done: dt.datetime, start: Moment | None, tz: ZoneInfo) -> Moment:
    """The act, or the date that a fact gives when it is a later one (a renewed agreement)."""
    if isinstance(start, dt.datetime):
        return max(done, start)
    return start if start is not None and start > done.astimezone(tz).date() else done


def _due(
    applies: Applies, period: Period, start: Moment, case: Case
) -> tuple[dt.datetime | None, dt.datetime | None, tuple[Reason, ...]]:
    """The due instant, in UTC and there, and the reasons for it. None: what a fact started had run
    out, or may have, when the person was first attended, or when its date became known; it is owed
    now, and the house cannot be late for it."""
    utc, due, clock = case.ending(period, start, applies.unknown)
    if period.fact and _was_over(utc, period, case):
        return None, None, (applies.reason, clock, Passed(due))
    return utc, due, (applies.reason, clock)


def _was_over(due: dt.datetime, period: Period, case: Case) -> bool:
    """Whether that instant had passed when the house first knew of the person, or of the date."""
    contact = case.firsts.get(CONTACT)
    if contact is not None and due <= contact:
        return True
    told = case.lasts.get(period.known) if period.known else None
    return told is not None and due <= told


def _running(step: Step, case: Case, applies: Applies) -> Obligation:
    """As ``_pending``, for what nobody ever did and whose clock may have started: most of what a plan
    counts, and so in one piece."""
    _, reason, missing, period, unknown, sources, _, _, _, after, _ = applies
    assert period is not None
    start = case.origins[period.origin].get(period.start)
    if start is None:
        return _pending(step, case, applies, None, None)
    found = case.endings.get((period.parameter, period.start, start, unknown))
    utc, due, clock = found or case.ending(period, start, unknown)
    state: State = "to_find_out"
    if applies.value:
        state = "open" if utc >= case.at else "overdue"
    reasons: tuple[Reason, ...] = (reason, clock)
    told: dt.datetime | None = due
    if period.fact and _was_over(utc, period, case):
        reasons, told = (reason, clock, Passed(due)), None
        state = "open" if applies.value else state
    if after:
        blocked = step.blocked_by(case.waits)
        if blocked is not None:
            state, reasons = "blocked", (*reasons, blocked)
    return _made(Obligation, (step.id, state, told, None, reasons, sources, missing, step.urgent, step.order))


def _pending(
    step: Step,
    case: Case,
    applies: Applies,
    done: Act | None,
    start: Moment | None,
) -> Obligation:
    """Not closed: open, overdue, blocked or to find out."""
    blocked = None
    if applies.after and done is None:
        blocked = step.blocked_by(case.waits)
    utc, due, reasons, missing = None, None, applies.waiting, applies.asks
    if start is not None and applies.period is not None:
        utc, due, reasons = _due(applies, applies.period, start, case)
        missing = applies.missing
    elif blocked is None and done is None:
        return applies.at_rest
    if done is not None:
        reasons = (*reasons, ClosedBy(done))
    state: State = "to_find_out"
    if blocked is not None:
        state, reasons = "blocked", (*reasons, blocked)
    elif applies.value:
        state = "open" if utc is None or utc >= case.at else "overdue"
    met_at = None if done is None else done.at
    return _made(
        Obligation,
        (step.id, state, due, met_at, reasons, applies.sources, missing, step.urgent, step.order),
    )


def _closed(
    step: Step,
    case: Case,
    applies: Applies,
    act: Act,
    history: History,
    start: Moment | None,
) -> Obligation:
    """Met, declined or waived. It stays so whatever facts are learned later."""
    due: dt.datetime | None = None
    reasons: tuple[Reason, ...] = (applies.reason,)
    if start is not None and applies.period is not None:
        _, due, reasons = _due(applies, applies.period, start, case)
    reasons = (*reasons, ClosedBy(act))
    state: State = "met"
    met_at: dt.datetime | None = act.at
    if act.name not in step.done_by:
        state = "waived" if act.name == DEPARTED else "declined"
        met_at = None if history.done is None else history.done.at
    return _made(
        Obligation,
        (step.id, state, due, met_at, reasons, applies.sources, (), step.urgent, step.order),
    )
