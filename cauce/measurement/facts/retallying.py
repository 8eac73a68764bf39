"""A correction of an act → what the tallies of days that are over would say otherwise.

A tally is a number that was taken once. What is added to it is the difference between the case as its
post knew it in the moment of the tally, and as it would have known it had the mistake never been made.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from cauce.cases.facts import CLOSED
from cauce.cases.following import following
from cauce.cases.models import Case, CaseAct, Section
from cauce.cases.required import lines_of
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, Sealed
from cauce.rules.adherence import DUE, Row, kind_of
from cauce.rules.pathway import Act, read_facts
from cauce.staff.obligations.rows import Line

from ..models import Fact
from .tallying import DAY, DEPARTED, OR_DEPARTED, days_tallied

Told = tuple[dt.datetime, Act]  # when it was first typed, and the act
Known = tuple[dt.datetime, dict[str, Any]]  # since when, and the facts


def tallies_after_act(case: Case, after: CaseAct, entry: Entry) -> list[Fact]:
    """The rows that put the tallies right; none for a case that was brought from an earlier register."""
    rows = list(CaseAct.written.filter(case=case, typed_at__lte=entry.at).order_by("id"))
    now = _as_known(rows, entry.at, without=None)
    before = _as_known(rows, entry.at, without=after)
    known = _sections(case)
    if known is None:
        return []
    return _put_right(_Seen(case, known, before), _Seen(case, known, now), entry)


def tallies_after_facts(case: Case, entry: Entry) -> list[Fact]:
    """The same where answers were corrected: what they made known is of when the talk ended."""
    version = entry.detail.get("version")
    if not version:
        return []
    rows = list(CaseAct.written.filter(case=case, typed_at__lte=entry.at).order_by("id"))
    acts = _as_known(rows, entry.at, without=None)
    before = _sections(case, until=version - 1)
    now = _sections(case, until=version)
    if before is None or now is None:
        return []
    return _put_right(_Seen(case, before, acts), _Seen(case, now, acts), entry)


def _put_right(before: _Seen, now: _Seen, entry: Entry) -> list[Fact]:
    first = min((act.at for _, act in (*before.acts, *now.acts)), default=None)
    if before.case.imported or first is None:
        return []
    found: list[Fact] = []
    for day, at in _taken(first, entry):
        found += _differences(before, now, day, at, entry)
    return found


def _sections(case: Case, until: int | None = None) -> list[Known] | None:
    """What was known, by when it was said. What was said of an earlier moment (a correction) was known
    from then on. None: the key is gone."""
    rows = Section.objects.filter(case=case, kind="facts").order_by("version")
    rows = rows if until is None else rows.filter(version__lte=until)
    found: list[Known] = []
    last: dict[str, Any] = {}
    for row in rows:
        try:
            told = Section.sealed.open(row, case.key_id)
        except (KeyGone, Sealed):
            return None
        changed = {
            name: told.get(name) for name in told.keys() | last.keys() if told.get(name) != last.get(name)
        }
        found = [(at, _with(said, changed) if at >= row.saved_at else said) for at, said in found]
        then = [said for at, said in found if at < row.saved_at]
        found.append((row.saved_at, _with(then[-1] if then else {}, changed)))
        found.sort(key=lambda one: one[0])
        last = told
    return found


def _with(said: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (said | changed).items() if value is not None}


def _taken(first: dt.datetime, until: Entry) -> list[tuple[dt.date, dt.datetime]]:
    """The days since then that were tallied before the correction, and when: a later tally knew of it."""
    rows = Entry.objects.filter(what="facts.tally", kind="act", id__lt=until.id)
    told = rows.order_by("at").values_list("about_id", "detail", "at")
    days = [(day, at) for last, detail, at in told for day in days_tallied(last, detail)]
    return [(day, at) for day, at in days if day >= first.astimezone(dt.UTC).date()]


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _as_known(rows: Sequence[CaseAct], at: dt.datetime, without: CaseAct | None) -> list[Told]:
    """The acts that stood at an instant; ``without``: as they would have but for this correction."""
    by_id = {row.pk: row for row in rows}
    found = []
    for row in rows:
        stands = row.superseded_at is None or row.superseded_at > at
        if without is not None:
            stands = row.pk == without.corrects_id or (stands and row.pk != without.pk)
        if stands and not row.void:
            found.append((_root(row, by_id).typed_at, Act(row.name, row.happened_at, row.action or None)))
    return found


def _root(row: CaseAct, by_id: dict[int, CaseAct]) -> CaseAct:
    while row.corrects_id is not None:
        row = by_id[row.corrects_id]
    return row


def _differences(before: _Seen, now: _Seen, day: dt.date, at: dt.datetime, entry: Entry) -> Iterator[Fact]:
    change = now.counted(day, at)
    change.subtract(before.counted(day, at))
    for (kind, post, action), number in change.items():
        if number:
            yield Fact(
                period=day.year,
                kind=kind,
                post=post,
                code=action,
                happened_on=day,
                known_at=entry.at,
                number=number,
                corrects=True,
            )


class _Seen:
    """What a case owed at instants that are over. Planned once for each state of what was known."""

    def __init__(self, case: Case, known: list[Known], acts: list[Told]) -> None:
        self.case, self.known, self.acts = case, known, acts
        self._lines: dict[Any, list[Line]] = {}

    def counted(self, day: dt.date, at: dt.datetime) -> Counter[tuple[str, str, str]]:
        """What of the case the tally of a day counts."""
        start, end = _midnight(day), _midnight(day) + DAY
        found: Counter[tuple[str, str, str]] = Counter()
        post = self._post(at)
        for line in self._planned(tuple(act for typed, act in self.acts if typed <= at), at):
            if line.due_at is None or not start <= line.due_at < end:
                continue
            kind = kind_of(Row(line.action, line.state, line.due_at, line.met_at), end)
            found["obligation_due", post, line.action] += kind in DUE
            found["obligation_followed", post, line.action] += kind in OR_DEPARTED
            found["obligation_departed", post, line.action] += kind == DEPARTED
        return found

    def _planned(self, acts: tuple[Act, ...], at: dt.datetime) -> list[Line]:
        version = sum(said_at <= at for said_at, _ in self.known)
        closed = self.case.closed_at is not None and self.case.closed_at <= at
        moves = sum(dt.datetime.fromisoformat(row["until"]) <= at for row in self.case.followed)
        key = (acts, version, closed, moves)
        if key not in self._lines:
            case = copy.copy(self.case)
            case.status = case.status if closed and case.status in CLOSED else "active"
            told = self.known[version - 1][1] if version else {}
            held = following(self.case, at)
            facts = {name: e["value"] for name, e in told.items() if name in held.edition.facts}
            self._lines[key] = lines_of(case, read_facts(held.edition, facts), list(acts), at, held)[0]
        return self._lines[key]

    def _post(self, at: dt.datetime) -> str:
        """Where the case was then."""
        left = (row for row in self.case.followed if dt.datetime.fromisoformat(row["until"]) > at)
        return next((row["post"] for row in left), self.case.post_id)
