"""A letter as the pages show it: its number, its words, and what it lacks."""

from __future__ import annotations

from typing import Any

from cauce.cases.access_letters import held_by
from cauce.cases.filling_letters import template_of, values_of
from cauce.cases.models import Letter
from cauce.cases.rules.letters import LABELS, VOID_REASONS, missing, number_of, written
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices

SHAPES = {"draft": "open", "waiting": "soon", "issued": "done", "void": "no"}


def to_review(actor: Actor, letters: list[Letter]) -> list[dict[str, Any]]:
    """The lines of those that wait for the actor, with the number of the case where they may open it."""
    mine = {one.id for one in letters if permits(actor, "case.read", one.case.scope).allowed}
    return [
        one | {"folio": one["letter"].case.folio if one["letter"].id in mine else ""} for one in rows(letters)
    ]


def row(letter: Letter, names: dict[str, str] | None = None) -> dict[str, Any]:
    """One line of a list; nothing sealed is opened."""
    names = names or {}
    return {
        "letter": letter,
        "template": template_of(letter),
        "label": LABELS[letter.state],
        "number": number_of(letter.post_id, letter.year, letter.number) if letter.number else "",
        "shape": SHAPES[letter.state],
        "by": names.get(letter.asked_by or letter.made_by, ""),
        "signed": names.get(letter.decided_by, ""),
        "why_void": VOID_REASONS.get(letter.void_reason),
    }


def rows(letters: list[Letter]) -> list[dict[str, Any]]:
    ids = {id for one in letters for id in (one.asked_by, one.made_by, one.decided_by) if id}
    names = offices.names_of(ids)
    return [row(one, names) for one in letters]


def whole(letter: Letter, typed: dict[str, str] | None = None) -> dict[str, Any]:
    """One letter with its words; of a draft, with the blanks that only its look will open.

    ``typed``: what stands in the form now, where it is not kept yet.
    """
    held = held_by(letter)
    template = template_of(letter)
    values = held.get("values") or values_of(
        letter.case, template, typed or held["answers"], letter.language, letter.recipient
    )
    names = offices.names_of({id for id in (letter.asked_by, letter.made_by, letter.decided_by) if id})
    return row(letter, names) | {
        "held": held,
        "paragraphs": written(template, values, letter.language),
        "lacks": missing(template, values),
        "former": row(letter.corrects) if letter.corrects else None,
        "erased": letter.number is not None and letter.files is None,
    }
