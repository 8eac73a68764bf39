"""The cases of a crew are opened from one list: each with its own key, its own plan, its own journal."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from cauce.cases.actions import Opening, open_many
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.custody.keystore.store import keys
from cauce.intake.crews.rules import Line, same
from cauce.rules.permissions import Actor

from ..access import codes_of
from ..models import CrewMember, SharedIncident
from ._shared import check_open, check_works

bad_input = BadInputs(__file__)


def _facts(line: Line) -> dict[str, Any]:
    """What of a line keeps a person safe; sex and an age by sight wait for the person's consent."""
    known: dict[str, Any] = {}
    if line.age is not None:
        known["person.age"] = line.age
    elif line.child:  # a child by sight: no age is known, and in doubt it is a child's
        known["person.age_doubt"] = True
    if line.doctor:
        known["need.medical"] = True
    if line.children is not None:
        known["person.with_children"] = line.children
    return known


def _seen(line: Line) -> dict[str, Any]:
    said = {"sex": line.sex, "adult": line.minor is False, "alone": line.children is False}
    return {name: value for name, value in said.items() if value}


def _members(
    incident: SharedIncident, lines: Sequence[Line], cases: Sequence[Case], at: dt.datetime, by: str
) -> list[CrewMember]:
    opened = keys([key for case in cases for key in (case.key_id, case.draft_key_id)])
    first = incident.members.count()
    made = []
    for place, (line, case) in enumerate(zip(lines, cases, strict=True), start=first + 1):
        row = CrewMember(
            id=uuid.uuid4(), incident=incident, case=case, place=place, joined_at=at, joined_by=by
        )
        row.sealed = CrewMember.sealed.seal(row, {"code": line.code}, opened[case.key_id])
        if seen := _seen(line):
            row.seen = CrewMember.seen.seal(row, seen, opened[case.draft_key_id])
        made.append(row)
    return made


@act("crew.open_cases", requires="crew.work", on="incident")
def open_crew(
    *,
    actor: Actor,
    entry: Entry,
    incident: SharedIncident,
    lines: Sequence[Line],
    channel: str,
    started_at: dt.datetime,
    at: dt.datetime,
) -> list[CrewMember]:
    """A case for each line, all or none. Raises ``BadInput`` for none, for a code that has its case
    by now, or for a closed incident; and whatever ``open_many`` raises."""
    check_works(actor, incident)
    check_open(incident)
    if not lines:
        raise bad_input("there_is_no_line_opens_case", where="text")
    held = {same(code) for code in codes_of(incident)}
    again = [line.code for line in lines if same(line.code) in held]
    if again:
        raise bad_input("somebody_opened_these_meanwhile", where="text", again=", ".join(again))
    openings = [Opening(_facts(line), line.language) for line in lines]
    cases = open_many(
        actor=actor, post=incident.post, channel=channel, started_at=started_at, openings=openings
    )
    made = CrewMember.objects.bulk_create(_members(incident, lines, cases, at, actor.user))
    entry.about("crew", incident.id, post=incident.post_id)
    entry.detail(cases=len(made))
    return made
