"""How one action stands in one case: the decision table from facts and acts to a state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Set
from typing import Any
from zoneinfo import ZoneInfo

from cauce.rules.pathway.clock import Counting
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
from cauce.rules.pathway.sight import Facts
from cauce.rules.pathway.step import Applies, History, Step, with_one_more

CONTACT = "contact_started"  # since when the house can have done anything
Moment = dt.datetime | dt.date
_made = tuple.__new__  # of a named tuple, every value in its place: half the time of calling its class


# When a clock that started runs out, as the clocks there show it; how what applies stands by it, open or
# overdue; and how it was counted. Due None: what a fact started had run out, or may have, when the person
# was first attended, or when its date became known; it is owed now, and the house cannot be late for it.
Ending = tuple[dt.datetime | None, State, tuple[Reason, ...]]


class Endings(dict[Counting | None, Ending | None]):
    """When each clock of a case runs out; counted once for all the actions that have it.

    None: it has not started, or there is no clock. ``firsts``, ``lasts``: when each act was done.
    """

    __slots__ = ("_days", "at", "firsts", "lasts", "origins", "tz")

    def __init__(self, facts: Facts, at: dt.datetime, tz: ZoneInfo) -> None:
        super().__init__({None: None})
        self.at, self.tz = at, tz
        self.firsts: dict[str, dt.datetime] = {}
        self.lasts: dict[str, dt.datetime] = {}
        self.origins: dict[str, Mapping[str, Any]] = {
            "firsts": self.firsts,
            "lasts": self.lasts,
            "facts": facts,
        }
        self._days: dict[int, dt.date] = {}

    def __missing__(self, counting: Counting) -> Ending | None:
        start = self.origins[counting.origin].get(counting.start)
        ending = self[counting] = None if start is None else self.since(counting, start)
        return ending

    def start(self, counting: Counting) -> Moment | None:
        """When that clock started; None: no such act yet, or the fact is not known."""
        return self.origins[counting.origin].get(counting.start)

    def since(self, counting: Counting, start: Moment) -> Ending:
        """When it ends if it runs from then."""
        amount, utc, due = counting.period.ends(start, self.tz, self._days)
        clock = _made(
            Clock, (counting.parameter, amount, counting.unit, counting.start, start, counting.unknown)
        )
        if counting.fact and self._was_over(utc, counting):
            return None, "open", (clock, Passed(due))
        return due, "open" if utc >= self.at else "overdue", (clock,)

    def _was_over(self, due: dt.datetime, counting: Counting) -> bool:
        """Whether that instant had passed when the house first knew of the person, or of the date."""
        contact = self.firsts.get(CONTACT)
        if contact is not None and due <= contact:
            return True
        told = self.lasts.get(counting.known) if counting.known else None
        return told is not None and due <= told


class Case:
    """What was done in one case, by action; acts after ``at`` have not happened yet.

    ``facts`` were checked; ``seen`` has every declared one as conditions see it (``Planner.see``).
    """

    __slots__ = ("endings", "facts", "seen", "touched", "waits")

    def __init__(
        self,
        sequence: Sequence,
        facts: Facts,
        seen: Facts,
        acts: Iterable[Act],
        at: dt.datetime,
        tz: ZoneInfo,
    ) -> None:
        self.facts, self.seen = facts, seen
        now = at.astimezone(dt.UTC)
        self.endings = Endings(facts, now, tz)
        firsts, lasts = self.endings.firsts, self.endings.lasts
        self.touched: dict[Step, History] = {}
        self.waits: set[str] = set()  # actions never done, for those that come after them
        closing = sequence.closing
        for act in acts:
            name, when, action = act
            if when > now:
                continue
            for step, does in closing.get(name, ()) if action is None else sequence.tied(act):
                history = self.touched.get(step)
                if history is not None:
                    self.touched[step] = with_one_more(history, act, does)
                else:
                    self.touched[step] = (act, act, None) if does else (None, None, act)
            if name not in firsts:
                firsts[name] = lasts[name] = when
            elif when < firsts[name]:
                firsts[name] = when
            elif when > lasts[name]:
                lasts[name] = when


def all_stand(sequence: Sequence, case: Case) -> tuple[Obligation, ...]:
    """Every action, in the order of the Protocol."""
    said, found, moving = what_facts_say(sequence, case.seen, case.facts)
    touched, waits, endings = case.touched, case.waits, case.endings
    for step in sequence.awaited:
        if step not in touched and said[step.place].value is not False:
            waits.add(step.id)
    facts, firsts = case.facts, endings.firsts
    for place in moving:
        applies = said[place]
        # Most clocks have not started: that is seen before they are counted.
        if applies.start in firsts or applies.start in facts:
            ending = endings[applies.counting]
            if ending is not None:
                found[place] = _pending(applies, case, None, ending)
                continue
        if applies.after and not waits.isdisjoint(applies.after):
            found[place] = applies.blocked[_before(applies, waits)]
    for step, history in touched.items():
        found[step.place] = _touched(said[step.place], case, history)
    return sequence.in_order(found)


def what_facts_say(
    sequence: Sequence, seen: Facts, facts: Facts
) -> tuple[list[Applies], list[Obligation], list[int]]:
    """What the facts say of every action, each in its place among the groups; how it stands at rest; and
    the places of those that a clock or another action may change. The rest, more than half, stand so."""
    said: list[Applies] = []
    found: list[Obligation] = []
    moving: list[int] = []
    for group in sequence.groups:
        answers, at_rest, moves, telling = group[group.key(seen)]
        said += answers
        found += at_rest
        moving += moves
        for place in telling:
            told = said[place] = said[place].told(facts)
            found[place] = told.at_rest
    return said, found, moving


def _touched(applies: Applies, case: Case, history: History) -> Obligation:
    """An action about which something was done."""
    counting = applies.counting
    if applies.step.recurs or (counting is not None and counting.begins_anew):
        act, again = _outcome(applies, history, case.endings)
    else:
        act, again = history[0] or history[2], None
    if act is not None:
        return _closed(applies, act, history, case.endings[counting])
    ending = None if again is None or counting is None else case.endings.since(counting, again)
    return _pending(applies, case, history[1], ending)


def _outcome(applies: Applies, history: History, case: Endings) -> tuple[Act | None, Moment | None]:
    """The act that leaves it closed; or None, and since when its clock runs again.

    What was done stays done, even when it is declined later. The clock runs again after each act of
    an action that recurs, and when what starts it (``last:``) has happened once more, or the date that
    it runs from was set anew (``known``). What no longer applies never comes back.
    """
    counting = applies.counting
    start = None if counting is None else case.start(counting)
    restart, again = None, None
    if counting is not None and counting.begins_anew:
        restart, again = _restart(counting, case, start)
    first, done, closed = history
    if applies.step.recurs:
        last = closed if done is None or (closed and closed.at > done.at) else done
        assert last is not None
        if restart is not None and restart > last.at:
            return None, restart
        if last is closed or counting is None:
            return last, None
        return None, _later_start(last.at, start, case.tz) if counting.fact else last.at
    if restart is None:
        return first or closed, None
    for act in (done, closed):
        if act is not None and act.at >= restart:
            return act, None
    return None, again


def _restart(
    counting: Counting, case: Endings, start: Moment | None
) -> tuple[dt.datetime | None, Moment | None]:
    """What was done before this instant is asked again, and since when its clock runs; None: nothing is."""
    if counting.known is not None:
        return case.lasts.get(counting.known), start
    restart = case.lasts.get(counting.start)
    return restart, restart


def _later_start(done: dt.datetime, start: Moment | None, tz: ZoneInfo) -> Moment:
    """The act, or the date that a fact gives when it is a later one (a renewed agreement)."""
    if isinstance(start, dt.datetime):
        return max(done, start)
    return start if start is not None and start > done.astimezone(tz).date() else done


def _pending(applies: Applies, case: Case, done: Act | None, ending: Ending | None) -> Obligation:
    """Not closed: open, overdue, blocked or to find out. ``ending`` None: no clock runs."""
    step, state, met_at = applies.step, applies.state, None
    if ending is None:
        _, _, due, _, reasons, _, missing, _, _ = applies.at_rest
    else:
        due, by_then, counted = ending
        reasons, missing = (applies.reason, *counted), applies.missing
        if state == "open":
            state = by_then
    if done is not None:
        reasons, met_at = (*reasons, ClosedBy(done)), done.at
    elif applies.after and not case.waits.isdisjoint(applies.after):
        blocked = applies.blocked[_before(applies, case.waits)]
        state, reasons = "blocked", (*reasons, blocked.reasons[-1])
    return _made(
        Obligation, (step.id, state, due, met_at, reasons, applies.sources, missing, step.urgent, step.order)
    )


def _before(applies: Applies, waits: Set[str]) -> tuple[str, ...]:
    """The actions that come first and still wait."""
    return tuple([action for action in applies.after if action in waits])


def _closed(applies: Applies, act: Act, history: History, ending: Ending | None) -> Obligation:
    """Met, declined or waived. It stays so whatever facts are learned later."""
    step, (name, at, _) = applies.step, act
    due: dt.datetime | None = None
    counted: tuple[Reason, ...] = ()
    if ending is not None:
        due, _, counted = ending
    reasons = (applies.reason, *counted, _made(ClosedBy, (act,)))
    state: State = "met"
    met_at: dt.datetime | None = at
    if name not in step.done_by:
        state = "waived" if name == DEPARTED else "declined"
        met_at = None if history[1] is None else history[1].at
    return _made(
        Obligation, (step.id, state, due, met_at, reasons, applies.sources, (), step.urgent, step.order)
    )
