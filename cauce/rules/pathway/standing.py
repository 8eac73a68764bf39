"""How one action stands in one case: the decision table from facts and acts to a state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from cauce.rules.content.conditions import FactValue
from cauce.rules.pathway.clock import Period
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
from cauce.rules.pathway.step import Applies, History, Step

Facts = Mapping[str, FactValue | None]
CONTACT = "contact_started"  # since when the house can have done anything


class Case:
    """The acts of one case, sorted for look-up; acts after ``at`` have not happened yet."""

    __slots__ = ("at", "facts", "firsts", "lasts", "tied", "tz", "untied", "waits")

    def __init__(self, facts: Facts, acts: Iterable[Act], at: dt.datetime, tz: ZoneInfo) -> None:
        self.facts, self.at, self.tz = facts, at, tz
        self.firsts: dict[str, dt.datetime] = {}
        self.lasts: dict[str, dt.datetime] = {}
        self.untied: dict[str, list[Act]] = {}
        self.tied: dict[str, list[Act]] = {}
        self.waits: set[str] = set()  # actions never done, for those that come after them
        for act in acts:
            name, when, action = act
            if when > at:
                continue
            if action is None:
                self.untied.setdefault(name, []).append(act)
            else:
                self.tied.setdefault(action, []).append(act)
            if name not in self.firsts:
                self.firsts[name] = self.lasts[name] = when
            elif when < self.firsts[name]:
                self.firsts[name] = when
            elif when > self.lasts[name]:
                self.lasts[name] = when


def stands(step: Step, case: Case) -> Obligation:
    """One action, as it stands; notes in ``case.waits`` that it was never done."""
    applies = step.applies(case.facts)
    history = step.history(case.untied, case.tied)
    if history is None:
        if applies.value is False:
            return applies.at_rest
        case.waits.add(step.id)
        return _pending(step, case, applies, None, _start(applies, case))
    start = _start(applies, case)
    act, again = _outcome(step, applies, history, case, start)
    if act is None:
        return _pending(step, case, applies, history.done, again)
    return _closed(step, case, applies, act, history, start)


def _start(applies: Applies, case: Case) -> dt.datetime | dt.date | None:
    period = applies.period
    return None if period is None else period.started(case.facts, case.firsts, case.lasts)


def _outcome(
    step: Step,
    applies: Applies,
    history: History,
    case: Case,
    start: dt.datetime | dt.date | None,
) -> tuple[Act | None, dt.datetime | dt.date | None]:
    """The act that leaves it closed; or None, and since when its clock runs again.

    What was done stays done, even when it is declined later. The clock runs again after each act of
    an action that recurs, and when what starts it (``last:``) has happened once more, or the date that
    it runs from was set anew (``known``). What no longer applies never comes back.
    """
    period = applies.period
    runs = period is not None and applies.value is not False
    restart, again = _restart(period if runs else None, case, start)
    done, closed = history.done, history.closed
    if step.recurs:
        last = closed if done is None or (closed and closed.at > done.at) else done
        assert last is not None
        if restart is not None and restart > last.at:
            return None, restart
        if last is closed or not runs:
            return last, None
        return None, _later_start(last.at, start, case.tz) if period and period.fact else last.at
    if restart is None:
        return history.first or closed, None
    for act in (done, closed):
        if act is not None and act.at >= restart:
            return act, None
    return None, again


def _restart(
    period: Period | None, case: Case, start: dt.datetime | dt.date | None
) -> tuple[dt.datetime | None, dt.datetime | dt.date | None]:
    """What was done before this instant is asked again, and since when its clock runs; None: nothing is."""
    if period is None:
        return None, None
    if period.known is not None:
        return case.lasts.get(period.known), start
    restart = case.lasts.get(period.start) if period.last else None
    return restart, restart


def _later_start(
    done: dt.datetime, start: dt.datetime | dt.date | None, tz: ZoneInfo
) -> dt.datetime | dt.date:
    """The act, or the date that a fact gives when it is a later one (a renewed agreement)."""
    if isinstance(start, dt.datetime):
        return max(done, start)
    return start if start is not None and start > done.astimezone(tz).date() else done


def _due(
    applies: Applies, start: dt.datetime | dt.date, case: Case
) -> tuple[dt.datetime | None, tuple[Reason, ...]]:
    """The due instant and the reasons for it. None: what a fact started had run out, or may have,
    when the person was first attended, or when its date became known; it is owed now, and the house cannot be late for it."""
    period = applies.period
    assert period is not None
    due, amount = period.due(start, case.tz)
    clock = Clock(period.parameter, amount, period.unit, period.start, start, applies.unknown)
    contact = case.firsts.get(CONTACT)
    told = case.lasts.get(period.known) if period.known else None
    since = max((one for one in (contact, told) if one is not None), default=None)
    if period.fact and since is not None and due <= since:
        return None, (clock, Passed(due))
    return due, (clock,)


def _pending(
    step: Step,
    case: Case,
    applies: Applies,
    done: Act | None,
    start: dt.datetime | dt.date | None,
) -> Obligation:
    """Not closed: open, overdue, blocked or to find out."""
    blocked = None
    if applies.value and done is None and step.after and not step.urgent:
        blocked = step.blocked_by(case.waits)
    if start is None and blocked is None and done is None:
        return applies.at_rest
    due, reasons, missing = None, applies.waiting, applies.asks
    if start is not None:
        due, clock = _due(applies, start, case)
        reasons, missing = (applies.reason, *clock), applies.missing
    if done is not None:
        reasons = (*reasons, ClosedBy(done))
    state: State = "to_find_out"
    if blocked is not None:
        state, reasons = "blocked", (*reasons, blocked)
    elif applies.value:
        state = "overdue" if due is not None and due < case.at else "open"
    return Obligation(
        step.id,
        state,
        due,
        None if done is None else done.at,
        reasons,
        applies.sources,
        missing,
        step.urgent,
        step.action.order,
    )


def _closed(
    step: Step,
    case: Case,
    applies: Applies,
    act: Act,
    history: History,
    start: dt.datetime | dt.date | None,
) -> Obligation:
    """Met, declined or waived. It stays so whatever facts are learned later."""
    due: dt.datetime | None = None
    reasons: tuple[Reason, ...] = (applies.reason, ClosedBy(act))
    if start is not None and applies.value is not False:
        due, clock = _due(applies, start, case)
        reasons = (applies.reason, *clock, ClosedBy(act))
    state: State = "met"
    met_at: dt.datetime | None = act.at
    if act.name not in step.done_by:
        state = "waived" if act.name == DEPARTED else "declined"
        met_at = None if history.done is None else history.done.at
    return Obligation(
        step.id, state, due, met_at, reasons, applies.sources, (), step.urgent, step.action.order
    )
