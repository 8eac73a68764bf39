"""The numbers of a post: counts of work, days and rates; never a person, never an officer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from cauce.rules.adherence import KINDS, Adherence, Kind, adherence_of

SAFETY = "P2-02"
Counts = dict[Kind, int]


def none_yet() -> Counts:
    return dict.fromkeys(KINDS, 0)


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases being worked on now."""

    active: int = 0
    follow_up: int = 0

    @property
    def open(self) -> int:
        return self.active + self.follow_up


@dataclass(frozen=True, slots=True)
class Signatures:
    """Conclusions that wait for a second person. ``oldest`` None: none waits."""

    waiting: int = 0
    oldest: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Encounters:
    """People passed on from the window in the period. ``median`` None: nobody was answered yet."""

    raised: int = 0
    answered_in_time: int = 0
    deputy_called: int = 0
    not_due_yet: int = 0  # nobody answered, and the time to answer is not over
    median: dt.timedelta | None = None  # from the signal to the answer of protection


@dataclass(frozen=True, slots=True)
class Referrals:
    """Requests to providers: those that wait now, and what was answered in the period."""

    waiting: int = 0
    late: int = 0  # of those that wait, past their time
    accepted: int = 0
    declined: int = 0
    expired: int = 0
    median: dt.timedelta | None = None  # from sending to the answer; None: none was answered


@dataclass(frozen=True, slots=True)
class FirstService:
    """From opening a case to the first service that began, by whoever gives it, in the period."""

    cases: int = 0
    median: dt.timedelta | None = None  # None: no service began


@dataclass(frozen=True, slots=True)
class Steps:
    """How often a step was recorded in the period."""

    screenings: int = 0
    conclusions: int = 0
    signed: int = 0
    contested: int = 0


@dataclass(frozen=True, slots=True)
class Removed:
    """Cases in which the person was removed from the country in the period."""

    cases: int = 0
    unserved: int = 0  # of those, where no service, lawyer or visit had reached the person before


@dataclass(frozen=True, slots=True)
class Short:
    """Cases in which the twenty-minute path was taken in the period, and what it left for later."""

    cases: int = 0
    late: int = 0  # their steps that are overdue, were done late or lapsed, now
    by_action: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PostNumbers:
    """One post as it stands at an instant; what is counted over time begins at ``since``."""

    post: str
    at: dt.datetime
    since: dt.datetime
    cases: Cases
    signatures: Signatures
    encounters: Encounters
    referrals: Referrals
    first_service: FirstService
    steps: Steps
    overdue: int  # open obligations past due, imported cases too: it is work all the same
    overall: Adherence
    by_action: tuple[Adherence, ...] = field(default=())
    imported_left_out: int = 0
    removed: Removed = Removed()
    short: Short = Short()

    @property
    def safety(self) -> Adherence:
        """How often safety was asked about in time."""
        found = (one for one in self.by_action if one.action == SAFETY)
        return next(found, None) or adherence_of(SAFETY, none_yet())

    @property
    def overdue_per_case(self) -> float | None:
        """None: there is no open case."""
        return self.overdue / self.cases.open if self.cases.open else None
