"""Somebody came for a number: whoever attends is told, and learns nothing else from the notice."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.intake.appointments import rules as rules
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import cancel, queue_each
from cauce.staff.offices import access as offices

from ..models import KeptHour
from ._shared import people_to_tell

bad_input = BadInputs(__file__)

SUBJECT = "Alguien espera / Somebody is waiting"


def _key(row: KeptHour) -> str:
    return f"appointment_here:{row.id}"


@act("appointment.arrive", requires="appointment.arrive", on="appointment")
def mark_arrived(*, actor: Actor, entry: Entry, appointment: KeptHour, at: dt.datetime) -> None:
    """The person of this number is here; said again, nothing changes.

    Raises ``BadInput`` for one that is over or of another day.
    """
    row = appointment
    entry.about("appointment", row.id, post=row.post_id)
    rules.check_not_over(row.state)
    if row.day != offices.day_at(row.post, at):
        raise bad_input("that_number_is_not_for_today", where="ficha")
    if row.state == rules.ARRIVED:
        return
    row.state, row.arrived_at = rules.ARRIVED, at
    row.save(update_fields=["state", "arrived_at"])
    hour = f"{row.starts_at.astimezone(offices.zone(row.post_id)):%H:%M}"
    queue_each(
        people_to_tell(row),
        key=f"{_key(row)}:{at:%H%M%S}",
        about=row.case_id,
        subject=SUBJECT,
        at=at,
        body=f"Llegó la ficha {row.ficha}, de las {hour}. / Number {row.ficha}, of {hour}, is here.",
        urgent=True,
    )


@act("appointment.not_here", requires="appointment.arrive", on="appointment")
def not_yet_here(*, actor: Actor, entry: Entry, appointment: KeptHour, at: dt.datetime) -> None:
    """It was another number: this one is still to come. Raises ``BadInput`` for one that is over."""
    row = appointment
    entry.about("appointment", row.id, post=row.post_id)
    rules.check_not_over(row.state)
    row.state, row.arrived_at = rules.PLANNED, None
    row.save(update_fields=["state", "arrived_at"])
    cancel(start=_key(row))
