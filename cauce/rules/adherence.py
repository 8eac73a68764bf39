"""How closely does a post follow the Protocol? Counts of what was required, and one honest rate.

It counts actions, never people: no row names an officer, and a rate is about the post. History
that was imported is left out, because nobody could follow an edition not yet in force.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import word_tables

bad_input = BadInputs(__file__)

Kind = Literal[
    "met_on_time",
    "met_late",
    "declined",
    "declined_late",
    "departed",
    "lapsed",
    "overdue_open",
    "not_yet_due",
    "to_find_out",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

WORDS = word_tables(__file__)
DEFINITIONS = WORDS["definitions"]
FOLLOWED: tuple[Kind, ...] = ("met_on_time", "declined")
DUE: tuple[Kind, ...] = (
    *FOLLOWED,
    "met_late",
    "declined_late",
    "departed",
    "lapsed",
    "overdue_open",
)

# What a correction may not better without a second person.
OWED: frozenset[Kind] = frozenset({"overdue_open", "not_yet_due", "to_find_out"})
LATE: frozenset[Kind] = frozenset({"overdue_open", "met_late", "declined_late", "lapsed"})
BAD: frozenset[Kind] = LATE | {"departed"}
IN_TIME: frozenset[Kind] = frozenset({"met_on_time", "declined", "not_yet_due"})


@dataclass(frozen=True, slots=True)
class Row:
    """One obligation as stored. ``state`` as the plan gives it.

    ``due`` None: no deadline. ``met_at``: when it happened (done, declined); None where it did not.
    ``typed_at``: when it was typed; None where it did not happen or is not known.
    """

    action: str
    state: str
    due: dt.datetime | None = None
    met_at: dt.datetime | None = None
    typed_at: dt.datetime | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of ``total`` with its Wilson 95 % interval; all between 0 and 1."""

    followed: int
    total: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Adherence:
    """The counts of one action, or of all (``action`` None). ``rate`` None: nothing was due yet."""

    action: str | None
    counts: dict[Kind, int]
    rate: Rate | None
    typed_later: int  # happened in time or not, but typed more than ``typing_lag`` afterwards

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Report:
    """A post's adherence. Actions in the order of their ids; the lowest rate is not "the worst"."""

    at: dt.datetime
    overall: Adherence
    by_action: tuple[Adherence, ...]
    imported_left_out: int
    not_required: int


def follow(rows: Iterable[Row], at: dt.datetime, typing_lag: dt.timedelta = dt.timedelta(days=1)) -> Report:
    """The adherence of the post these rows belong to, as it stood at ``at``.

    Raises Unknown for a state that no plan has, BadInput for an instant without a time zone and
    for a row that is done without telling when.
    """
    if at.tzinfo is None:
        raise bad_input("the_instant_has_no_time_zone", where="at")
    imported = not_required = 0
    measured: dict[str, list[tuple[Kind, Row]]] = {}
    for row in rows:
        if row.imported:
            imported += 1
        elif row.state == "not_required":
            not_required += 1
        else:
            measured.setdefault(row.action, []).append((kind_of(row, at), row))
    everything = [pair for pairs in measured.values() for pair in pairs]
    return Report(
        at=at,
        overall=_adherence(None, everything, typing_lag),
        by_action=tuple(_adherence(a, measured[a], typing_lag) for a in sorted(measured)),
        imported_left_out=imported,
        not_required=not_required,
    )


def kind_of(row: Row, at: dt.datetime) -> Kind:
    """Which of the kinds a row is at ``at``. "Overdue" is derived here, not read from the state."""
    match row.state:
        case "met":
            return "met_late" if _late(row) else "met_on_time"
        case "declined":
            # That it was late is not said where it does not tell when it was offered.
            return "declined_late" if row.met_at is not None and _late(row) else "declined"
        case "waived":
            return "departed"
        case "to_find_out" | "lapsed":
            return row.state
        case "open" | "overdue" | "blocked":
            return "overdue_open" if row.due is not None and row.due < at else "not_yet_due"
    known = ("open", "overdue", "blocked", "to_find_out", "met", "declined", "waived", "lapsed")
    raise unknown("estados", "states", row.state, (*known, "not_required"), where=row.action)


def bettered(before: Iterable[Row], after: Iterable[Row], at: dt.datetime) -> tuple[str, ...]:
    """The actions that would look better after: owed no more, late or departed from no more, or new and done
    in time.

    Empty: nothing looks better, for instance where an action is owed now or is late.
    """
    was, now = _kinds(before, at), _kinds(after, at)
    ended = {action for action, kind in was.items() if kind in OWED and now.get(action) not in OWED}
    gone = {action for action, kind in was.items() if kind in BAD and action not in now}
    in_time = {action for action, kind in was.items() if kind in BAD and now.get(action) in IN_TIME}
    # What was taken away and comes back in time could have been late before it went.
    new = {action for action, kind in now.items() if kind in FOLLOWED and action not in was}
    return tuple(sorted(ended | gone | in_time | new))


def brought_into_time(before: Iterable[Row], after: Iterable[Row], at: dt.datetime) -> tuple[str, ...]:
    """The actions that were late before and are in time after."""
    was, now = _kinds(before, at), _kinds(after, at)
    return tuple(sorted(one for one, kind in was.items() if kind in LATE and now.get(one) in IN_TIME))


def _kinds(rows: Iterable[Row], at: dt.datetime) -> dict[str, Kind]:
    return {row.action: kind_of(row, at) for row in _asked(rows)}


def _asked(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.state != "not_required"]


def _late(row: Row) -> bool:
    if row.met_at is None:
        raise bad_input("action_is_recorded_as_done", where=row.action, action=row.action)
    return row.due is not None and row.due < row.met_at


def _adherence(action: str | None, pairs: list[tuple[Kind, Row]], typing_lag: dt.timedelta) -> Adherence:
    counts: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    typed_later = 0
    for kind, row in pairs:
        counts[kind] += 1
        if row.met_at is not None and row.typed_at is not None:
            typed_later += row.typed_at - row.met_at > typing_lag
    return adherence_of(action, counts, typed_later)


def adherence_of(action: str | None, counts: dict[Kind, int], typed_later: int = 0) -> Adherence:
    """The rate of rows already counted. ``action`` None: of all actions together."""
    followed = sum(counts[kind] for kind in FOLLOWED)
    total = sum(counts[kind] for kind in DUE)
    return Adherence(action, counts, wilson(followed, total), typed_later)


def wilson(followed: int, total: int) -> Rate | None:
    """The share and its Wilson 95 % interval; None when there is nothing to share out.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212.
    """
    if total == 0:
        return None
    z = 1.959963984540054
    share, weight = followed / total, z * z / total
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * math.sqrt(share * (1 - share) / total + weight / (4 * total))
    return Rate(followed, total, share, max(0.0, middle - half), min(1.0, middle + half))
