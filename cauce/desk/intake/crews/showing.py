"""One person of a crew as a line of the board: code, language, interpreter, where each thing stands."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cauce.content.model import Text, both
from cauce.intake.crews.board import Board, Row
from cauce.ui import form_token

from .words import INTERVIEW, KEEPING, tongue_names

UNKNOWN = both("Lengua sin saberse", "Language not known")
WANTED = both("falta intérprete", "interpreter needed")
CHOSEN = both("con intérprete", "with an interpreter")
CHILD = both("Niña, niño o adolescente", "Child")
ALONE = both("Niña, niño o adolescente sin compañía", "Child alone")
DOCTOR = both("Necesita médico", "Needs a doctor")
DANGER = both("Peligro", "Danger")
APART = both("Entrevista por separado", "Interview separately")
WITH = both("Con niñas o niños", "With children")


def _tags(row: Row) -> list[tuple[str, Text]]:
    found = []
    if row.danger:
        found.append(("danger", DANGER))
    if row.child:
        found.append(("soon", ALONE if row.children is False else CHILD))
    elif row.children:
        found.append(("info", WITH))
    if row.doctor:
        found.append(("soon", DOCTOR))
    if row.apart:
        found.append(("lock", APART))
    return found


def line_of(row: Row, names: dict[str, str]) -> dict[str, Any]:
    """One line of the board. The mark is a tag like the others, and never a reason."""
    case, (state, interview) = row.member.case, INTERVIEW[row.interview]
    return {
        "code": row.code,
        "href": reverse("protection:case", args=[case.id]),
        "more": reverse("crews:member", args=[row.member.incident_id, row.member.id]),
        "tags": _tags(row),
        "tongue": names.get(row.language) or UNKNOWN,
        "interpreter": None if not row.interpreter else CHOSEN if row.chosen else WANTED,
        "state": "danger" if row.danger else state,
        "interview": interview,
        "keeping": KEEPING[case.keeping],
        "by": case.officer.display_name if case.officer else "",
        "folio": case.folio,
        "once": form_token.new(),
    }


def lines_of(board: Board) -> list[dict[str, Any]]:
    """Everybody of a board, in its order."""
    names = tongue_names()
    return [line_of(row, names) for row in board.rows]
