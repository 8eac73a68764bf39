"""What first? The order of a worklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cauce.content.model import Action
from cauce.rules.pathway.model import CLOSED, Act, Clock, Obligation, State

# What says, of one step, that somebody outside was asked to do it, and that nobody answers any more.
ASKS = frozenset({"referral_sent", "legal_referral_sent"})
UNANSWERED = "referral_unanswered"
# The same of a conclusion: it waits for another person's signature, until it is sent back or contested.
TO_SIGN, SIGNED, NOT_SIGNED = "concluded", "conclusion_signed", "contested"
# The same of the way to a safe place: agreed, it waits for its hour; the yes of another place opens it anew.
WAY_AGREED, PLACE_AGREED = "way_agreed", "place_accepted"
_BEGIN = ASKS | {TO_SIGN, WAY_AGREED}
_END = frozenset({UNANSWERED, NOT_SIGNED, PLACE_AGREED})

# What tells the person their rights, and what a step about a referral is done by: rights come first.
RIGHTS_TOLD = "protection_accepted"
REFERRED = frozenset({"referral_accepted", "legal_referral_accepted", "way_checked"})

_FAR = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
UrgencyKey = tuple[int, bool, dt.datetime, int, str]


@dataclass(frozen=True, slots=True)
class Move:
    """A step that was late is looked at again at ``until``. ``due``: the deadline of which that was said."""

    action: str
    due: dt.datetime
    until: dt.datetime


def moved(plan: Iterable[Obligation], moves: Iterable[Move], at: dt.datetime) -> list[Obligation]:
    """The plan as whoever chooses what is next sees it: what was moved stands at its new time, until then.

    For lists alone. What a step owes, and whether it was in time, follows from the plan itself.
    """
    # In UTC: an instant of the hour that daylight saving repeats equals no other one in its own zone.
    later = {(one.action, one.due.astimezone(dt.UTC)): one.until for one in moves if one.until > at}
    if not later:
        return list(plan)
    found = []
    for item in plan:
        due = item.due.astimezone(dt.UTC) if item.due and item.state not in CLOSED else None
        until = later.get((item.action, due)) if due else None
        state: State = "open" if item.state == "overdue" else item.state
        found.append(item._replace(due=until, state=state) if until else item)
    return found


def asked_of_others(plan: Iterable[Obligation], acts: Iterable[Act]) -> dict[str, dt.datetime]:
    """The steps that somebody else was asked to do and has not answered, and since when: they wait, and
    another step comes first. One that is late waits no more: it is chased, or asked of somebody else.
    """
    plan, last = tuple(plan), _last_asked(acts)
    waits = {one.action for one in plan if one.state == "open"} | to_sign(plan, last.values()).keys()
    return {action: one.at for action, one in last.items() if action in waits and one.name in _BEGIN}


def to_sign(plan: Iterable[Obligation], acts: Iterable[Act]) -> dict[str, dt.datetime]:
    """The step that only another person's signature is missing of, and since when; empty: none. Whoever
    concluded can do nothing about it, so that it waits also when it is late.
    """
    last = _last_asked(acts)
    rows = (one.action for one in plan if one.state not in CLOSED)
    return {action: last[action].at for action in rows if action in last and last[action].name == TO_SIGN}


def leads_there(obligation: Obligation) -> bool:
    """Whether it is the way to a place that agreed and waits for the person: it comes before all other steps.
    Once the way is agreed its clock runs from the hour of arrival, and it takes its turn."""
    return obligation.state in ("open", "overdue") and any(
        isinstance(one, Clock) and one.start.endswith(PLACE_AGREED) for one in obligation.reasons
    )


def steps_that_lead_there(actions: Mapping[str, Action]) -> list[str]:
    """The ids of the steps that are the way to a place that agreed, in every edition."""
    return sorted(
        id for id, action in actions.items() if any(one.start.endswith(PLACE_AGREED) for one in action.within)
    )


def on_the_way(plan: Iterable[Obligation], acts: Iterable[Act]) -> dict[str, dt.datetime]:
    """The step of which the way is agreed and the arrival is missing, and since when; empty: none."""
    last = _last_asked(acts)
    rows = (one.action for one in plan if one.state not in CLOSED)
    return {action: last[action].at for action in rows if action in last and last[action].name == WAY_AGREED}


def _last_asked(acts: Iterable[Act]) -> dict[str, Act]:
    """The last act by which each step was asked of somebody, or came back. ``acts``: as they were written; a
    form says the minute alone, so that of two acts of one minute the one written last counts.
    """
    last: dict[str, Act] = {}
    for act in acts:
        if act.action is not None and (act.name in _BEGIN or act.name in _END):
            before = last.get(act.action)
            last[act.action] = act if before is None or _minute(act) >= _minute(before) else before
    return last


def _minute(act: Act) -> dt.datetime:
    return act.at.replace(second=0, microsecond=0)


def is_late(obligation: Obligation, at: dt.datetime) -> bool:
    """Whether it is pending and its due instant has passed, blocked or to find out included."""
    due = obligation.due
    return obligation.state not in CLOSED and due is not None and due < at


def urgency(obligation: Obligation, at: dt.datetime) -> UrgencyKey:
    """The key to sort by: late safety steps, safety steps, then by due instant, then closed ones.

    What cannot be begun yet (blocked) comes after what can, whatever its date; without a due
    instant, after those with one; the order of the Protocol decides between equals.
    """
    if obligation.state in CLOSED:
        rank = 5 if obligation.state == "not_required" else 4
    elif obligation.urgent:
        rank = 0 if is_late(obligation, at) else 1
    else:
        rank = 3 if obligation.state == "blocked" else 2
    due = obligation.due
    return (rank, due is None, due or _FAR, obligation.order, obligation.action)


def in_turn(plan: Iterable[Obligation], actions: Mapping[str, Action], at: dt.datetime) -> list[Obligation]:
    """A plan as it is worked through: most urgent first, and rights that were not told yet before the first
    step about a referral that is not late."""
    ordered = sorted(plan, key=lambda one: urgency(one, at))
    rights = [one for one in ordered if one.state == "open" and RIGHTS_TOLD in actions[one.action].done_by]
    rest = [one for one in ordered if one not in rights]
    refers = (
        n
        for n, one in enumerate(rest)
        if REFERRED.intersection(actions[one.action].done_by) and not is_late(one, at)
    )
    first = next(refers, None)
    if first is None or not rights or urgency(rest[first], at) > urgency(rights[0], at):
        return ordered
    return [*rest[:first], *rights, *rest[first:]]
