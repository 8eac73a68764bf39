"""What was on record of a case at an instant: acts, lines of the plan and talks, in codes and hours, each
with the correction by which it stood so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from cauce.cases.corrections import access
from cauce.cases.corrections.access import Traces
from cauce.cases.facts import edition_of
from cauce.cases.models import Case, CaseAct
from cauce.content.model import Text
from cauce.desk.cases.frame import saying
from cauce.intake.screenings import access as screenings
from cauce.ui.words import exact

from .saying import OTHERS, known

PLAN = Text(es="Acción del plan: {need}", en="Action of the plan: {need}")
DUE = Text(es="para el {day}", en="for {day}")
OUT_OF_SIGHT = Text(es="fuera de la vista", en="out of sight")

Thing = dict[str, Any]  # what, at, typed, number (None: as it was first written)


def on_record(
    case: Case, acts: list[CaseAct], at: dt.datetime, clock: ZoneInfo, *, hidden: bool = False
) -> list[Thing]:
    """``acts``: those that were known then, of a case already looked up. ``hidden``: for internal control,
    also of which need a line was that is out of sight."""
    edition, traces = edition_of(case), access.traces_of(case)
    told = zip(acts, known(edition, acts, clock), strict=True)
    found: list[Thing] = [one | {"number": traces.numbers.get(("act", str(row.pk)))} for row, one in told]
    return [
        *found,
        *_lines(case, at, clock, traces, hidden),
        *_talks(case, at, clock, traces),
    ]


def _lines(case: Case, at: dt.datetime, clock: ZoneInfo, traces: Traces, hidden: bool) -> Iterator[Thing]:
    language = saying.language()
    titles = {need.id: need.title for need in edition_of(case).catalogues["needs"]}
    for row in access.lines_known(case, at):
        if row.need not in titles:  # a task is no line
            continue
        place = ("plan", str(row.id))
        seen = hidden or place not in traces.out_of_sight
        need = PLAN[language].format(need=titles[row.need][language])
        yield {
            "what": need if seen else OTHERS["plan"][language],
            "at": DUE[language].format(day=exact(row.due_on, language)) if seen else OUT_OF_SIGHT[language],
            "typed": exact(access.since_when(row, row.made_at).astimezone(clock), language),
            "number": traces.numbers.get(place),
        }


def _talks(case: Case, at: dt.datetime, clock: ZoneInfo, traces: Traces) -> Iterator[Thing]:
    """That there were answers, and which stood: none of them is said here."""
    language = saying.language()
    for row in screenings.ended_by(case, at):
        yield {
            "what": OTHERS["answers"][language],
            "at": exact(row.ended_at.astimezone(clock), language),
            "typed": exact(access.since_when(row, row.ended_at).astimezone(clock), language),
            "number": traces.numbers.get(("answers", str(row.id))),
        }
