"""What does a case owe of a step that came with the edition it moved to? Counted from the move.

Nobody could keep a period that was not in force: a step, or a period, that the edition followed before did
not have is counted from the day the case moved, where its clock had begun before. A period of law is never
moved, nor is one that the earlier edition had: what was late stays late.

Proposed by this house, as what is brought from an earlier register (``legacy_case.py``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from zoneinfo import ZoneInfo

from cauce.rules import dates
from cauce.rules.pathway.model import CLOSED, Clock, EditionLike, Moved, Obligation

PROPOSED = "proposed"
Period = tuple[str, str]  # an action and its parameter


def periods_of(edition: EditionLike) -> frozenset[Period]:
    """Every period that a step of the edition is counted by."""
    return frozenset(
        (action.id, within.parameter) for action in edition.actions.values() for within in action.within
    )


def from_the_move(
    edition: EditionLike,
    one: Obligation,
    news: Iterable[tuple[Collection[Period], dt.datetime]],
    at: dt.datetime,
    tz: ZoneInfo,
) -> Obligation:
    """The obligation with the day by which it is owed after a move, or as it is.

    ``news``: the periods that each move brought, with its instant; the latest move that brought it counts.
    """
    clock = next((reason for reason in one.reasons if isinstance(reason, Clock)), None)
    if one.due is None or clock is None or clock.started is None or (clock.amount or 0) < 0:
        return one
    period = (one.action, clock.parameter)
    since = max((when for brought, when in news if period in brought), default=None)
    if since is None or not _before(clock.started, since, tz):
        return one
    if one.met_at is not None and one.state in CLOSED and one.met_at <= since:
        return one
    parameter, day = edition.parameters.get(clock.parameter), dates.local_day(since, tz)
    value = [value for value in parameter.values if value.in_force_from <= day] if parameter else []
    if parameter is None or not value or value[-1].provenance != PROPOSED:
        return one
    due = dates.add(since, value[-1].value, parameter.unit, tz)
    if due <= one.due:
        return one
    state = "open" if one.state == "overdue" and due >= at else one.state
    return one._replace(state=state, due=due, reasons=(*one.reasons, Moved(since)))


def _before(started: dt.datetime | dt.date, since: dt.datetime, tz: ZoneInfo) -> bool:
    if isinstance(started, dt.datetime):
        return started < since
    return started < dates.local_day(since, tz)
