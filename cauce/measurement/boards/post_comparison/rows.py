"""What the pages of likeness read, in a fixed number of queries: the cases of the period and their acts.

Everything is read for the whole network once and split by post here; or for one post, where of the others
only what is closed is told. No officer is read but as the one whose instants follow each other in
``minutes``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Min, QuerySet

from cauce.cases.models import Case, CaseAct
from cauce.cases.required import VOIDED
from cauce.intake.screenings.models import Encounter
from cauce.measurement.facts.straight import instant, straight, uuid
from cauce.sharing.referrals.models import Referral
from cauce.staff.obligations.models import Obligation

Did = tuple[str, str, dt.datetime]  # act, action, when it happened


@dataclass(slots=True)
class Known:
    """One case as far as it is counted. ``raised`` None: it did not begin at a window or a place."""

    post: str
    edition: str
    opened: dt.datetime
    closed: dt.datetime | None
    acts: list[Did] = field(default_factory=list)
    instrument: str = ""
    raised: dt.datetime | None = None
    answered: dt.datetime | None = None
    referred: dt.datetime | None = None
    served: dt.datetime | None = None
    owed: list[str] = field(default_factory=list)  # required, past due and not done
    waiting: list[str] = field(default_factory=list)  # required, and its time has not come
    waived: list[str] = field(default_factory=list)

    def first(self, *names: str) -> dt.datetime | None:
        """When the first of these acts happened; None: never."""
        return min((at for name, _, at in self.acts if name in names), default=None)


@dataclass(frozen=True, slots=True)
class Passed:
    """One encounter: at which place, how it ended, and which case it led to."""

    post: str
    instrument: str
    outcome: str
    in_time: bool
    case: UUID | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Cases that began in the period, without those imported, erased or voided, and what was passed on."""

    since: dt.datetime
    at: dt.datetime
    cases: dict[UUID, Known]
    passed: list[Passed]

    def by_post(self) -> dict[str, Rows]:
        """The rows of each post that has any."""
        found: dict[str, Rows] = {}
        for id, one in self.cases.items():
            found.setdefault(one.post, Rows(self.since, self.at, {}, [])).cases[id] = one
        for passed in self.passed:
            found.setdefault(passed.post, Rows(self.since, self.at, {}, [])).passed.append(passed)
        return found


def read(since: dt.datetime, at: dt.datetime, only: str | None = None) -> Rows:
    """Everything of the period, in six queries whatever the size of the tables. ``only``: of one post."""
    mine = {"opened_at__gte": since, "opened_at__lte": at, "imported": False, "erased_at": None}
    through = {f"case__{name}": value for name, value in mine.items()}
    rows = Case.objects.everywhere("numbers").filter(**mine).exclude(status=VOIDED).order_by()
    acts = CaseAct.objects.everywhere("numbers").filter(**through, happened_at__lte=at)
    sent = Referral.objects.everywhere("numbers").filter(**through).order_by().values("case_id")
    if only is not None:
        rows, acts, sent = (
            rows.filter(post_id=only),
            acts.filter(case__post_id=only),
            sent.filter(case__post_id=only),
        )
    cases = {
        id: Known(*values)
        for id, *values in rows.values_list("id", "post_id", "edition", "opened_at", "closed_at")
    }
    passed = _encounters(since, at, cases, only)
    told = acts.exclude(case__status=VOIDED).order_by("case_id", "happened_at", "id")
    for id, name, action, when in _by_case(told.values_list("case_id", "name", "action", "happened_at")):
        cases[id].acts.append((name, action, instant(when)))
    firsts = sent.filter(sent_at__lte=at).annotate(first=Min("sent_at"))
    for id, first in firsts.values_list("case_id", "first"):
        cases[id].referred = first
    begun = sent.filter(steps__state="in_service", steps__at__lte=at)
    for id, first in begun.annotate(first=Min("steps__at")).values_list("case_id", "first"):
        cases[id].served = first
    _obligations(rows, cases, at)
    return Rows(since, at, cases, passed)


def _encounters(
    since: dt.datetime, at: dt.datetime, cases: dict[UUID, Known], only: str | None
) -> list[Passed]:
    found = []
    rows = Encounter.objects.everywhere("numbers").filter(raised_at__gte=since, raised_at__lte=at)
    if only is not None:
        rows = rows.filter(post_id=only)
    for post, instrument, outcome, raised, answered, due, case in rows.order_by("raised_at").values_list(
        "post_id", "instrument", "outcome", "raised_at", "acknowledged_at", "due_at", "case_id"
    ):
        in_time = answered is not None and answered <= due
        found.append(Passed(post, instrument, outcome, in_time, case))
        known = cases.get(case)
        if known is not None and known.raised is None:
            known.instrument, known.raised, known.answered = instrument, raised, answered
    return found


def _obligations(rows, cases: dict[UUID, Known], at: dt.datetime) -> None:
    """What is not done: what was met stands in the acts, and is by far the most."""
    found = Obligation.objects.filter(
        subject_kind="case",
        subject_id__in=rows.values("id"),
        state__in=("open", "blocked", "lapsed", "waived"),
    )
    owed = found.order_by().values_list("subject_id", "action", "state", "due_at")
    for id, action, state, due in _by_case(owed):
        if state == "waived":
            cases[id].waived.append(action)
        elif state == "lapsed" or (due is not None and instant(due) < at):
            cases[id].owed.append(action)
        else:
            cases[id].waiting.append(action)


def _by_case(rows: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows that begin with the id of a case."""
    ids: dict[Any, UUID] = {}
    for id, *values in straight(rows):
        if id not in ids:
            ids[id] = uuid(id)
        yield ids[id], *values
