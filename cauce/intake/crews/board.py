"""The board of a crew: who is attended first, and where each stands. Codes, and nothing that anybody told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from cauce.cases.access_many import known_of_many, newest_of
from cauce.custody.journal.door import record_read
from cauce.rules.crew import turn
from cauce.rules.permissions import Actor

from .access import Numbers, counted, incident_for, members_of
from .facts import told_of_many
from .models import CrewMember, SharedIncident

# Where the interview stands: the newest of these acts.
INTERVIEW = (
    "interview_prepared",
    "interview_consented",
    "interview_declined",
    "interview_paused",
    "interview_done",
)


@dataclass(frozen=True)
class Row:
    """One person on the board. ``children`` None: not known whether with children."""

    member: CrewMember
    code: str
    apart: bool
    language: str
    interpreter: bool
    chosen: bool  # who interprets is chosen
    child: bool
    doctor: bool
    danger: bool
    children: bool | None
    interview: str  # one of INTERVIEW; '': not begun
    turn: int


@dataclass(frozen=True)
class Board:
    """Everybody of a crew, first whoever is attended first."""

    incident: SharedIncident
    rows: list[Row]
    count: Numbers


def _row(
    member: CrewMember, told: dict[str, Any], facts: dict[str, Any], tongue: dict[str, Any], interview: str
) -> Row:
    age = facts.get("person.age")
    child = facts.get("person.age_doubt") is True or (age is not None and age < 18)
    children, doctor = facts.get("person.with_children"), facts.get("need.medical") is True
    done = interview in ("interview_done", "interview_declined")
    return Row(
        member,
        told.get("code") or member.case.folio,
        told.get("apart") is True,
        tongue.get("language", ""),
        facts.get("person.needs_interpreter") is True,
        bool(tongue.get("chain")),
        child,
        doctor,
        member.case.danger,
        children,
        interview,
        turn(danger=member.case.danger, child=child, alone=children is False, doctor=doctor, done=done),
    )


def open_board(actor: Actor, incident_id: UUID | str) -> Board:
    """The board of an incident; one entry for it, however many are on it. Raises ``Absent``."""
    incident = incident_for(actor, incident_id)
    with transaction.atomic():
        record_read(actor, "crew.board", about=("crew", incident.id), post=incident.post_id)
        members = members_of(incident)
        cases = [row.case for row in members]
        stands, known = newest_of(cases, INTERVIEW), known_of_many(cases)
        rows = [
            _row(member, told, *known[member.case_id], stands.get(member.case_id, ""))
            for member, told in zip(members, told_of_many(members), strict=True)
        ]
    rows.sort(key=lambda row: (row.turn, row.member.place))
    return Board(incident, rows, counted(members))
