"""What exactly a correction changed, for whoever may read it: what stood before, and what stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from cauce.cases.corrections import access
from cauce.cases.corrections.access import Shown
from cauce.cases.facts import edition_of, vocabulary_of
from cauce.cases.models import Case, PlanItem
from cauce.custody.keystore import KeyGone
from cauce.desk.cases.screening.forms_sitting import NAMES
from cauce.intake.screenings import access as screenings
from cauce.intake.screenings.facts import instrument_of
from cauce.ui.fields import words
from cauce.ui.words import say

from .forms import LINE_STATES

STATES = dict(LINE_STATES)

Change = dict[str, Any]  # name, before, after
OUT_OF_SIGHT: Change = {"before": say("fuera de la vista", "out of sight"), "after": ""}


def changes_of(case: Case, one: Shown, *, hidden: bool = False) -> list[Change]:
    """The parts that say otherwise. Empty for an act, whose hours stand beside it, for what was not made,
    and for what was taken out of sight unless ``hidden``; of what was taken out of sight later, which parts.

    ``hidden``: for internal control, or to be weighed; then also what would change once somebody agrees.
    """
    asked = one.row.state == "waiting" and hidden
    if (one.row.state != "made" and not asked) or (one.row.hidden and not hidden):
        return []
    try:
        found = CHANGES.get(one.row.kind, lambda case, one: [])(case, one)
    except KeyGone:
        return []
    return [part | OUT_OF_SIGHT for part in found] if one.covered and not hidden else found


def _answers(case: Case, one: Shown) -> list[Change]:
    old = screenings.sitting_of(case, one.row.of)
    before, after = screenings.answers_as_written(old)["answers"], _answers_after(case, one)
    return [
        {
            "name": words(item.text),
            "before": NAMES[before.get(item.id, "not_asked")],
            "after": NAMES[after.get(item.id, "not_asked")],
        }
        for item in instrument_of(old).items
        if before.get(item.id) != after.get(item.id)
    ]


def _answers_after(case: Case, one: Shown) -> dict[str, str]:
    if not one.row.made:
        return dict(one.told["answers"])
    return dict(screenings.answers_as_written(screenings.sitting_of(case, one.row.made))["answers"])


def _line(case: Case, one: Shown) -> list[Change]:
    old, was = access.line_to_correct(case, UUID(one.row.of))
    new, now = access.line_to_correct(case, UUID(one.row.made)) if one.row.made else access.line_asked(one)
    titles = {need.id: need.title for need in edition_of(case).catalogues["needs"]}
    found = [
        (say("Qué necesita", "What is needed"), *(words(titles[row.need]) for row in (old, new))),
        (say("Qué se acordó", "What was agreed"), was, now),
        (say("Para cuándo", "By when"), old.due_on, new.due_on),
        (say("Responsable", "Who is responsible"), _who(old), _who(new)),
        (say("Cómo va", "How it stands"), STATES[old.state], STATES[new.state]),
    ]
    return [{"name": name, "before": a, "after": b} for name, a, b in found if a != b]


def _who(row: PlanItem) -> str:
    return row.responsible.display_name if row.responsible else "—"


def _shared(case: Case, one: Shown) -> list[Change]:
    labels = vocabulary_of(case).labels
    said = one.told.get("before", {})
    return [{"name": words(labels[name]), "before": value, "after": ""} for name, value in said.items()]


CHANGES: dict[str, Callable[[Case, Shown], list[Change]]] = {
    "answers": _answers,
    "plan": _line,
    "shared": _shared,
}
