"""The only look-ups of appointments. Whoever stands at reception gets hours and numbers, and nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, QuerySet

from cauce.cases.models import Case
from cauce.content.loader import parameter_on
from cauce.content.model import Text
from cauce.custody.journal.door import Absent, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import of_id
from cauce.intake.appointments import rules as rules
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from .models import KeptHour

# Whose desk an appointment may be at.
ATTENDS = ("protection_officer", "protection_consul")
KEPT_ON_PAGE = 20


def reasons() -> dict[str, Text]:
    """The neutral reasons, by code, in their order."""
    return {one.id: one.title for one in current_edition().catalogues["appointment_reasons"]}


def places() -> dict[str, Text]:
    """Windows and rooms, by code, in their order."""
    return {one.id: one.title for one in current_edition().catalogues["appointment_places"]}


def attends(post_code: str, case: UUID) -> list[User]:
    """Who of a post may attend an appointment of this case: no party to it."""
    return offices.staff(post_code, *ATTENDS, case=case)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the calendar: hour, number, reason, place, whose desk. ``case``: for whoever works on that
    case or attends the appointment; None for everybody else, so that no page can say it."""

    ficha: int
    starts_at: dt.datetime
    minutes: int
    reason: Text
    place: Text
    officer: str
    state: str
    case: UUID | None = None
    interpreter: bool = False


def _shown(actor: Actor, row: KeptHour) -> Shown:
    mine = actor.user in (str(row.case.officer_id), str(row.officer_id))
    return Shown(
        row.ficha,
        row.starts_at,
        row.minutes,
        reasons()[row.reason],
        places()[row.place],
        row.officer.display_name,
        row.state,
        row.case_id if mine else None,
        mine and row.interpreter,
    )


def _rows(post: Post, first: dt.date, last: dt.date) -> QuerySet[KeptHour]:
    return (
        KeptHour.objects.filter(post=post, day__gte=first, day__lte=last)
        .exclude(state=rules.CANCELLED)
        .select_related("officer", "case")
        .order_by("starts_at", "ficha")
    )


def of_days(actor: Actor, post: Post, first: dt.date, last: dt.date) -> dict[dt.date, list[Shown]]:
    """What stands on the calendar of a post from one day to another; one entry. Raises ``Absent``."""
    check_may(actor, "appointment.see", post)
    with transaction.atomic():
        record_read(
            actor,
            "appointment.list",
            about=("post", post.code),
            post=post.code,
            first=first.isoformat(),
            last=last.isoformat(),
        )
        found: dict[dt.date, list[Shown]] = {}
        for row in _rows(post, first, last):
            found.setdefault(row.day, []).append(_shown(actor, row))
    return found


def with_ficha(actor: Actor, post: Post, day: dt.date, ficha: int) -> KeptHour:
    """The appointment of that number on that day. Raises ``Absent``."""
    check_may(actor, "appointment.arrive", post)
    found = KeptHour.objects.filter(post=post, day=day, ficha=ficha).first()
    if found is None:
        record_refusal(actor, "appointment.arrive", post=post.code, about=("post", post.code))
        raise Absent()
    return found


def of_case(case: Case) -> list[KeptHour]:
    """The appointments of a case already checked that are kept, those to come first."""
    rows = KeptHour.objects.filter(case=case).select_related("officer").order_by("-starts_at")
    found = list(rows[:KEPT_ON_PAGE])
    still = [row for row in found if row.state in rules.OPEN]
    return still[::-1] + [row for row in found if row.state not in rules.OPEN]


def next_of(case: Case, at: dt.datetime) -> KeptHour | None:
    """The next appointment of a case already checked; None: there is none."""
    rows = KeptHour.objects.filter(case=case, state=rules.PLANNED, starts_at__gte=at)
    return rows.select_related("officer").order_by("starts_at").first()


def left_behind(cases: Iterable[Case], at: dt.datetime) -> dict[UUID, KeptHour]:
    """Of cases already checked, by their ids: the next appointment that somebody attends who is not the
    officer of the case now. A case without one is left out."""
    rows = (
        KeptHour.objects.filter(case__in=list(cases), state=rules.PLANNED, starts_at__gte=at)
        .exclude(officer=F("case__officer"))
        .select_related("officer")
        .order_by("-starts_at")
    )
    return {row.case_id: row for row in rows}


def one_of(case: Case, appointment_id: UUID | str) -> KeptHour:
    """One appointment of a case already checked. Raises ``Absent``."""
    return of_id(KeptHour.objects.filter(case=case), appointment_id)


def of_officer(actor: Actor, post_code: str, day: dt.date) -> list[Shown]:
    """What the actor attends on a day at a post, in order: what is over is left out. The list of cases
    that it stands in is what the journal has."""
    rows = (
        KeptHour.objects.filter(post_id=post_code, day=day, officer_id=actor.user, state__in=rules.OPEN)
        .select_related("officer", "case")
        .order_by("starts_at")
    )
    return [_shown(actor, row) for row in rows]


def near(case: Case, starts_at: dt.datetime, minutes: int) -> list[Case]:
    """Other cases of the post with somebody in the waiting room in the half hour around it."""
    half = dt.timedelta(minutes=30)
    end = starts_at + dt.timedelta(minutes=minutes) + half
    rows = KeptHour.objects.filter(
        post_id=case.post_id,
        state__in=rules.OPEN,
        starts_at__lt=end,
        starts_at__gt=starts_at - half - dt.timedelta(minutes=max(rules.LENGTHS)),
    ).select_related("case")
    return [
        row.case
        for row in rows
        if row.case_id != case.id and row.starts_at + dt.timedelta(minutes=row.minutes) > starts_at - half
    ]


def nobody_came(at: dt.datetime) -> list[KeptHour]:
    """For the loop: appointments whose hour is over, of whom nobody said that they came or did not."""
    minutes = int(parameter_on(current_edition(), "appointment-missed", at.date()).value)
    rows = KeptHour.objects.filter(
        state=rules.PLANNED, chased_at=None, starts_at__lte=at - dt.timedelta(minutes=minutes)
    )
    return list(rows.select_related("case__post").order_by("starts_at"))


def to_delete(at: dt.datetime) -> list[KeptHour]:
    """For the loop: rows whose days of being kept are over, where their post is."""
    days = int(parameter_on(current_edition(), "appointment-keep", at.date()).value)
    rows = KeptHour.objects.filter(day__lt=at.date() - dt.timedelta(days=days - 1))
    over = dt.timedelta(days=days)
    return [
        row
        for row in rows.select_related("post")
        if row.day + over < at.astimezone(ZoneInfo(row.post.time_zone)).date()
    ]
