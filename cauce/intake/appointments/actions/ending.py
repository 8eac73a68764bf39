"""How an appointment ends. Not coming is held against nobody: after some days no row says it."""

from __future__ import annotations

import datetime as dt

from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.intake.appointments import rules as rules
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.notices.actions import cancel, queue_each

from ..models import KeptHour, Quarter
from ._shared import fresh, note, people_to_tell

bad_input = BadInputs(__file__)

SUBJECT = "Un pendiente / A task"
BY_HAND = (rules.BY_PERSON, rules.BY_POST, rules.ENDED)


@effect
def _end(row: KeptHour, state: str, by: str, at: dt.datetime, why: str = "") -> None:
    row.state, row.why, row.ended_at, row.ended_by = state, why, at, by
    row.save(update_fields=["state", "why", "ended_at", "ended_by"])
    Quarter.objects.filter(appointment=row).delete()
    cancel(start=f"appointment_here:{row.id}")


@act("appointment.cancel", requires="appointment.work", on="case")
def cancel_appointment(
    *, actor: Actor, entry: Entry, case: Case, appointment: KeptHour, why: str, at: dt.datetime
) -> None:
    """It is called off; its room and its officer are free. Raises ``Unknown``, ``BadInput``."""
    if why not in BY_HAND:
        raise unknown("motivos", "reasons", why, BY_HAND, where="why")
    fresh(case, appointment)
    rules.check_not_over(appointment.state)
    _end(appointment, rules.CANCELLED, actor.user, at, why)
    note(entry, appointment, why=why)


@act("appointment.close", requires="appointment.work", on="case")
def close_appointment(
    *, actor: Actor, entry: Entry, case: Case, appointment: KeptHour, came: bool, at: dt.datetime
) -> None:
    """The person was attended, or did not come. Raises ``BadInput`` before its hour, or when it is over."""
    fresh(case, appointment)
    rules.check_not_over(appointment.state)
    if not came and at < appointment.starts_at:
        raise bad_input("it_is_not_time_yet", where="state")
    _end(appointment, rules.DONE if came else rules.MISSED, actor.user, at)
    note(entry, appointment, came=came)


@act("appointment.chase", requires="system.run", on="case")
def chase_missed(*, actor: Actor, entry: Entry, case: Case, appointment: KeptHour, at: dt.datetime) -> bool:
    """Whoever attends is told, once, that nobody came; the person is told nothing. Whether it was said."""
    fresh(case, appointment)
    row = appointment
    note(entry, row)
    if row.state != rules.PLANNED or row.chased_at:
        return False
    row.chased_at = at
    row.save(update_fields=["chased_at"])
    queue_each(
        people_to_tell(row),
        key=f"appointment_missed:{row.id}:{row.starts_at:%y%m%d%H%M}",
        about=row.case_id,
        subject=SUBJECT,
        at=at,
        body=f"Nadie llegó con la ficha {row.ficha}: vea qué sigue, solo por un medio seguro. / "
        f"Nobody came with number {row.ficha}: see what is next, in a safe way alone.",
    )
    return True


@act("appointment.delete", requires="system.run", on="appointment")
def delete_appointment(*, actor: Actor, entry: Entry, appointment: KeptHour) -> None:
    """Its days are over: nobody is marked for having come or not."""
    entry.about("appointment", appointment.id, post=appointment.post_id)
    appointment.delete()


@effect
def end_appointments(case: Case, at: dt.datetime) -> int:
    """Nobody of the post works on the case any more: what was to come is called off; how many were."""
    rows = list(KeptHour.objects.filter(case=case, state__in=rules.OPEN).select_for_update())
    for row in rows:
        _end(row, rules.CANCELLED, SYSTEM.user, at, rules.ENDED)
    return len(rows)


@effect
def forget_appointments(case: Case, at: dt.datetime) -> None:
    """Every row of a record that goes is deleted."""
    KeptHour.objects.filter(case=case).delete()
