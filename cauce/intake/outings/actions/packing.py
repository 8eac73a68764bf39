"""The equipment goes and comes back; what is missing is asked about, and never lost in silence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act
from cauce.intake.collection.actions import say_lost
from cauce.intake.outings.rules import HARMLESS, ON_IT, check_came_back, opens_incident
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import open_incident
from cauce.staff.offices.models import Incident

from ..models import Outing, OutingItem, OutingPhone
from ._shared import check_holds

bad_input = BadInputs(__file__)

MOST = 100_000
# The number of a kit; it stands in clear, so neither words nor a telephone fit in.
NUMBER = re.compile(r"([A-Za-z]{0,5}[ -]?[0-9]{1,6}([ -]?[0-9A-Za-z*])?)?")


@dataclass(frozen=True, slots=True)
class Line:
    """How many of a thing went. ``packed`` None: not yet; the numbers are those of a kit."""

    packed: int | None
    first_number: str = ""
    last_number: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """How many of a thing came back, and what was on those that did not ("": it was not said)."""

    back: int
    on_it: str = ""


def _rows(outing: Outing, names: object) -> dict[str, OutingItem]:
    rows = OutingItem.objects.select_for_update().filter(outing=outing)
    found = {one.item: one for one in rows}
    for name in names:  # type: ignore[attr-defined]
        if name not in found:
            raise unknown("equipo", "equipment", str(name), found, str(name))
    return found


@act("outing.pack", requires="outing.work", on="outing")
def pack(*, actor: Actor, entry: Entry, outing: Outing, lines: Mapping[str, Line], at: dt.datetime) -> None:
    """How many of each thing went. Raises ``BadInput`` for fewer than came back, and for a number beyond
    all measure or a kit's that is none; ``Unknown`` for a thing that there is not."""
    check_holds(outing)
    rows = _rows(outing, lines)
    for name, line in lines.items():
        row = rows[name]
        if line.packed is not None and not 0 <= line.packed <= MOST:
            raise bad_input("that_number_of_things_cannot_be", where=name, most=MOST)
        if row.back is not None and row.back > (line.packed or 0):
            raise bad_input("some_were_already_noted_as_back", where=name, back=row.back)
        numbers = line.first_number.strip(), line.last_number.strip()
        if not all(NUMBER.fullmatch(one) for one in numbers):
            raise bad_input("that_is_no_number_of_a_kit", where=name)
        row.packed = line.packed
        row.first_number, row.last_number = numbers
        row.save(update_fields=["packed", "first_number", "last_number"])
    entry.about("outing", outing.id, post=outing.post_id)
    entry.detail(lines=sum(one.packed is not None for one in lines.values()))


def _tell(outing: Outing, incident: Incident, at: dt.datetime) -> None:
    queue_each(
        offices.staff(outing.post_id, "head_of_post"),
        key=f"incident:{incident.id}",
        about=None,
        at=at,
        subject="Hay un incidente por revisar / An incident to review",
        body="Algo que salió no ha vuelto. / Something that went out is not back.",
    )


@act("outing.back", requires="outing.work", on="outing")
def bring_back(
    *, actor: Actor, entry: Entry, outing: Outing, lines: Mapping[str, Back], at: dt.datetime
) -> Incident | None:
    """How many of each thing came back. What may hold something that was told and is missing opens one
    incident of the outing. None: nothing of that kind is missing, or its incident is open already.

    Raises ``BadInput`` for more than went, and for something missing of which nobody said what was on
    it; ``Unknown`` for a thing that there is not.
    """
    check_holds(outing)
    rows, things = _rows(outing, lines), current_edition().outing_things
    graves = 0
    for name, line in lines.items():
        row, thing = rows[name], things.get(name)
        if thing is None:  # of an edition before this one
            continue
        missing = check_came_back(thing, row.packed, line.back, line.on_it)
        row.back, row.on_it = line.back, line.on_it if missing else ""
        row.save(update_fields=["back", "on_it"])
        graves += opens_incident(thing, missing, line.on_it)
    entry.about("outing", outing.id, post=outing.post_id)
    entry.detail(lines=len(lines), missing=graves)
    before = Incident.objects.filter(kind="outing_missing", about=str(outing.id), closed_at=None)
    if not graves or before.exists():
        return None
    incident = open_incident(post=outing.post, kind="outing_missing", about=outing.id, at=at, by=actor.user)
    _tell(outing, incident, at)
    return incident


@dataclass(frozen=True)
class PhoneNoted:
    """Of one telephone: its form was opened today, how many it finished (None: not noted), and whether it
    is ``out``, ``back`` or ``missing``; missing, what was on it."""

    opened: bool
    filled: int | None
    whereabouts: str
    on_it: str


@act("outing.phone", requires="outing.work", on="outing")
def note_phone(
    *,
    actor: Actor,
    entry: Entry,
    outing: Outing,
    device_id: UUID,
    noted: PhoneNoted,
    at: dt.datetime,
) -> Incident | None:
    """What is known of one telephone. Missing, it is withdrawn at once and its incident opens.

    None: no incident was opened by this. Raises ``BadInput`` where nobody said what was on it, ``Absent``.
    """
    check_holds(outing)
    row = OutingPhone.objects.select_for_update().filter(outing=outing, device_id=device_id).first()
    if row is None:
        raise Absent()
    if noted.filled is not None and not 0 <= noted.filled <= MOST:
        raise bad_input("that_number_of_things_cannot_be", where="filled", most=MOST)
    if noted.whereabouts not in ("out", "back", "missing"):
        raise unknown("respuestas", "answers", noted.whereabouts, ("out", "back", "missing"), "whereabouts")
    if noted.whereabouts == "missing" and (noted.on_it not in ON_IT or noted.on_it in HARMLESS[1:]):
        raise bad_input("what_was_on_the_telephone", where="on_it")
    if noted.opened and row.opened_at is None:
        row.opened_at = at
    elif not noted.opened:
        row.opened_at = None
    row.filled = noted.filled
    row.back_at = (row.back_at or at) if noted.whereabouts == "back" else None
    row.missing_at = (row.missing_at or at) if noted.whereabouts == "missing" else None
    row.on_it = noted.on_it if noted.whereabouts == "missing" else ""
    row.save()
    entry.about("outing", outing.id, post=outing.post_id)
    entry.detail(device=str(device_id), whereabouts=noted.whereabouts)
    if noted.whereabouts != "missing":
        return None
    row.device.hold()
    return say_lost(device=row.device, by=actor, at=at)
