"""An appointment is made, or moved: the database has one row for each quarter of an hour that it takes."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from cauce.cases.facts import CLOSED, zone_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.intake.appointments import rules as rules
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import User

from .. import access
from ..models import KeptHour, Quarter
from ._shared import fresh, note

bad_input = BadInputs(__file__)

TRIES = 8


@dataclass(frozen=True)
class Hour:
    """When, for how long, where and with whom."""

    starts_at: dt.datetime
    minutes: int
    place: str
    officer: User


def _check(case: Case, hour: Hour, at: dt.datetime) -> None:
    if case.status in CLOSED:
        raise bad_input("the_case_is_closed")
    rules.check_when(hour.starts_at, hour.minutes, zone_of(case), at)
    if hour.place not in access.places():
        raise unknown("lugares", "places", hour.place, access.places(), where="place")
    if hour.officer not in access.attends(case.post_id, case.id):
        raise bad_input("person_does_not_see_people_at_post", where="officer")


@effect
def take_quarters(row: KeptHour) -> None:
    """Take its quarters of an hour, in place of those it had. Raises ``BadInput`` that names what
    somebody else has, also where they took it in the same instant: the database has one of each."""
    claims = {
        f"place:{row.post_id}:{row.place}": "place",
        f"officer:{row.officer_id}": "officer",
        f"when:{row.case_id}": "when",
    }
    hours = rules.quarters(row.starts_at, row.minutes)
    Quarter.objects.filter(appointment=row).delete()
    try:
        with transaction.atomic():
            Quarter.objects.bulk_create(
                Quarter(appointment=row, claim=claim, at=hour) for claim in claims for hour in hours
            )
    except IntegrityError as problem:
        others = Quarter.objects.filter(claim__in=claims, at__in=hours)
        taken = set(others.values_list("claim", flat=True))
        where = next((word for claim, word in claims.items() if claim in taken), "when")
        raise rules.in_use(where) from problem


@effect
def draw_ficha(row: KeptHour) -> None:
    """A number that nobody of the post has that day, by chance: neither in order nor of the folio."""
    rows = KeptHour.objects.filter(post_id=row.post_id, day=row.day)
    used = set(rows.exclude(id=row.id).values_list("ficha", flat=True))
    free = sorted(set(range(rules.FIRST_FICHA, rules.FIRST_FICHA + rules.FICHAS)) - used)
    if not free:
        raise bad_input("no_more_appointments_fit_on_that_day", where="when")
    row.ficha = secrets.choice(free)


@effect
def _save(row: KeptHour, *, new: bool) -> None:
    # Two at once may draw the same number: each draws again.
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                row.save(force_insert=new)
            return
        except IntegrityError:
            if not left:
                raise
            draw_ficha(row)


@act("appointment.make", requires="appointment.work", on="case")
def make_appointment(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    hour: Hour,
    reason: str,
    interpreter: bool,
    at: dt.datetime,
) -> KeptHour:
    """Keep an hour for the person of a case, under a number drawn by chance.

    Raises ``BadInput`` as ``rules.check_when``, for a closed case, and for a place, an officer or a
    person that has something else at that hour; ``Unknown`` for another place or reason.
    """
    _check(case, hour, at)
    if reason not in access.reasons():
        raise unknown("motivos", "reasons", reason, access.reasons(), where="reason")
    row = KeptHour(
        id=uuid.uuid4(),
        post=case.post,
        case=case,
        day=hour.starts_at.astimezone(zone_of(case)).date(),
        starts_at=hour.starts_at,
        minutes=hour.minutes,
        place=hour.place,
        reason=reason,
        officer=hour.officer,
        interpreter=interpreter,
        made_at=at,
        made_by=actor.user,
    )
    draw_ficha(row)
    _save(row, new=True)
    take_quarters(row)
    note(entry, row)
    return row


@act("appointment.move", requires="appointment.work", on="case")
def move_appointment(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    appointment: KeptHour,
    hour: Hour,
    at: dt.datetime,
) -> None:
    """Another hour, place or officer for one that is to come; on another day it has another number.

    Raises ``BadInput`` as ``make_appointment``, and for one that is over.
    """
    fresh(case, appointment)
    rules.check_not_over(appointment.state)
    _check(case, hour, at)
    day = hour.starts_at.astimezone(zone_of(case)).date()
    moved = appointment.day != day
    appointment.day, appointment.starts_at, appointment.minutes = day, hour.starts_at, hour.minutes
    appointment.place, appointment.officer = hour.place, hour.officer
    appointment.state, appointment.arrived_at, appointment.chased_at = rules.PLANNED, None, None
    if moved:
        appointment.taken_as = ""  # the number on the old paper is no longer hers
        draw_ficha(appointment)
    _save(appointment, new=False)
    take_quarters(appointment)
    note(entry, appointment, moved=moved)


@act("appointment.taken", requires="appointment.work", on="case")
def note_taken(*, actor: Actor, entry: Entry, case: Case, appointment: KeptHour, how: str) -> None:
    """How the person keeps the day and the number: on paper, copied, in memory. Raises ``Unknown``."""
    if how not in rules.TAKEN_AS:
        raise unknown("maneras", "ways", how, rules.TAKEN_AS, where="how")
    fresh(case, appointment)
    appointment.taken_as = how
    appointment.save(update_fields=["taken_as"])
    note(entry, appointment, how=how)
