"""The plan as one would write it on paper: nothing compiled, remembered or shared. For comparison."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.grammar import AtLeast, Below, Both, Not, NotKnown, OneOf, parse_rows
from cauce.rules import dates
from cauce.rules.pathway.model import (
    Always,
    BlockedBy,
    Clock,
    ClosedBy,
    Fails,
    Holds,
    Missing,
    Obligation,
    Passed,
)


def holds(test, value):
    """True, false, or None: not known yet."""
    match test:
        case NotKnown():
            return value is None
        case OneOf(values):
            return None if value is None else value in values
        case Below(limit):
            return None if value is None else value < limit
        case AtLeast(limit):
            return None if value is None else value >= limit
        case Not(inner):
            found = holds(inner, value)
            return None if found is None else not found
        case Both(first, second):
            found = {holds(first, value), holds(second, value)}
            return False if False in found else None if None in found else True
    raise AssertionError(test)


def decided(rows, edition, facts):
    """(value, index of the row that holds, facts to find out, facts that fail)."""
    parsed = parse_rows(rows, edition.facts)
    answers = [[(name, holds(test, facts.get(name))) for name, test in row] for row in parsed]
    failing = dict.fromkeys(name for row in answers for name, found in row if found is False)
    for index, row in enumerate(answers):
        if all(found is True for _, found in row):
            return True, index, (), tuple(failing)
    living = [row for row in answers if all(found is not False for _, found in row)]
    missing = dict.fromkeys(name for row in living for name, found in row if found is None)
    if not answers:
        return True, None, (), ()
    return (None if living else False), None, tuple(missing), tuple(failing)


class Paper:
    """One case before an edition."""

    def __init__(self, edition, facts, acts, at, tz: ZoneInfo) -> None:
        self.edition, self.facts, self.at, self.tz = edition, facts, at, tz
        self.acts = [act for act in acts if act.at <= at]
        self.fallback = min(
            (s.id for s in edition.sources.values() if s.kind == "proposal"),
            default=edition.info.id,
        )

    def when(self, name, choose):
        """The first or the last instant at which that was done; None: never."""
        return choose((act.at for act in self.acts if act.name == name), default=None)

    def about(self, action):
        """The acts that count for an action, from the first to the last."""
        closers = {n.removeprefix("act:") for n in (*action.done_by, *action.declined_by)}
        own = [act for act in self.acts if (act.action == action.id if act.action else act.name in closers)]
        return sorted(own, key=lambda act: (act.at, act.name, act.action or ""))

    def done_and_closed(self, action):
        names = {n.removeprefix("act:") for n in action.done_by}
        other = {n.removeprefix("act:") for n in action.declined_by} | {"declined", "departed"}
        own = self.about(action)
        done = [act for act in own if act.name in names]
        return done, [act for act in own if act.name in other - names]

    def never_done(self, action):
        """Whether it applies or may, and nobody ever did it or closed it."""
        done, closed = self.done_and_closed(action)
        value, *_ = decided(action.when, self.edition, self.facts)
        return value is not False and not done and not closed

    def period(self, action):
        """The line of ``within`` that counts here, with the facts that could choose another."""
        for within in action.within:
            value, _, missing, _ = decided(within.when, self.edition, self.facts)
            if value is not False:
                return within, missing
        return None, ()

    def start(self, within):
        name = within.start.removeprefix("act:").removeprefix("fact:")
        if name in self.edition.facts:
            value = self.facts.get(name)
            return value if isinstance(value, dt.date) else None
        return self.when(name.removeprefix("last:"), max if name.startswith("last:") else min)

    def clock(self, within, unknown, start):
        """The due instant and the reasons for it, for a clock that started then."""
        parameter = self.edition.parameters[within.parameter]
        day = start.astimezone(self.tz).date() if isinstance(start, dt.datetime) else start
        amount = [v for v in parameter.values if v.in_force_from <= day][-1].value
        due = dates.add(start, amount, parameter.unit, self.tz)
        name = within.start.removeprefix("act:").removeprefix("fact:").removeprefix("last:")
        reason = Clock(parameter.id, amount, parameter.unit, name, start, unknown)
        knew = [self.when("contact_started", min)]
        knew += [self.when(within.known, max)] if within.known else []
        known = [instant for instant in knew if instant is not None]
        if name in self.edition.facts and known and due <= max(known):
            return None, (reason, Passed(due))
        return due, (reason,)

    def outcome(self, action, within, start):
        """(the act that leaves it closed, None) or (None, since when its clock runs again)."""
        done, closed = self.done_and_closed(action)
        restart = again = None
        if within is not None and within.known:
            restart, again = self.when(within.known, max), start
        elif within is not None and within.start.removeprefix("act:").startswith("last:"):
            restart = again = start
        if not action.recurs:
            if restart is None:
                return (done[0] if done else closed[-1]), None
            for own in (done, closed):
                if own and own[-1].at >= restart:
                    return own[-1], None
            return None, again
        later = closed and (not done or closed[-1].at > done[-1].at)
        last = closed[-1] if later else done[-1]
        if restart is not None and restart > last.at:
            return None, restart
        if last in closed or within is None:
            return last, None
        given = within.start.removeprefix("fact:") in self.edition.facts
        return None, self.later(last.at, start) if given else last.at

    def later(self, done, start):
        if start is None:
            return done
        if isinstance(start, dt.datetime):
            return max(done, start)
        return start if start > done.astimezone(self.tz).date() else done

    def reason(self, action):
        """Why it applies or does not."""
        value, row, missing, failing = decided(action.when, self.edition, self.facts)
        if value is None:
            return Missing(missing)
        if value is False:
            return Fails(action.id, tuple((name, self.facts.get(name)) for name in failing))
        if row is None:
            return Always()
        named = action.when[row]
        return Holds(action.id, row, tuple((name, self.facts.get(name)) for name in named))

    def stands(self, action):
        value, *_ = decided(action.when, self.edition, self.facts)
        within, unknown = (None, ()) if value is False else self.period(action)
        start = None if within is None else self.start(within)
        done, closed = self.done_and_closed(action)
        if not done and not closed:
            if value is False:
                return self.obligation(action, None, "not_required", None, None)
            return self.pending(action, within, unknown, start)
        act, again = self.outcome(action, within, start)
        if act is None:
            return self.pending(action, within, unknown, again)
        due, clock = None, ()
        if start is not None:
            due, clock = self.clock(within, unknown, start)
        state = "met" if act in done else "waived" if act.name == "departed" else "declined"
        met_at = act.at if act in done else done[-1].at if done else None
        return self.obligation(action, within, state, due, met_at, (*clock, ClosedBy(act)))

    def pending(self, action, within, unknown, start):
        value, _, asks, _ = decided(action.when, self.edition, self.facts)
        done, _ = self.done_and_closed(action)
        due, reasons = None, ()
        if start is not None:
            due, reasons = self.clock(within, unknown, start)
        elif within is not None:
            parameter = self.edition.parameters[within.parameter]
            name = within.start.removeprefix("act:").removeprefix("fact:").removeprefix("last:")
            reasons = (Clock(parameter.id, None, parameter.unit, name, None, unknown),)
            if name in self.edition.facts:
                asks = tuple(dict.fromkeys((*asks, *unknown, name)))
        state, met_at = self.pending_state(value, due), None
        if done:
            reasons, met_at = (*reasons, ClosedBy(done[-1])), done[-1].at
        elif value and not action.urgent and (before := self.before(action)):
            state, reasons = "blocked", (*reasons, BlockedBy(before))
        return self.obligation(action, within, state, due, met_at, reasons, asks)

    def pending_state(self, value, due):
        if value is None:
            return "to_find_out"
        return "overdue" if due and due.timestamp() < self.at.timestamp() else "open"

    def before(self, action):
        """What comes first and was never done."""
        known = self.edition.actions
        named = [name for name in action.after if name in known]
        same = [name for name in named if known[name].scope == action.scope]
        return tuple(name for name in same if self.never_done(known[name]))

    def obligation(self, action, within, state, due, met_at, reasons=(), asks=()):
        sources = dict.fromkeys(action.legal or (self.fallback,))
        if within is not None:
            values = self.edition.parameters[within.parameter].values
            sources |= dict.fromkeys(source for one in values for source in one.sources)
        reasons = (self.reason(action), *reasons)
        return Obligation(
            action.id,
            state,
            due,
            met_at,
            reasons,
            tuple(sources),
            asks,
            action.urgent,
            action.order,
        )


def reference_plan(edition, facts, acts, at, tz, scope="case"):
    """What ``plan`` must say, slowly."""
    paper = Paper(edition, facts, acts, at, tz)
    actions = [action for action in edition.actions.values() if action.scope == scope]
    actions.sort(key=lambda action: (action.order, action.id))
    return tuple(paper.stands(action) for action in actions)
