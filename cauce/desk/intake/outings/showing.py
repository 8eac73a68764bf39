"""Rows of the pages of an outing, from what is known of it to words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.content.model import Text, both
from cauce.directory.access.views import EntryView
from cauce.intake.outings import access
from cauce.intake.outings.models import Outing
from cauce.intake.outings.rules import MOMENTS, ON_IT, PARTS, packed_by
from cauce.intake.outings.words import COVER_NAMES
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices import access as offices

from .frame import local

COUNTED: dict[str, Text] = {
    "offered": both("se ofreció a", "offered to"),
    "sheets": both("hojas", "sheets"),
    "talks": both("conversaciones", "talks"),
    "opened": both("casos", "cases"),
}
MARKS = {
    "real": both("Del Protocolo", "From the Protocol"),
    "law": both("De una ley", "From a law"),
    "derived": both(
        "Se deriva del Protocolo o de su instrumento", "Derived from the Protocol or its instrument"
    ),
    "proposed": both("Propuesta nuestra", "Our proposal"),
}
GONE = both("Un paso de otra edición", "A step of another edition")


def steps_of(outing: Outing) -> list[dict[str, Any]]:
    """The steps of every day, by day and hour; those without an hour close each day."""
    content, reasons = current_edition().outing_steps, reasons_of()
    late = dt.datetime.max.replace(tzinfo=dt.UTC)
    order = {id: n for n, id in enumerate(content)}
    rows = sorted(outing.steps.all(), key=lambda one: (one.on, one.at or late, order.get(one.step, 99)))
    names = offices.names_of({one.done_by for one in rows if one.done_by})
    found = []
    for row in rows:
        step = content.get(row.step)
        found.append(
            {
                "row": row,
                "title": step.title if step else GONE,
                "how": step.how if step else "",
                "part": PARTS[step.part] if step else "",
                "moment": MOMENTS[step.moment] if step else "",
                "mark": MARKS[step.provenance] if step else "",
                "hour": local(outing, row.at),
                "by": names.get(row.done_by, ""),
                "why": reasons.get(row.not_done, ""),
                "state": "met" if row.done_at else ("waived" if row.not_done else "open"),
            }
        )
    return found


def reasons_of() -> dict[str, Text]:
    """Why a step was not done: code → words."""
    return {one.id: one.title for one in current_edition().catalogues["outing_reasons"]}


def items_of(outing: Outing) -> list[dict[str, Any]]:
    """The lines of the equipment that are counted."""
    things, found = current_edition().outing_things, []
    for row in access.items_of(outing):
        thing = things.get(row.item)
        if thing is not None:
            missing = (row.packed or 0) - row.back if row.back is not None and thing.comes_back else 0
            found.append(
                {
                    "row": row,
                    "thing": thing,
                    "part": PARTS[thing.part],
                    "mark": MARKS[thing.provenance],
                    "by": packed_by(thing, outing.starts_at),
                    "missing": missing,
                    "on_it": ON_IT.get(row.on_it, ""),
                }
            )
    return found


def team_of(outing: Outing) -> list[tuple[Text, list[str]]]:
    """Each task with who does it; nobody: an empty list."""
    found: dict[str, list[str]] = {part: [] for part in PARTS}
    for one in outing.members.all():
        found[one.part].append(one.user.display_name)
    return [(PARTS[part], sorted(names)) for part, names in found.items()]


def tongues_of(outing: Outing) -> list[tuple[Text, Text]]:
    """Each language with who covers it."""
    names = {
        row["code"]: both(row["name_es"], row["name_en"]) for row in current_edition().catalogues["languages"]
    }
    return [
        (names.get(one.language, both(one.language, one.language)), COVER_NAMES[one.cover])
        for one in outing.tongues.all()
    ]


def service_row(entry: EntryView) -> dict[str, Any]:
    """One service near the place: what this reader may see of it, and no more."""
    place = entry.places[0] if entry.places else None
    kinds = {one.id: one.title for one in current_edition().catalogues["services"]}
    return {
        "entry": entry,
        "kinds": [kinds[one] for one in entry.kinds if one in kinds],
        "place": place,
        "phones": [
            f"{one.number}{f' ext. {one.extension}' if one.extension else ''}" for one in entry.phones
        ],
    }
